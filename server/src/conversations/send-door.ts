import { and, eq, isNull } from 'drizzle-orm';
import { consentOf, contactOfPhone, findByPhone, identitiesOf, requireContact } from '../contacts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import type { OutboundContent } from './api.ts';
import { withFiles, withTemplateFiles } from './attachments.ts';
import type { Channel } from './channel.ts';
import type { OpenDirectory } from './directory.ts';
import type { FileStore } from './files.ts';
import { openConversation, queueMessage } from './outbox.ts';
import {
  channelNotFound,
  contactUnreachable,
  marketingNotAllowed,
  messageBreaksLimits,
  serviceWindowClosed,
} from './problems.ts';
import { type ChannelRow, conversations, type Message, type TemplateRow } from './schema.ts';
import { isServiceWindowOpen, serviceWindowClosesAt } from './service-window.ts';
import { type TemplateContent, templateChecker } from './template-check.ts';
import { sendableTemplates } from './templates.ts';

/** What somebody wants to say: `content` while the service window is open, `template` otherwise; one of them at least. */
export type Saying = {
  author: 'person' | 'system';
  authorId?: string | undefined; // who of the team
  retryOf?: string | undefined; // the message that did not get through
  content?: OutboundContent | undefined;
  template?: (Omit<TemplateContent, 'type' | 'language'> & { language?: string | undefined }) | undefined;
  quotes?: string | undefined;
  once?: string | undefined; // the same reason to write queues one message, however often it is said
};

type Open = { row: ChannelRow; channel: Channel };
type Contact = { id: string; language: string | null };

/** A message that passed the door. `marketing`: only for people who agreed. */
type Admitted = { content: OutboundContent; marketing: boolean };

const MOST_SUGGESTIONS = 10;

/**
 * The one door through which people and other programs send: free-form content inside the service window, the fitting
 * template outside, marketing to those who agreed to it. What the platform would refuse is refused here, with the
 * reason, before anything is queued.
 */
export function sendDoor(ctx: Ctx, directory: OpenDirectory, files: FileStore) {
  const templates = templateChecker(ctx);

  async function admit(business: Business, open: Open, contact: Contact | undefined, saying: Saying) {
    const { content } = saying;
    if (content && content.type !== 'template') requireLimits(open, content);
    if (content?.type === 'template') return admitTemplate(business, open, content);
    const lastInboundAt = contact ? await lastInbound(ctx, open.row, contact.id) : null;
    if (content && isServiceWindowOpen(lastInboundAt, ctx.now())) {
      return { content: await withFiles(ctx, business.id, open.channel, content), marketing: false };
    }
    if (!saying.template) {
      const closedAt = serviceWindowClosesAt(lastInboundAt);
      throw serviceWindowClosed(closedAt, await suggestions(business, open, contact));
    }
    const { name, language, components } = saying.template;
    const wanted = [...(contact?.language ? [contact.language] : []), ...business.languages];
    const chosen = language ?? (await templates.languageFor(open, name, wanted));
    return admitTemplate(business, open, { type: 'template', name, language: chosen, components });
  }

  async function admitTemplate(business: Business, open: Open, content: TemplateContent): Promise<Admitted> {
    requireLimits(open, content);
    const template = await templates.check(open, content);
    return {
      content: await withTemplateFiles(ctx, directory, files, business.id, open.channel, content),
      marketing: template?.category === 'MARKETING',
    };
  }

  /** Approved templates that could go to this person now, with what must be filled in. */
  async function suggestions(business: Business, { row, channel }: Open, contact: Contact | undefined) {
    const consent = contact ? await consentOf(ctx.db, business.id, contact.id, 'marketing') : null;
    const found = await sendableTemplates(
      ctx.db,
      { businessId: business.id, channelId: row.id },
      {
        languages: [...(contact?.language ? [contact.language] : []), ...business.languages],
        categories: consent?.granted ? ['UTILITY', 'MARKETING'] : ['UTILITY'],
        most: MOST_SUGGESTIONS,
      },
    );
    return found.map((template: TemplateRow) => ({
      name: template.name,
      language: template.language,
      category: template.category,
      slots: channel.templates?.slotsOf(template) ?? [],
    }));
  }

  function openOf(business: Business): Open {
    const open = directory.channelOf(business.id);
    if (!open) throw channelNotFound();
    return open;
  }

  return {
    /**
     * @param phone E.164 with "+"; somebody nobody knows yet becomes a contact.
     * @throws channel-not-found; service-window-closed with the templates that could be sent; template-unknown,
     *         template-not-approved, template-parameters-wrong; marketing-not-opted-in, marketing-opted-out;
     *         message-breaks-limits; media-not-found and the like
     */
    async sayToPhone(business: Business, phone: string, saying: Saying): Promise<Message> {
      const open = openOf(business);
      const admitted = await admit(business, open, await findByPhone(ctx.db, business.id, phone), saying);
      return ctx.db.transaction(async (tx) => {
        const contact = await contactOfPhone(tx, business.id, phone);
        return queue(ctx, tx, open, { contact, waId: phone.slice(1), admitted, saying });
      });
    },

    /** The same to somebody known. @throws contact-not-found */
    async sayToContact(business: Business, contactId: string, saying: Saying): Promise<Message> {
      const open = openOf(business);
      const contact = await requireContact(ctx.db, business.id, contactId);
      const admitted = await admit(business, open, contact, saying);
      return ctx.db.transaction((tx) => queue(ctx, tx, open, { contact, waId: null, admitted, saying }));
    },

    /**
     * The same in a conversation, on the channel it is held on.
     *
     * @param also done in the transaction that queues the message, before it, with the conversation's work row locked:
     *             whoever answers also takes over.
     * @throws conversation-not-found, besides the same problems
     */
    async sayInConversation(
      business: Business,
      conversation: { id: string; channelId: string; contactId: string },
      saying: Saying,
      also: (tx: Tx) => Promise<void> = async () => {},
    ): Promise<Message> {
      const open = directory.channel(conversation.channelId);
      if (!open) throw channelNotFound();
      const contact = await requireContact(ctx.db, business.id, conversation.contactId);
      const admitted = await admit(business, open, contact, saying);
      return ctx.db.transaction(async (tx) => {
        await also(tx);
        return queue(ctx, tx, open, { contact, waId: null, admitted, saying });
      });
    },

    /** What `sayToContact` would send now, for who wants to see it first. Nothing is sent. @throws the same problems */
    async wouldSay(business: Business, contactId: string, saying: Saying): Promise<OutboundContent> {
      const open = openOf(business);
      const contact = await requireContact(ctx.db, business.id, contactId);
      const { content, marketing } = await admit(business, open, contact, saying);
      if (marketing) await requireConsent(ctx.db, business.id, contactId);
      const { wa_id, bsuid } = await identitiesOf(ctx.db, business.id, contactId);
      if (!wa_id && !bsuid) throw contactUnreachable();
      return content;
    },
  };
}
export type SendDoor = ReturnType<typeof sendDoor>;

