import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { useBusiness } from '../../session/use-me.ts';
import { problemToast, toast } from '../../ui/toast.tsx';
import { useWrite } from '../../ui/use-write.ts';
import {
  type Assignment,
  assign,
  changeLabels,
  conversationOf,
  type LabelChange,
  retryMessage,
  setStatus,
} from './calls.ts';
import type { Message, Row, Status } from './model/shapes.ts';

const TOUCHES = ['conversations', 'entries'];

/** What can be changed about a conversation. Each change names its own: by its end another one may be open. */
export function useChanges() {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const business = useBusiness();
  const keep = (now: Row) =>
    queries.setQueryData(conversationOf(business, now.id).queryKey, (before) => before && { ...before, ...now });
  const readAgain = () => queries.invalidateQueries({ queryKey: [business, 'conversations'] });
  /** Takes a change back; by then the page may show something else. */
  const undo = (change: () => Promise<Row>) => () => change().then(keep).then(readAgain).catch(problemToast);

  const status = useWrite({
    write: ({ row, to, until }: { row: Row; to: Status; until?: string }) => setStatus(row.id, to, until),
    touches: TOUCHES,
    done: (now, { row, to }) => {
      keep(now);
      if (to === row.status) return null;
      const back = row.status === 'snoozed' ? 'open' : row.status; // until when it slept may be over
      return { message: t(`inbox.done.status.${to}`), undo: undo(() => setStatus(row.id, back)) };
    },
  });

  const owner = useWrite({
    write: ({ row, ...assignment }: Assignment & { row: Row }) => assign(row.id, assignment),
    touches: TOUCHES,
    done: (now, { row, to }) => {
      keep(now);
      if (to === 'bot') return { message: t('inbox.done.givenBack'), undo: undo(() => assign(row.id, backTo(row))) };
      if (to === 'me') return { message: t('inbox.done.taken') };
      const name = now.assignee?.name;
      return { message: name ? t('inbox.done.assigned', { name }) : t('inbox.done.unassigned') };
    },
    failed: (error) => {
      const { kind } = asProblem(error);
      if (kind !== 'conversation-taken' && kind !== 'conversation-moved') return undefined;
      toast(t('inbox.done.tooLate')); // a colleague was quicker; the list now says who
      void readAgain();
      return true;
    },
  });

  const labels = useWrite({
    write: ({ row, ...change }: LabelChange & { row: Row }) => changeLabels(row.id, change),
    touches: [...TOUCHES, 'labels'],
    done: (now) => void keep(now),
  });

  const retry = useWrite({
    write: (message: Message) => retryMessage(message.id),
    touches: ['messages'],
    done: () => ({ message: t('inbox.done.retried') }),
  });
  return { status, owner, labels, retry };
}
export type Changes = ReturnType<typeof useChanges>;

const backTo = ({ assignee }: Row): Assignment =>
  assignee ? { to: 'person', personId: assignee.id } : { to: 'person' };
