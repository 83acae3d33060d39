import type { InboundContent } from '../../conversations/api.ts';
import type { Failure } from '../../conversations/schema.ts';
import { cleanJson } from '../../platform/text.ts';
import { type AccountEffect, readAccount, readAccountAlert, readAccountReview } from './account-events.ts';
import { failureOf } from './errors.ts';
import { readContent } from './inbound-content.ts';
import type { Json } from './wire.ts';
import { compact, idAt, isObject, lineAt, listAt, momentAt, numberAt, objectAt, textAt, waIdAt } from './wire.ts';

/** A person as an event names them. At least one value is there. */
export type PersonIds = { waId?: string; bsuid?: string; parentBsuid?: string };

export type TemplateRef = { id?: string; name: string; language: string };

/** What a webhook tells besides messages and statuses, as far as it has an effect with us. */
export type Effect =
  | { kind: 'template_status'; template: TemplateRef; status: string; category?: string; reason?: string }
  | { kind: 'template_quality'; template: TemplateRef; quality: string }
  /** `next`: Meta announces another category and changes it then. */
  | { kind: 'template_category'; template: TemplateRef; category: string; next?: { category: string; at?: Date } }
  | { kind: 'template_content'; template: TemplateRef } // read the template again
  /** @property throughput messages a second from now on. */
  | { kind: 'number_quality'; event: string; quality?: string; throughput?: number; messagingLimit?: string }
  | { kind: 'number_name'; decision: string; name?: string; reason?: string }
  | { kind: 'capability'; messagingLimit?: string; maxPhoneNumbers?: number }
  | AccountEffect
  | { kind: 'preference'; who: PersonIds; scope: 'marketing'; granted: boolean }
  /** The person known as `from` is known as `to` from now on. */
  | { kind: 'identity_change'; from: PersonIds; to: PersonIds }
  /** Somebody wrote from the WhatsApp Business app on the same number: the bot must not answer over them. */
  | { kind: 'echo'; to: PersonIds; providerMessageId: string; sentAt: Date; content: InboundContent; groupId?: string }
  | { kind: 'problem'; failure: Failure }
  | { kind: 'other' };

/** One effect, when it happened (null: not said) and the part of the webhook it was read from. */
export type EventReading = { effect: Effect; at: Date | null; raw: unknown };

/**
 * The effects of one change of any field but `messages`. What has no effect, or cannot be understood, is `other`:
 * kept for people, harmless to the rest.
 *
 * @param time of the webhook's entry.
 * @see WhatsApp Business Platform, Webhooks, "Fields", one page for each
 */
export function readEvents(field: string, value: unknown, time: Date | null): EventReading[] {
  const other: EventReading = { effect: { kind: 'other' }, at: time, raw: cleanJson(value) };
  if (!isObject(value)) return [other];
  const list = LISTS.get(field);
  if (list) {
    const events = listAt(value, list.key).map((element) => readElement(element, list.read, time));
    return events.length > 0 ? events : [other];
  }
  const effect = READERS.get(field)?.(value);
  return [effect ? { ...other, effect: compact(effect) } : other];
}

/** The effect of a customer's new number or id, told by a message of type `system`. */
export function readIdentityChange(message: Json): EventReading | undefined {
  const system = message.type === 'system' ? objectAt(message, 'system') : undefined;
  if (!system || !MOVES.has(textAt(system, 'type') ?? '')) return undefined;
  // Older webhooks call the new number `new_wa_id` and the old one `customer`.
  const from = personIds(waIdAt(message, 'from') ?? waIdAt(system, 'customer'), idAt(message, 'from_user_id'));
  const newNumber = waIdAt(system, 'wa_id') ?? waIdAt(system, 'new_wa_id');
  const to = personIds(newNumber, idAt(system, 'user_id'), idAt(system, 'parent_user_id'));
  if (!from || !to) return undefined;
  const at = momentAt(message, 'timestamp') ?? null;
  return { effect: { kind: 'identity_change', from, to }, at, raw: cleanJson(message) };
}

