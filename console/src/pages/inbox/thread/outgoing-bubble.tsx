import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outgoing } from '../model/outgoing.ts';
import { Contents } from './contents.tsx';
import css from './thread.module.css';
import { Ticks } from './ticks.tsx';

type Props = {
  outgoing: Outgoing;
  onRetry: (outgoing: Outgoing) => void;
  onDrop: (outgoing: Outgoing) => void;
  onTemplate: () => void;
};

/** A message of ours that the server does not have yet; it never looks as if it had. */
export function OutgoingBubble({ outgoing, onRetry, onDrop, onTemplate }: Props) {
  const { t } = useTranslation('inbox');
  const { state, problem, content } = outgoing;
  const isWindow = problem?.kind === 'service-window-closed';
  return (
    <article
      className={css.line}
      data-direction="outbound"
      data-author="person"
      data-first
      data-lost={state === 'refused' || undefined}
    >
      <div className={css.bubble}>
        <Contents content={content} />
        <div className={css.corner}>
          {state === 'sending' && t('inbox.outgoing.sending')}
          <Ticks tick={state === 'sending' ? 'waiting' : 'failed'} />
        </div>
      </div>
      {state === 'refused' && (
        <div className={css.failure} role="alert">
          <p>
            <IconAlertTriangle size={15} aria-hidden />
            {t(problem?.kind === 'offline' ? 'inbox.outgoing.offline' : 'inbox.outgoing.refused')}
          </p>
          {problem?.title && <p>{problem.title}</p>}
          <div className={css.failureTools}>
            {isWindow ? (
              <Button size="compact-sm" variant="default" onClick={onTemplate}>
                {t('inbox.failure.template')}
              </Button>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => onRetry(outgoing)}>
                {t('inbox.failure.retry')}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onDrop(outgoing)}>
              {t('inbox.outgoing.drop')}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}
