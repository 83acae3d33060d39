import { z } from 'zod';
import { AgentState } from '../agent/state.ts';

/** An option that was made from a list when the menu was shown; the fixed ones are in the flow itself. */
export type Offer = { id: string; title: string; description?: string };

/** A menu one can go back to: the node, where the way to it began (the lookup that filled it runs again), and with which words. */
const Place = z.object({ node: z.string(), from: z.string(), said: z.string().optional() });

/**
 * Where a conversation stands, as kept in `conversations.state`. Plain JSON and small: it is read and written with
 * every message.
 */
const FlowState = z.object({
  flow: z.string(),
  version: z.string(),
  node: z.string().nullable(), // the menu, question or wait it stands at; null: it rests
  from: z.string().nullable(), // where the way to that node began
  said: z.string().optional(), // with which words, when the way depends on them
  variables: z.record(z.string(), z.unknown()),
  stack: z.array(Place), // menus to go back to, oldest first
  offers: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().optional() })).optional(),
  asked: z.number(), // menus and questions shown so far; marks the newest showing of a `fresh` menu
  tries: z.number(), // answers that did not fit the question
  misunderstandings: z.number(), // in a row
  upset: z.number().optional(), // messages of this session that nobody understood and that sounded upset
  quietMs: z.number().optional(), // the question takes a burst as one answer
  timer: z.object({ node: z.string(), at: z.string() }).optional(),
  agent: AgentState.optional(), // absent where no language model ever answered
  lastInteractionAt: z.string(),
  expiresAt: z.string(),
});
export type FlowState = z.infer<typeof FlowState>;
export type Place = z.infer<typeof Place>;

/** The state a conversation left behind; null when there is none, or none that we can read. */
export function readState(stored: unknown): FlowState | null {
  if (stored === null || stored === undefined) return null;
  const parsed = FlowState.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** The state of a conversation that begins. @param asked so many prompts were shown before; their buttons stay old. */
export function freshState(
  { name, version, variables }: { name: string; version: string; variables: Record<string, unknown> },
  asked: number,
): FlowState {
  return {
    flow: name,
    version,
    node: null,
    from: null,
    variables: { ...variables },
    stack: [],
    asked,
    tries: 0,
    misunderstandings: 0,
    lastInteractionAt: '',
    expiresAt: '',
  };
}
