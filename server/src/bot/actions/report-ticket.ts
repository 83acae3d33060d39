import { z } from 'zod';
import { reportTicket as report, TICKET_KINDS } from '../../production/index.ts';
import { defineAction } from './action.ts';
import { SpokenNumber } from './spoken-number.ts';
import { TicketCard, ticketCard } from './ticket-card.ts';

export const reportTicket = defineAction({
  name: 'report-ticket',
  about: 'Opens a ticket about a defect or another issue, with what the customer wrote and the photos they sent.',
  input: z.object({
    kind: z.enum(TICKET_KINDS),
    description: z.string().max(4_096).default(''),
    photos: z.array(z.string()).nullish(),
    order_number: SpokenNumber,
  }),
  effect: true,
  outcomes: { reported: z.object({ ticket: TicketCard }), empty: z.object({}) },
  async run(ctx, { kind, description, photos, order_number }, turn) {
    const mediaIds = photos ?? [];
    if (description.trim() === '' && mediaIds.length === 0) return { outcome: 'empty', result: {} };
    const ticket = await report(ctx, await turn.write(), {
      businessId: turn.business.id,
      contactId: turn.contact.id,
      conversationId: turn.conversationId,
      kind,
      description,
      mediaIds,
      ...(order_number ? { orderNumber: order_number } : {}),
      ...(turn.message ? { causedBy: turn.message.id } : {}),
    });
    return { outcome: 'reported', result: { ticket: ticketCard(ticket, turn) } };
  },
});
