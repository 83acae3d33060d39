import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { type Notice, type NoticeParts, noticeSaying } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import type { TicketKind, TicketState } from './api.ts';
import type { ticketStateChanged } from './facts.ts';
import { ticketName, ticketNoticeText, ticketStateWord } from './notice-texts.ts';
import { ticketEvents } from './schema.ts';

type StateChange = z.infer<typeof ticketStateChanged.payload>;

/** The approved template for who last wrote more than 24 hours ago: their name, the ticket, its state. */
const TEMPLATE = 'ticket_update';

/**
 * Tells the person who reported a ticket on WhatsApp how far it is: as text while the service window is open, else with
 * the template. What came of it stands beside the step in the ticket's history.
 */
export const sendTicketNotice =
  ({ directory, door }: NoticeParts) =>
  async (ctx: Ctx, change: StateChange): Promise<void> => {
    const { businessId, contactId, eventId } = change;
    if (!change.notify) return note(ctx, change, { noticeProblem: 'not-wanted' });
    const business = directory.business(businessId);
    if (!business) return;
    try {
      const saying = await noticeSaying(ctx, { directory, door }, business, noticeOfTicket(business, change));
      if (!saying) return;
      const sent = await door.sayToContact(business, contactId, { ...saying, once: `ticket step ${eventId}` });
      await note(ctx, change, { noticeId: sent.id });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await note(ctx, change, { noticeProblem: error.kind });
      ctx.log.warn({ ticket: change.number, reason: error.message }, 'a customer could not be told about their ticket');
    }
  };

/** What a ticket's reporter is to hear. `message`: the team's own words instead of ours. */
export type Step = {
  contactId: string;
  kind: TicketKind;
  number: number;
  state: TicketState;
  note: string;
  message?: string | undefined;
};

export const noticeOfTicket = (business: Business, step: Step): Notice => ({
  contactId: step.contactId,
  textIn: (language) => step.message ?? ticketNoticeText(language, step),
  template: TEMPLATE,
  parametersIn: (language, name) => [
    name || business.name,
    ticketName(language, step.kind, step.number),
    ticketStateWord(language, step.state),
  ],
});

async function note(
  ctx: Ctx,
  { businessId, eventId }: StateChange,
  came: { noticeId: string } | { noticeProblem: string },
): Promise<void> {
  await ctx.db
    .update(ticketEvents)
    .set(came)
    .where(and(eq(ticketEvents.businessId, businessId), eq(ticketEvents.id, eventId)));
}
