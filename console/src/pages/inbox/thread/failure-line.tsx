import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconRefresh, IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure, Message } from '../model/shapes.ts';
import { isLost } from '../model/ticks.ts';
import type { BubbleActions } from './bubble.tsx';
import css from './thread.module.css';

/** Failures that a template cures: the window closed, or was never open. @see Cloud API, error 131047 */
const WINDOW_CODES = new Set(['131047', 'service-window-closed', 'window-closed']);
/** Sending the same again would only fail again. */
const HOPELESS = new Set(['customer', 'owner', 'operator']);

type Props = {
  message: Message;
  failure: Failure;
  isRetried: boolean;
  actions: Pick<BubbleActions, 'onRetry' | 'onTemplate' | 'canWrite'>;
};

/** What happened, what it means for the customer and what to do; the provider's words stand behind "details". */
export function FailureLine({ message, failure, isRetried, actions }: Props) {
  const { t } = useTranslation('inbox');
  const lost = isLost(message.status);
  const isWindow = message.status === 'expired' || WINDOW_CODES.has(failure.code);
  return (
    <div className={css.failure} role={lost ? 'alert' : 'status'} data-tone={lost ? 'failed' : 'waiting'}>
      <p>
        {lost ? <IconAlertTriangle size={15} aria-hidden /> : <IconClock size={15} aria-hidden />}
        {t(lost ? 'inbox.failure.lost' : 'inbox.failure.trying')}
      </p>
      <p>{failure.advice ?? failure.title}</p>
      {actions.canWrite && lost && !isRetried && (
        <div className={css.failureTools}>
          {isWindow ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconTemplate size={15} aria-hidden />}
              onClick={actions.onTemplate}
            >
              {t('inbox.failure.template')}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant={HOPELESS.has(failure.fixedBy ?? '') ? 'subtle' : 'default'}
              color={HOPELESS.has(failure.fixedBy ?? '') ? 'gray' : undefined}
              leftSection={<IconRefresh size={15} aria-hidden />}
              onClick={() => actions.onRetry(message)}
            >
              {t('inbox.failure.retry')}
            </Button>
          )}
        </div>
      )}
      <details>
        <summary>{t('common.details')}</summary>
        {failure.title} · {t('inbox.failure.code', { code: failure.code })}
        {failure.details && ` · ${failure.details}`}
        {message.attempts > 1 && ` · ${t('inbox.failure.attempts', { count: message.attempts })}`}
      </details>
    </div>
  );
}