/** A message that failed because its reader stopped marketing, perhaps before we knew them: as if they told us now. */
export function readOptOut(status: Json): EventReading | undefined {
  const stopped = listAt(status, 'errors').some(
    (error) => isObject(error) && idAt(error, 'code') === MARKETING_STOPPED,
  );
  const who = stopped ? personIds(waIdAt(status, 'recipient_id'), idAt(status, 'recipient_user_id')) : undefined;
  if (!who) return undefined;
  const effect: Effect = { kind: 'preference', who, scope: 'marketing', granted: false };
  return { effect, at: momentAt(status, 'timestamp') ?? null, raw: cleanJson(status) };
}

/** @see WhatsApp Business Platform, "Error codes" */
const MARKETING_STOPPED = '131050';

/** What the webhook says about itself: no message belongs to it. */
export function readProblems(value: Json, time: Date | null): EventReading[] {
  const raw = cleanJson(value);
  return listAt(value, 'errors').map((error) => {
    const effect: Effect = isObject(error) ? { kind: 'problem', failure: failureOf(error) } : { kind: 'other' };
    return { effect, at: time, raw };
  });
}

const MOVES = new Set(['user_changed_number', 'user_changed_user_id', 'customer_changed_number']);

type Reader = (value: Json) => Effect | undefined;

/** Fields whose value is one event. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['message_template_status_update', readTemplateStatus],
  ['message_template_quality_update', readTemplateQuality],
  ['message_template_components_update', readTemplateContent],
  ['template_category_update', readTemplateCategory],
  ['phone_number_quality_update', readNumberQuality],
  ['phone_number_name_update', readNumberName],
  ['business_capability_update', readCapability],
  ['account_update', readAccount],
  ['account_review_update', readAccountReview],
  ['account_alerts', readAccountAlert],
]);

/** Fields whose value is a list of events, each with a time of its own. */
const LISTS: ReadonlyMap<string, { key: string; read: Reader }> = new Map([
  ['user_preferences', { key: 'user_preferences', read: readPreference }],
  ['user_id_update', { key: 'user_id_update', read: readUserIdUpdate }],
  ['smb_message_echoes', { key: 'message_echoes', read: readEcho }],
  ['message_echoes', { key: 'message_echoes', read: readEcho }],
]);

function readElement(element: unknown, read: Reader, time: Date | null): EventReading {
  const effect = isObject(element) ? read(element) : undefined;
  const at = (isObject(element) ? momentAt(element, 'timestamp') : undefined) ?? time;
  return { effect: effect ? compact(effect) : { kind: 'other' }, at, raw: cleanJson(element) };
}

function readTemplateStatus(value: Json): Effect | undefined {
  const template = readTemplate(value);
  const event = idAt(value, 'event');
  if (!template || !event) return undefined;
  const category = idAt(value, 'message_template_category');
  return {
    kind: 'template_status',
    template,
    status: SENDABLE_AGAIN.has(event) ? 'APPROVED' : event,
    category,
    reason: readReason(value),
  };
}

const SENDABLE_AGAIN = new Set(['REINSTATED', 'UNARCHIVED', 'UNPAUSED']);

/** The plainest words there are: what is wrong and what helps, else the code of the reason. */
function readReason(value: Json): string | undefined {
  const rejection = objectAt(value, 'rejection_info') ?? {};
  const info = objectAt(value, 'other_info') ?? {};
  const words = [
    textAt(rejection, 'reason'),
    textAt(rejection, 'recommendation'),
    textAt(info, 'title'),
    textAt(info, 'description'),
  ].filter(Boolean);
  const code = idAt(value, 'reason');
  return words.join('. ') || (code === 'NONE' ? undefined : code);
}

/** Webhooks may write the language with a hyphen, sending wants an underscore. */
function readTemplate(value: Json): TemplateRef | undefined {
  const name = idAt(value, 'message_template_name');
  const language = idAt(value, 'message_template_language')?.replace('-', '_');
  return name && language ? compact({ id: idAt(value, 'message_template_id'), name, language }) : undefined;
}

function readTemplateQuality(value: Json): Effect | undefined {
  const template = readTemplate(value);
  const quality = idAt(value, 'new_quality_score');
  return template && quality ? { kind: 'template_quality', template, quality } : undefined;
}

