import { z } from 'zod';
import { firstCharacters } from '../../platform/text.ts';
import { findTicket, TICKET_KINDS, ticketHistoryOf, ticketsOf } from '../../production/index.ts';
import { defineAction } from './action.ts';
import { SpokenNumber } from './spoken-number.ts';
import { TicketCard, ticketCard } from './ticket-card.ts';

const NOTE_SHOWN = 300; // characters

export const ticketProgress = defineAction({
  name: 'ticket-progress',
  about: 'How far a ticket of the customer is: the one with this number, or their newest when no number is given.',
  input: z.object({ number: SpokenNumber, kind: z.enum(TICKET_KINDS).optional() }),
  outcomes: {
    found: z.object({ ticket: TicketCard, note: z.string() }),
    not_found: z.object({}),
    none: z.object({}),
  },
  async run(_ctx, { number, kind }, turn) {
    const { db, business, contact } = turn;
    const ticket =
      number === null
        ? (await ticketsOf(db, business.id, contact.id, kind, 1))[0]
        : await findTicket(db, business.id, { number, contactId: contact.id, ...(kind ? { kind } : {}) });
    if (!ticket) return number === null ? { outcome: 'none', result: {} } : { outcome: 'not_found', result: {} };
    const events = await ticketHistoryOf(db, business.id, ticket.id);
    const note = firstCharacters(events.findLast((event) => event.note !== '')?.note ?? '', NOTE_SHOWN);
    return { outcome: 'found', result: { ticket: ticketCard(ticket, turn), note } };
  },
});
