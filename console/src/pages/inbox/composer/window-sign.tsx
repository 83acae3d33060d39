import { Button, Tooltip } from '@mantine/core';
import { IconClock, IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/use-formats.ts';
import { type ServiceWindow, windowWords } from '../model/service-window.ts';
import css from './composer.module.css';

/** How long one may still write freely. */
export function WindowSign({ window }: { window: ServiceWindow }) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const { key, values } = windowWords(window);
  const hint = window.closesAt
    ? t(window.state === 'closed' ? 'inbox.window.closedAt' : 'inbox.window.until', { time: exact(window.closesAt) })
    : t('inbox.window.never');
  return (
    <Tooltip label={hint} multiline maw={320}>
      <span className={css.window} data-state={window.state}>
        <IconClock size={14} aria-hidden /> {t(`inbox.${key}`, values)}
      </span>
    </Tooltip>
  );
}

/** Instead of a field that could send nothing: what still can be sent. */
export function WindowClosed({ onTemplate }: { onTemplate: () => void }) {
  const { t } = useTranslation('inbox');
  return (
    <div className={css.closed}>
      <div>
        <strong>{t('inbox.window.closedTitle')}</strong>
        <p>{t('inbox.window.closedText')}</p>
      </div>
      <Button leftSection={<IconTemplate size={16} aria-hidden />} onClick={onTemplate}>
        {t('inbox.window.choose')}
      </Button>
    </div>
  );
}
