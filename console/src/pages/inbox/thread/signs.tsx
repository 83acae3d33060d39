import { ActionIcon } from '@mantine/core';
import { IconBulb, IconEye, IconPencil, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import { handOffReason } from '../../../ui/hand-off-reason.ts';
import { messagesOf } from '../calls.ts';
import type { Row } from '../model/shapes.ts';
import { summaryIn } from '../model/trace.ts';
import css from './thread.module.css';

/** A colleague is here, too: two answers at once confuse a customer. */
export function Here({ row: { here }, me }: { row: Row; me: string | null }) {
  const { t } = useTranslation('inbox');
  const others = here.filter(({ id }) => id !== me);
  const typing = others.filter(({ state }) => state === 'typing');
  const [first] = typing.length > 0 ? typing : others;
  if (!first) return null;
  return (
    <div className={css.here} role="status">
      {typing.length > 0 ? <IconPencil size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
      {t(typing.length > 0 ? 'inbox.here.typing' : 'inbox.here.viewing', { name: first.name })}
    </div>
  );
}

/** A colleague who took it needs no explanation. */
const OF_OURS = new Set(['taken over', 'answered by a person', 'taken over through the API']);

/** What the bot found out before it asked for a person. */
export function HandOff({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const queries = useQueryClient();
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const { waitingSince, waitingReason } = row;
  // Events bring messages without their traces: with a hand-off they are read again for its summary.
  useEffect(() => {
    if (waitingSince) void queries.invalidateQueries({ queryKey: messagesOf(business, row.id).queryKey });
  }, [waitingSince, queries, business, row.id]);
  const { data } = useInfiniteQuery({ ...messagesOf(business, row.id), enabled: false });
  const words = useMemo(() => summaryIn(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  const reason = waitingReason !== null && OF_OURS.has(waitingReason) ? null : waitingReason;
  if (!waitingSince || closedFor === waitingSince || (!words && !reason)) return null;
  return (
    <aside className={css.handOff} aria-label={t('inbox.handOff.title')}>
      <IconBulb size={18} aria-hidden />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0}>
        <strong>{t('inbox.handOff.title')}</strong>
        {reason && <p dir="auto">{handOffReason(t, reason)}</p>}
        {words && <p dir="auto">{words}</p>}
      </div>
      <ActionIcon size={30} onClick={() => setClosedFor(waitingSince)} aria-label={t('common.close')}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </aside>
  );
}