function readTemplateContent(value: Json): Effect | undefined {
  const template = readTemplate(value);
  return template && { kind: 'template_content', template };
}

/** While a change is only announced, `new_category` is the one still in force and `correct_category` the coming one. */
function readTemplateCategory(value: Json): Effect | undefined {
  const template = readTemplate(value);
  const category = idAt(value, 'new_category');
  if (!template || !category) return undefined;
  const coming = idAt(value, 'correct_category');
  const next = coming && compact({ category: coming, at: momentAt(value, 'category_update_timestamp') });
  return { kind: 'template_category', template, category, next: next || undefined };
}

/** Despite its name mostly about throughput. @see "Throughput": 1,000 messages a second after the upgrade */
function readNumberQuality(value: Json): Effect | undefined {
  const event = idAt(value, 'event');
  if (!event) return undefined;
  return {
    kind: 'number_quality',
    event,
    quality: event === 'FLAGGED' ? 'RED' : undefined,
    throughput: event === 'THROUGHPUT_UPGRADE' ? 1_000 : undefined,
    messagingLimit: readMessagingLimit(value, 'max_daily_conversations_per_business', 'current_limit'),
  };
}

function readNumberName(value: Json): Effect | undefined {
  const decision = idAt(value, 'decision');
  const name = lineAt(value, 'requested_verified_name');
  return decision ? { kind: 'number_name', decision, name, reason: idAt(value, 'rejection_reason') } : undefined;
}

function readCapability(value: Json): Effect {
  return {
    kind: 'capability',
    messagingLimit: readMessagingLimit(
      value,
      'max_daily_conversations_per_business',
      'max_daily_conversation_per_phone',
    ),
    maxPhoneNumbers: numberAt(value, 'max_phone_numbers_per_business'),
  };
}

/** Comes as a tier or as a number of people; we keep tiers. @see "Messaging limits" */
function readMessagingLimit(value: Json, ...keys: string[]): string | undefined {
  const limit = keys.map((key) => idAt(value, key)).find(Boolean);
  return limit && (TIERS.get(limit) ?? limit);
}

const TIERS: ReadonlyMap<string, string> = new Map([
  ['50', 'TIER_50'],
  ['250', 'TIER_250'],
  ['1000', 'TIER_1K'],
  ['2000', 'TIER_2K'],
  ['10000', 'TIER_10K'],
  ['100000', 'TIER_100K'],
  ['-1', 'TIER_UNLIMITED'],
]);

/** @see WhatsApp Business Platform, "user_preferences": `signup` is a yes as `resume` is */
function readPreference(element: Json): Effect | undefined {
  const who = personIds(waIdAt(element, 'wa_id'), idAt(element, 'user_id'), idAt(element, 'parent_user_id'));
  const granted = ANSWERS.get(textAt(element, 'value') ?? '');
  if (!who || granted === undefined || element.category !== 'marketing_messages') return undefined;
  return { kind: 'preference', who, scope: 'marketing', granted };
}

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ['stop', false],
  ['resume', true],
  ['signup', true],
]);

function readUserIdUpdate(element: Json): Effect | undefined {
  const waId = waIdAt(element, 'wa_id');
  const userId = objectAt(element, 'user_id') ?? {};
  const parent = objectAt(element, 'parent_user_id') ?? {};
  const from = personIds(waId, idAt(userId, 'previous'), idAt(parent, 'previous'));
  const to = personIds(waId, idAt(userId, 'current'), idAt(parent, 'current'));
  return from && to && { kind: 'identity_change', from, to };
}

function readEcho(element: Json): Effect | undefined {
  const to = personIds(waIdAt(element, 'to'), idAt(element, 'to_user_id'));
  const providerMessageId = idAt(element, 'id');
  const sentAt = momentAt(element, 'timestamp');
  if (!to || !providerMessageId || !sentAt) return undefined;
  const groupId = idAt(element, 'group_id');
  return { kind: 'echo', to, providerMessageId, sentAt, content: readContent(element), groupId };
}

function personIds(waId?: string, bsuid?: string, parentBsuid?: string): PersonIds | undefined {
  return waId || bsuid || parentBsuid ? compact({ waId, bsuid, parentBsuid }) : undefined;
}
