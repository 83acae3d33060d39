import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTabTitle } from './page.tsx';

/** An address of ours that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('shell');
  const { business } = useParams();
  useTabTitle(t('shell.notFound'));
  return (
    <EmptyState
      icon={IconMapQuestion}
      title={t('shell.notFound')}
      text={t('shell.notFoundAdvice')}
      action={
        <Button component={Link} to={business ? `/${business}/home` : '/'}>
          {t('shell.goHome')}
        </Button>
      }
    />
  );
}
