import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { changeBusiness } from '../settings/calls.ts';
import { type Flow, flowsOf } from './flow-queries.ts';

/** Lets a published flow answer customers instead of the one that does now; null: it does, or it cannot be asked to. */
export function useAnswering(flow: Flow): { isBusy: boolean; begin: () => void } | null {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  const { data } = useQuery(flowsOf(useBusiness()));
  const before = data?.items.find(({ isInUse }) => isInUse)?.name ?? flow.name;
  const use = useWrite({
    write: (name: string) => changeBusiness({ flow: name }),
    touches: ['business', 'flows'],
    done: ({ flow: name }) => ({
      message: t('flows.answersNow', { name }),
      ...(name === flow.name && name !== before ? { undo: (): void => use.mutate(before) } : {}),
    }),
  });
  if (flow.isInUse || flow.number === null || !can('business:write')) return null;
  return { isBusy: use.isPending, begin: () => use.mutate(flow.name) };
}

export function UseItButton({ flow }: { flow: Flow }) {
  const { t } = useTranslation('flows');
  const answering = useAnswering(flow);
  if (!answering) return null;
  return (
    <Button variant="default" size="compact-md" loading={answering.isBusy} onClick={answering.begin}>
      {t('flows.useIt')}
    </Button>
  );
}
