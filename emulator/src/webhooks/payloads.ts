import { userIdOf } from '../identity.ts';
import type { Json } from '../json.ts';
import { isHidden } from '../meta/contact-book.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import { toWire } from './bytes.ts';
import { pricingOf } from './pricing.ts';

/** One change inside an entry, in the wire's JSON. */
export type Change = { wabaId: string; field: string; value: string; time?: number };

/** Wraps changes into one POST body; changes of one account share an entry. */
export function envelope(changes: Change[]): Buffer {
  const entries = new Map<string, { head: string; changes: string[] }>();
  for (const { wabaId, field, value, time } of changes) {
    const key = `${wabaId}/${time ?? ''}`;
    const head = `{"id":"${wabaId}",${time === undefined ? '' : `"time":${time},`}`;
    const entry = entries.get(key) ?? { head, changes: [] };
    entry.changes.push(`{"value":${value},"field":"${field}"}`);
    entries.set(key, entry);
  }
  const body = [...entries.values()].map((entry) => `${entry.head}"changes":[${entry.changes.join(',')}]}`).join(',');
  return Buffer.from(`{"object":"whatsapp_business_account","entry":[${body}]}`);
}

/** `value` of the field `messages` with one message of a customer. */
export function messageValue(business: BusinessPhone, person: Person, message: Json, identityHash?: string): Json {
  const identity = identityHash === undefined ? {} : { identity_key_hash: identityHash };
  return {
    messaging_product: 'whatsapp',
    metadata: metadataOf(business),
    // @see Webhooks, system messages: they carry no contacts
    ...(message.type === 'system' ? {} : { contacts: [{ ...contactOf(business, person), ...identity }] }),
    messages: [message],
  };
}

/** What every inbound message begins with. A customer who hides the number has no `from`. */
export function messageHead(business: BusinessPhone, person: Person, id: string, at: number): Json {
  return {
    ...(isHidden(business, person) ? {} : { from: person.waId }),
    from_user_id: userIdOf(business.portfolioId, person.number),
    id,
    timestamp: seconds(at),
  };
}

/** `value` of the field `messages` with one status. */
export function statusValue(
  business: BusinessPhone,
  person: Person | null,
  message: Message,
  status: StatusNews,
): Json {
  const failed = status.status === 'failed';
  const toUserId = message.recipient?.userId;
  return {
    messaging_product: 'whatsapp',
    metadata: metadataOf(business),
    ...(failed || !person ? {} : { contacts: [contactOf(business, person)] }),
    statuses: [
      {
        id: message.id,
        status: status.status,
        timestamp: seconds(status.at),
        ...(message.recipient?.waId && !(person && isHidden(business, person))
          ? { recipient_id: message.recipient.waId }
          : {}),
        ...(person && (!failed || toUserId)
          ? { recipient_user_id: toUserId ?? userIdOf(business.portfolioId, person.number) }
          : {}),
        ...(message.opaque === undefined ? {} : { biz_opaque_callback_data: message.opaque }),
        ...(status.priced ? pricingOf(message, status.at, status.webhookVersion) : {}),
        ...(message.failure && failed ? { errors: [errorOf(message.failure)] } : {}),
      },
    ],
  };
}

export type StatusNews = {
  status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
  at: number;
  /** On `sent`, and on one of `delivered` and `read`. */
  priced: boolean;
  webhookVersion: number;
};

/** @see WhatsApp Business Platform, Error codes: the webhook form has `title` and `message` alike. */
export function errorOf(failure: { code: number; title: string; details: string }): Json {
  return {
    code: failure.code,
    title: failure.title,
    message: failure.title,
    error_data: { details: failure.details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}

export function contactOf(business: BusinessPhone, person: Person): Json {
  return {
    profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
    ...(isHidden(business, person) ? {} : { wa_id: person.waId }),
    user_id: userIdOf(business.portfolioId, person.number),
  };
}

export function metadataOf(business: BusinessPhone): Json {
  return { display_phone_number: business.digits, phone_number_id: business.phoneNumberId };
}

export const seconds = (atMs: number) => String(Math.floor(atMs / 1000));

/** Who writes to whom in {@link inboundTextWebhook}. */
export type InboundText = {
  wabaId: string;
  phoneNumberId: string;
  /** Digits only. */
  displayNumber: string;
  /** Digits only. */
  from: string;
  /** Business-scoped user id; left out when absent. */
  userId?: string;
  name: string;
  wamid: string;
  body: string;
  at: Date;
};

/** The POST body of one text message, built straight into bytes: what a load generator sends thousands of. */
export function inboundTextWebhook(text: InboundText): Buffer {
  const user = text.userId ? `,"user_id":"${text.userId}"` : '';
  const fromUser = text.userId ? `"from_user_id":"${text.userId}",` : '';
  return Buffer.from(
    `{"object":"whatsapp_business_account","entry":[{"id":"${text.wabaId}","changes":[{"value":{"messaging_product":"whatsapp",` +
      `"metadata":{"display_phone_number":"${text.displayNumber}","phone_number_id":"${text.phoneNumberId}"},` +
      `"contacts":[{"profile":{"name":${toWire(text.name)}},"wa_id":"${text.from}"${user}}],` +
      `"messages":[{"from":"${text.from}",${fromUser}"id":${toWire(text.wamid)},` +
      `"timestamp":"${seconds(text.at.getTime())}","text":{"body":${toWire(text.body)}},"type":"text"}]},"field":"messages"}]}]}`,
  );
}