async function queue(
  ctx: Ctx,
  tx: Tx,
  { row, channel }: Open,
  { contact, waId, admitted, saying }: { contact: Contact; waId: string | null; admitted: Admitted; saying: Saying },
): Promise<Message> {
  const { businessId, id: channelId } = row;
  if (admitted.marketing) await requireConsent(tx, businessId, contact.id);
  const { wa_id } = await identitiesOf(tx, businessId, contact.id);
  const where = { businessId, channelId, contactId: contact.id, waId: wa_id ?? waId };
  const { author, authorId, retryOf, quotes, once } = saying;
  return queueMessage(ctx, tx, channel, await openConversation(tx, where), {
    content: admitted.content,
    author,
    ...(authorId ? { authorId } : {}),
    ...(retryOf ? { retryOf } : {}),
    ...(admitted.marketing ? { lane: 'campaign' as const } : {}),
    ...(quotes ? { quotes } : {}),
    ...(once ? { once } : {}),
  });
}

/** @throws message-breaks-limits: said first, as waiting or a template would not mend it. */
function requireLimits({ channel }: Open, content: OutboundContent): void {
  const violations = channel.check(content);
  if (violations.length > 0) throw messageBreaksLimits(violations);
}

/** Only a yes on record counts: silence is none. @see WhatsApp Business Platform, "Opt-in" */
async function requireConsent(tx: Db | Tx, businessId: string, contactId: string): Promise<void> {
  const consent = await consentOf(tx, businessId, contactId, 'marketing');
  if (!consent?.granted) throw marketingNotAllowed(consent);
}

async function lastInbound(ctx: Ctx, { businessId, id }: ChannelRow, contactId: string): Promise<Date | null> {
  const [conversation] = await ctx.db
    .select({ lastInboundAt: conversations.lastInboundAt })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.channelId, id),
        eq(conversations.contactId, contactId),
        isNull(conversations.closedAt),
      ),
    );
  return conversation?.lastInboundAt ?? null;
}
