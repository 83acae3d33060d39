import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireContact } from '../contacts/index.ts';
import { type OpenDirectory, type SendDoor, templateText } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import type { TicketKind, TicketNotice, TicketState } from './api.ts';
import type { ticketStateChanged } from './facts.ts';
import { ticketName, ticketNoticeText, ticketStateWord } from './notice-texts.ts';
import { ticketEvents } from './schema.ts';

export type NoticeParts = { directory: OpenDirectory; door: SendDoor };
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
      const saying = await sayingOf(ctx, { directory, door }, business, change);
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

/** What the reporter would read if the ticket moved on now, or why they would read nothing. */
export async function previewTicketNotice(
  ctx: Ctx,
  parts: NoticeParts,
  business: Business,
  step: Step,
): Promise<TicketNotice> {
  const contact = await requireContact(ctx.db, business.id, step.contactId);
  const language = contact.language ?? business.languages[0] ?? 'en';
  const silent = (reason: string, advice: string): TicketNotice => ({
    way: 'none',
    language,
    text: null,
    template: null,
    reason,
    advice,
  });
  try {
    const saying = await sayingOf(ctx, parts, business, step);
    if (!saying) return silent('nothing-to-say', 'Customers are not told about this step.');
    const content = await parts.door.wouldSay(business, step.contactId, saying);
    if (content.type === 'text')
      return { way: 'text', language, text: content.body, template: null, reason: null, advice: null };
    if (content.type !== 'template') throw new Error(`a notice is no ${content.type}`);
    const text = await templateText(ctx, parts.directory, business, content);
    return { way: 'template', language: content.language, text, template: content.name, reason: null, advice: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return silent(error.kind, error.message);
  }
}

/** Both forms of a notice; the door takes the one that may go. Null for a step nobody is told about. */
async function sayingOf(ctx: Ctx, { directory, door }: NoticeParts, business: Business, step: Step) {
  const { contactId, kind, number, state } = step;
  const contact = await requireContact(ctx.db, business.id, contactId);
  const language = contact.language ?? business.languages[0] ?? 'en';
  const body = step.message ?? ticketNoticeText(language, step);
  if (!body) return null;
  const inLanguage = (words: string) => ({
    author: 'system' as const,
    content: { type: 'text' as const, body },
    template: {
      name: TEMPLATE,
      components: [
        {
          type: 'body' as const,
          parameters: [
            contact.name || business.name,
            ticketName(words, kind, number),
            ticketStateWord(words, state),
          ].map((text) => ({ type: 'text', text })),
        },
      ],
    },
  });
  const saying = inLanguage(language);
  if (!directory.channelOf(business.id)) return saying; // the door says that there is no number
  const content = await door.wouldSay(business, contactId, saying);
  // The template may not exist in the customer's language: its words are then all of the one it has.
  return content.type === 'template' ? inLanguage(content.language) : saying;
}

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
