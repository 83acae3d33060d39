import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { changeMany, colleaguesOf, type ManyChanges } from '../calls.ts';

type Change = { ids: string[]; changes: ManyChanges };
type Changed = Awaited<ReturnType<typeof changeMany>>;

const TOUCHES = ['conversations', 'entries'];

/** Changes several conversations at once, and takes that back: the server says what puts each where it stood. */
export function useBulk() {
  const { t } = useTranslation('inbox');
  const { data: colleagues = [] } = useQuery(colleaguesOf(useBusiness()));

  const said = ({ assignment, status, labels }: ManyChanges, count: number): string => {
    if (assignment?.to === 'me') return t('inbox.done.assignedMany', { count });
    if (assignment?.to === 'bot') return t('inbox.done.givenBack');
    if (assignment) {
      const name = colleagues.find(({ id }) => id === assignment.personId)?.name;
      return name ? t('inbox.done.assigned', { name }) : t('common.saved');
    }
    if (labels) return t('inbox.done.labelled', { count });
    return t(status?.status === 'snoozed' ? 'inbox.done.snoozed' : 'inbox.done.resolvedMany', { count });
  };
  const refusal = (items: Changed['items']): string | null => {
    const refused = items.filter(({ problem }) => problem !== null);
    return refused.length > 0 ? t('inbox.done.partly', { count: refused.length, reason: refused[0]?.title }) : null;
  };

  const back = useWrite({
    write: async (undo: Changed['undo']) => {
      const done = await Promise.all(undo.map(({ ids, ...changes }) => changeMany(ids, changes)));
      return done.flatMap(({ items }) => items);
    },
    touches: TOUCHES,
    done: (items) => {
      const message = refusal(items); // a colleague was quicker
      return message === null ? null : { message };
    },
  });
  return useWrite({
    write: ({ ids, changes }: Change) => changeMany(ids, changes),
    touches: TOUCHES,
    done: ({ items, undo }, { changes }) => {
      const message = refusal(items) ?? said(changes, items.length);
      return undo.length === 0 ? { message } : { message, undo: () => back.mutate(undo) };
    },
  });
}
