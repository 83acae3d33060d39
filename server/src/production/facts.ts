import { z } from 'zod';
import { defineFact } from '../platform/facts.ts';
import { TICKET_KINDS, TICKET_STATES } from './api.ts';

const TicketRef = z.object({
  businessId: z.uuid(),
  ticketId: z.uuid(),
  kind: z.enum(TICKET_KINDS),
  number: z.number().int(),
  contactId: z.uuid(),
  conversationId: z.uuid().nullable(),
});
export type TicketRef = z.infer<typeof TicketRef>;

export const ticketReported = defineFact('ticket.reported', TicketRef);

/** A ticket moved on. `state` is where it went then, not where it is by now. */
export const ticketStateChanged = defineFact(
  'ticket.state_changed',
  TicketRef.extend({
    eventId: z.uuid(), // the step in its history
    state: z.enum(TICKET_STATES),
    progressPercent: z.number().int(),
    note: z.string(),
    notify: z.boolean(), // whether the person who reported it is told
    message: z.string().optional(), // in these words instead of ours
  }),
);
