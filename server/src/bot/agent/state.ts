import { z } from 'zod';

/** Something that waits for a tap of the customer; nothing of it has happened yet. */
const Pending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), draft: z.unknown() }),
  z.object({ kind: z.literal('change'), number: z.number(), draft: z.unknown() }),
  z.object({ kind: z.literal('cancel'), number: z.number() }),
  z.object({ kind: z.literal('remember'), facts: z.record(z.string(), z.string()) }),
]);
export type Pending = z.infer<typeof Pending>;

/**
 * What the agent keeps of a conversation, beside the flow's own state. It ends with the session, so that nothing of a
 * matter that is settled comes up again.
 */
export const AgentState = z.object({
  since: z.number().optional(), // messages up to this one belong to a matter that is settled
  summary: z.string().optional(), // of the messages up to `summarisedTo`
  summarisedTo: z.number().optional(),
  isTalking: z.boolean().optional(), // it gave the last answer: quick messages are taken together
  pending: z.object({ what: Pending, showing: z.number(), isLast: z.boolean() }).optional(),
});
export type AgentState = z.infer<typeof AgentState>;
