import { createHash } from 'node:crypto';
import type { InboundMessage, StatusUpdate } from '../../conversations/channel.ts';
import { cleanJson } from '../../platform/text.ts';
import type { Effect, EventReading } from './channel-events.ts';
import { readEvents, readIdentityChange, readOptOut, readProblems } from './channel-events.ts';
import { readMessage, readSenders } from './inbound-message.ts';
import { readStatus } from './inbound-status.ts';
import type { Json } from './wire.ts';
import { idAt, isObject, listAt, momentAt, objectAt, textAt } from './wire.ts';

/** Everything one webhook said, by what it is about. Nothing it contains is missing here. */
export type WebhookReading = { changes: Change[] };

export type Change = {
  wabaId: string | null; // the account
  phoneNumberId: string | null; // our number; null: the change concerns the account
  displayPhoneNumber: string | null; // digits; events that lack the id name the number so
  field: string; // Meta's name: "messages"
  messages: InboundMessage[];
  statuses: StatusUpdate[];
  events: ChannelEvent[];
  unreadable: Unreadable[];
};

/** @property dedupeKey the same for every delivery of the same event. */
export type ChannelEvent = { dedupeKey: string; at: Date | null; raw: unknown; effect: Effect };

/** A part that could not be used: kept, with the reason, for a person to look at. */
export type Unreadable = { dedupeKey: string; what: 'message' | 'status' | 'webhook'; reason: string; raw: unknown };

/**
 * Reads a webhook of Meta: every entry, every change, every message and status. Pure.
 *
 * Never throws: an element that cannot be used is in `unreadable`, and the rest is not touched by it.
 *
 * @param body what `readJson` gave.
 * @see WhatsApp Business Platform, Webhooks, "Overview": up to 1,000 updates in one webhook
 */
export function readWebhook(body: unknown): WebhookReading {
  const entries = isObject(body) ? listAt(body, 'entry') : [];
  if (entries.length === 0) return { changes: [unreadableChange(null, 'a webhook without entries', body)] };
  return { changes: entries.flatMap(readEntry) };
}

/** Entries as they came, one for each of `readWebhook`'s changes and in their order, with that change alone. */
export function entriesOf(body: unknown): unknown[] {
  const entries = isObject(body) ? listAt(body, 'entry') : [];
  if (entries.length === 0) return [body];
  return entries.flatMap((entry) => {
    const changes = isObject(entry) ? listAt(entry, 'changes') : [];
    return isObject(entry) && changes.length > 0 ? changes.map((change) => ({ ...entry, changes: [change] })) : [entry];
  });
}

function readEntry(entry: unknown): Change[] {
  if (!isObject(entry)) return [unreadableChange(null, 'an entry that is no object', entry)];
  const wabaId = idAt(entry, 'id') ?? null;
  const changes = listAt(entry, 'changes');
  if (changes.length === 0) return [unreadableChange(wabaId, 'an entry without changes', entry)];
  const time = momentAt(entry, 'time') ?? null;
  return changes.map((change) => readChange(wabaId, time, change));
}

function readChange(wabaId: string | null, time: Date | null, raw: unknown): Change {
  const field = isObject(raw) ? textAt(raw, 'field') : undefined;
  if (!isObject(raw) || !field) return unreadableChange(wabaId, 'a change without field', raw);

  const value = objectAt(raw, 'value') ?? {};
  const metadata = objectAt(value, 'metadata') ?? value; // events of a number have no metadata
  const change = emptyChange(wabaId, field);
  change.phoneNumberId = idAt(metadata, 'phone_number_id') ?? null;
  change.displayPhoneNumber = idAt(metadata, 'display_phone_number')?.replace(/\D/g, '') ?? null;
  if (field === 'messages' && isObject(raw.value)) readMessages(change, value, time);
  else addEvents(change, time, readEvents(field, raw.value, time));
  return change;
}

function readMessages(change: Change, value: Json, time: Date | null): void {
  const messages = listAt(value, 'messages');
  const senders = readSenders(value);
  for (const raw of messages) {
    const message = isObject(raw) ? readMessage(raw, senders, listAt(value, 'errors')) : 'a message that is no object';
    if (typeof message === 'string') change.unreadable.push(unreadable(change, 'message', message, raw));
    else change.messages.push(message);
    const moved = isObject(raw) && readIdentityChange(raw);
    if (moved) addEvents(change, time, [moved]);
  }
  for (const raw of listAt(value, 'statuses')) {
    const status = isObject(raw) ? readStatus(raw) : 'a status that is no object';
    if (typeof status === 'string') change.unreadable.push(unreadable(change, 'status', status, raw));
    else change.statuses.push(status);
    const stopped = isObject(raw) && readOptOut(raw);
    if (stopped) addEvents(change, time, [stopped]);
  }
  addEvents(change, time, readProblems(value, time));
  const known = change.messages.length + change.statuses.length + change.events.length + change.unreadable.length;
  if (known === 0) change.unreadable.push(unreadable(change, 'webhook', 'a change with nothing we know in it', value));
}

function addEvents(change: Change, time: Date | null, readings: EventReading[]): void {
  for (const reading of readings) {
    change.events.push({ dedupeKey: keyOf(change, time, reading), ...reading });
  }
}

function emptyChange(wabaId: string | null, field: string): Change {
  return {
    wabaId,
    phoneNumberId: null,
    displayPhoneNumber: null,
    field,
    messages: [],
    statuses: [],
    events: [],
    unreadable: [],
  };
}

function unreadableChange(wabaId: string | null, reason: string, raw: unknown): Change {
  const change = emptyChange(wabaId, 'unknown');
  change.unreadable.push(unreadable(change, 'webhook', reason, raw));
  return change;
}

function unreadable(change: Change, what: Unreadable['what'], reason: string, raw: unknown): Unreadable {
  const kept = cleanJson(raw) ?? null;
  return { dedupeKey: keyOf(change, null, kept), what, reason, raw: kept };
}

/** Events have no id of their own: number, field, time and content make it. Keys may come in any order. */
function keyOf({ wabaId, phoneNumberId, field }: Change, time: Date | null, content: unknown): string {
  const identity = JSON.stringify([wabaId, phoneNumberId, field, time, content], (_key, value) =>
    isObject(value) ? sorted(value) : value,
  );
  return createHash('sha256').update(identity).digest('base64url');
}

function sorted(object: Json): Json {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
