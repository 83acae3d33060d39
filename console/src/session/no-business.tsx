import { Button } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { signOut } from './sign-out.ts';

/** Somebody who is signed in and works for no business (any more). */
export function NoBusiness() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      icon={IconBuildingStore}
      title={t('shell.noBusiness')}
      text={t('shell.noBusinessAdvice')}
      action={<Button onClick={() => void signOut()}>{t('shell.signOut')}</Button>}
    />
  );
}
