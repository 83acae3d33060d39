import { z } from 'zod';
import { TICKET_KINDS, ticketsOf } from '../../production/index.ts';
import { defineAction } from './action.ts';
import { TicketCard, ticketCard } from './ticket-card.ts';

export const ticketHistory = defineAction({
  name: 'ticket-history',
  about: 'What the customer has reported, newest first.',
  input: z.object({ kind: z.enum(TICKET_KINDS).optional(), limit: z.number().int().min(1).max(20).default(5) }),
  outcomes: { some: z.object({ tickets: z.array(TicketCard) }), none: z.object({}) },
  async run(_ctx, { kind, limit }, turn) {
    const tickets = await ticketsOf(turn.db, turn.business.id, turn.contact.id, kind, limit);
    if (tickets.length === 0) return { outcome: 'none', result: {} };
    return { outcome: 'some', result: { tickets: tickets.map((ticket) => ticketCard(ticket, turn)) } };
  },
});
