import type { ContactIdentities } from '../../contacts/index.ts';
import type { Referral } from '../../conversations/api.ts';
import type { InboundMessage } from '../../conversations/channel.ts';
import { readContent } from './inbound-content.ts';
import type { Json } from './wire.ts';
import { compact, idAt, isObject, lineAt, listAt, momentAt, objectAt, textAt, waIdAt } from './wire.ts';

/**
 * Who stands in the `contacts` of a webhook, found by any id: they are not in the order of the messages.
 * `only` is the contact of a webhook with one message and one contact, who is one person however the ids are spelled.
 */
export type Senders = { byId: ReadonlyMap<string, Json>; only: Json | undefined };

export function readSenders(value: Json): Senders {
  const byId = new Map<string, Json>();
  const contacts = listAt(value, 'contacts').filter(isObject);
  for (const contact of contacts) {
    const waId = waIdAt(contact, 'wa_id');
    const bsuid = idAt(contact, 'user_id');
    if (waId) byId.set(waId, contact);
    if (bsuid) byId.set(bsuid, contact);
  }
  return { byId, only: contacts.length === 1 && listAt(value, 'messages').length === 1 ? contacts[0] : undefined };
}

/**
 * One message of a customer.
 *
 * @param errors what the webhook says about itself; some messages arrive without content and are explained there.
 * @returns why it cannot be used, as text, otherwise. Odd content is no reason: it is kept as `unknown`.
 */
export function readMessage(raw: Json, senders: Senders, errors: readonly unknown[]): InboundMessage | string {
  const providerMessageId = idAt(raw, 'id');
  if (!providerMessageId) return 'a message without id';
  const from = readSender(raw, senders);
  if (!from) return 'a message without a sender we can recognise';
  const sentAt = momentAt(raw, 'timestamp');
  if (!sentAt) return 'a message without time';

  const message: InboundMessage = { from, providerMessageId, sentAt, content: readContent(raw, errors) };
  readContext(raw, message);
  const referral = readReferral(raw);
  if (referral) message.referral = referral;
  const groupId = idAt(raw, 'group_id');
  if (groupId) message.groupId = groupId;
  return message;
}

/** A customer who hides the number behind a username has only a `user_id`; messages of older accounts only a number. */
function readSender(raw: Json, { byId, only }: Senders): ContactIdentities | undefined {
  const number = waIdAt(raw, 'from');
  const userId = idAt(raw, 'from_user_id');
  const contact = byId.get(number ?? '') ?? byId.get(userId ?? '') ?? only ?? {};
  const waId = number ?? waIdAt(contact, 'wa_id');
  const bsuid = userId ?? idAt(contact, 'user_id');
  if (!waId && !bsuid) return undefined;

  const profile = objectAt(contact, 'profile') ?? {};
  const sender: ContactIdentities = { name: lineAt(profile, 'name') ?? '' };
  if (waId) sender.waId = waId;
  if (bsuid) sender.bsuid = bsuid;
  const parentBsuid = idAt(raw, 'from_parent_user_id') ?? idAt(contact, 'parent_user_id');
  if (parentBsuid) sender.parentBsuid = parentBsuid;
  const username = lineAt(profile, 'username')?.replace(/^@/, '');
  if (username) sender.username = username;
  return sender;
}

/** What the message answers, whether it was forwarded, and the product it asks about. */
function readContext(raw: Json, message: InboundMessage): void {
  const context = objectAt(raw, 'context');
  if (!context) return;
  const quotes = idAt(context, 'id');
  if (quotes) message.quotes = quotes;
  if (context.forwarded === true || context.frequently_forwarded === true) message.forwarded = true;
  const product = objectAt(context, 'referred_product') ?? {};
  const retailerId = idAt(product, 'product_retailer_id');
  if (retailerId) message.asksAbout = compact({ catalogId: idAt(product, 'catalog_id'), retailerId });
}

function readReferral(raw: Json): Referral | undefined {
  const referral = objectAt(raw, 'referral');
  if (!referral) return undefined;
  return compact({
    sourceType: lineAt(referral, 'source_type') ?? 'unknown',
    sourceId: idAt(referral, 'source_id'),
    sourceUrl: textAt(referral, 'source_url'),
    headline: textAt(referral, 'headline'),
    body: textAt(referral, 'body'),
    clickId: idAt(referral, 'ctwa_clid'),
  });
}
