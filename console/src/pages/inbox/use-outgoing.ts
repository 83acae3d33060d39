import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { idempotencyKey } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { useBusiness } from '../../session/use-me.ts';
import { messagesOf, sendMessage } from './calls.ts';
import { mergeMessages } from './model/merging.ts';
import { finished, type Outgoing, refused, started } from './model/outgoing.ts';
import type { Sendable } from './model/shapes.ts';

/** Messages of one conversation that the server does not have yet. They stay while one looks at others. */
export function useOutgoing(conversationId: string) {
  const queries = useQueryClient();
  const business = useBusiness();
  const queryKey = [business, 'outgoing', conversationId];
  const { data: outgoing = [] } = useQuery<Outgoing[]>({
    queryKey,
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made of the two
  const change = useCallback(
    (how: (all: readonly Outgoing[]) => Outgoing[]) =>
      queries.setQueryData<Outgoing[]>(queryKey, (all = []) => how(all)),
    [queries, business, conversationId],
  );

  const run = useCallback(
    async (one: Outgoing) => {
      change((all) => started(all, { ...one, state: 'sending', problem: null }));
      try {
        const message = await sendMessage(one.conversationId, one.content, one.quotes, one.key);
        queries.setQueryData(messagesOf(business, conversationId).queryKey, (data) => mergeMessages(data, [message]));
        change((all) => finished(all, one.key));
        void queries.invalidateQueries({ queryKey: [business, 'conversations', 'one', conversationId] });
      } catch (error) {
        const { kind, title } = asProblem(error);
        change((all) => refused(all, one.key, { kind, title }));
      }
    },
    [queries, business, conversationId, change],
  );

  const send = useCallback(
    (content: Sendable, quotes: string | null) =>
      run({
        key: idempotencyKey(),
        conversationId,
        content,
        quotes,
        at: new Date().toISOString(),
        state: 'sending',
        problem: null,
      }),
    [run, conversationId],
  );
  const drop = useCallback((one: Outgoing) => change((all) => finished(all, one.key)), [change]);
  return { outgoing, send, retry: run, drop };
}
