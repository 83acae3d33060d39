import { ActionIcon } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconMoodSmile,
  IconRobot,
  IconSpeakerphone,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../ui/toast.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import type { Message, Referral } from '../model/shapes.ts';
import { isLost, tickOf } from '../model/ticks.ts';
import type { ThreadItem } from '../model/timeline.ts';
import { plainText } from '../model/whatsapp-text.ts';
import { Contents } from './contents.tsx';
import { FailureLine } from './failure-line.tsx';
import { useSummary } from './summary.ts';
import css from './thread.module.css';
import { Ticks } from './ticks.tsx';

export type BubbleActions = {
  onQuote(message: Message): void;
  onReact(message: Message): void;
  onWhy(message: Message): void;
  onGoTo(messageId: string): void;
  onRetry(message: Message): void;
  onTemplate(): void;
  canWrite: boolean;
};
type Props = { item: Extract<ThreadItem, { kind: 'message' }>; customer: string; actions: BubbleActions };

/** One message, with who wrote it, how far it is, and what can be done with it. */
export const Bubble = memo(function Bubble({ item, customer, actions }: Props) {
  const { message, isFirst, isLast, reactions, isRevoked, isEdited } = item;
  const { t } = useTranslation('inbox');
  const { clock, exact } = useFormats();
  const tick = message.direction === 'outbound' ? tickOf(message.status) : null;
  const at = new Date(message.sentAt);
  const content = isRevoked ? ({ type: 'erased' } as const) : item.content;
  const isBare = content.type === 'sticker' && !item.quoted;
  return (
    <article
      className={css.line}
      id={`message-${message.id}`}
      aria-label={t('inbox.message.by', { author: authorOf(message, customer, t), time: exact(at) })}
      data-direction={message.direction}
      data-author={message.author}
      data-first={isFirst || undefined}
      data-lost={isLost(message.status) || undefined}
      data-bare={isBare || undefined}
    >
      <div className={css.bubble} tabIndex={-1}>
        {isFirst && message.direction === 'outbound' && (
          <div className={css.author}>
            {message.author === 'bot' && <IconRobot size={14} aria-hidden />}
            {authorOf(message, customer, t)}
          </div>
        )}
        {message.context?.forwarded && (
          <div className={css.forwarded}>
            <IconArrowForwardUp size={14} className="points" aria-hidden /> {t('inbox.forwarded')}
          </div>
        )}
        {message.context?.referral && <FromAdvertisement referral={message.context.referral} />}
        {message.quotes && <Quoted item={item} customer={customer} onGoTo={actions.onGoTo} />}
        <Contents content={content} />
        <div className={css.corner}>
          {message.author === 'bot' && isLast && (
            <button type="button" className={css.why} onClick={() => actions.onWhy(message)}>
              {t('inbox.why.open')}
            </button>
          )}
          {isEdited && <span>{t('inbox.edited.here')}</span>}
          <time dateTime={message.sentAt} title={exact(at)}>
            {clock(at)}
          </time>
          {tick && <Ticks tick={tick} title={tickTitle(message, t, exact)} />}
        </div>
        {!isRevoked && <Tools message={message} actions={actions} />}
      </div>
      {reactions.length > 0 && (
        <div className={css.reactions}>
          {reactions.map(({ by, emoji }) => (
            <span key={by} title={t(`inbox.reactedBy.${by}`)}>
              {emoji}
              <span className="unseen">{t(`inbox.reactedBy.${by}`)}</span>
            </span>
          ))}
        </div>
      )}
      {message.failure && message.status !== 'delivered' && message.status !== 'read' && (
        <FailureLine message={message} failure={message.failure} isRetried={item.isRetried} actions={actions} />
      )}
    </article>
  );
});

type Translate = ReturnType<typeof useTranslation>['t'];

/** The bot never passes for a person. */
export function authorOf({ author, authorName }: Message, customer: string, t: Translate): string {
  if (author === 'customer') return customer;
  return authorName ?? t(`inbox.author.${author}`);
}

function tickTitle({ status, deliveredAt, readAt }: Message, t: Translate, exact: (at: Date) => string): string {
  const at = status === 'read' || status === 'played' ? (readAt ?? deliveredAt) : deliveredAt;
  const words = t(`inbox.tick.${tickOf(status)}`);
  return at && tickOf(status) !== 'sent' ? `${words} · ${exact(new Date(at))}` : words;
}

function Tools({ message, actions }: { message: Message; actions: BubbleActions }) {
  const { t } = useTranslation('inbox');
  const summary = useSummary();
  const canQuote = actions.canWrite && message.providerMessageId !== null;
  return (
    <div className={css.tools}>
      {canQuote && (
        <ActionIcon
          size={30}
          onClick={() => actions.onQuote(message)}
          aria-label={t('inbox.message.quote')}
          title={t('inbox.message.quote')}
        >
          <IconArrowBackUp size={16} className="points" aria-hidden />
        </ActionIcon>
      )}
      {canQuote && message.direction === 'inbound' && (
        <ActionIcon
          size={30}
          onClick={() => actions.onReact(message)}
          aria-label={t('inbox.message.react')}
          title={t('inbox.message.react')}
        >
          <IconMoodSmile size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        size={30}
        aria-label={t('inbox.message.copy')}
        title={t('inbox.message.copy')}
        onClick={() =>
          void navigator.clipboard?.writeText(summary(message.content)).then(() => toast(t('inbox.message.copied')))
        }
      >
        <IconCopy size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Quoted({
  item: { quoted },
  customer,
  onGoTo,
}: {
  item: Props['item'];
  customer: string;
  onGoTo: (id: string) => void;
}) {
  const { t } = useTranslation('inbox');
  const summary = useSummary();
  if (!quoted) return <div className={css.quoted}>{t('inbox.message.quotedOlder')}</div>;
  return (
    <button type="button" className={css.quoted} onClick={() => onGoTo(quoted.id)}>
      <strong>{authorOf(quoted, customer, t)}</strong>
      <span dir="auto">{plainText(summary(quoted.content))}</span>
    </button>
  );
}

function FromAdvertisement({ referral: { headline, body, sourceUrl } }: { referral: Referral }) {
  const { t } = useTranslation('inbox');
  return (
    <div className={css.referral}>
      <IconSpeakerphone size={14} aria-hidden /> {t('inbox.referral')}
      {headline && <strong>{headline}</strong>}
      {body ?? sourceUrl}
    </div>
  );
}
