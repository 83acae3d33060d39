import { z } from 'zod';
import { wordsOf } from '../server/src/bot/agent/history.ts';
import type { Content } from '../server/src/conversations/api.ts';
import type { Outcome } from './talks.ts';

/** The part of a stored trace that a comparison is about. */
const Trace = z.object({
  owners: z.array(z.string()).default([]),
  actions: z.array(z.object({ name: z.string(), outcome: z.string() })).default([]),
  agent: z
    .object({ tools: z.array(z.object({ name: z.string(), outcome: z.string() })), nanoUsd: z.number() })
    .optional(),
});

/** @param trace as it is stored with the first reply; null of a turn that said nothing. */
export function outcomeOf(replies: readonly Content[], trace: unknown, handOff: string | null): Outcome {
  const { owners, actions, agent } = Trace.safeParse(trace ?? {}).data ?? { owners: [], actions: [], agent: undefined };
  const tools = [...actions, ...(agent?.tools ?? [])].map(({ name, outcome }) => `${name} ${outcome}`.trim());
  return { replies: replies.map(wordsOf), owners, tools, handOff, nanoUsd: agent?.nanoUsd ?? 0 };
}
