import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { identityKeys } from '../../contacts/index.ts';
import type {
  ChannelRef,
  InboundMessage,
  ReceivedWebhook,
  Statements,
  StatusUpdate,
} from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { isDatabaseDown } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { readJson } from '../../platform/json.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { Problem } from '../../platform/problem.ts';
import { NO_BUSINESS } from '../../platform/schema.ts';
import { cleanJson } from '../../platform/text.ts';
import { earliest } from '../../platform/time.ts';
import { type Change, type ChannelEvent, entriesOf, readWebhook, type Unreadable } from './inbound.ts';
import { isSignedByMeta } from './signature.ts';
import { isPing } from './signature-round-trip.ts';

/** @see WhatsApp Business Platform, Webhooks, "Overview": a webhook has up to 3 MB */
const WEBHOOK_BYTES = 4_194_304;
/** A number that comes with its chats from the phone brings thousands of messages in one webhook (`history`). */
const HISTORY_ITEMS = 10_000;
/** Enough of a webhook nobody can read to see what it was. */
const KEPT_UNREAD_BYTES = 65_536;
const SOURCE = 'whatsapp-cloud';
const OBJECT = 'whatsapp_business_account';

/** A number of ours, as webhooks name it, and what proves that Meta sent them. */
export type OurNumber = {
  businessId: string;
  channelId: string;
  phoneNumberId: string;
  accountId: string | null;
  address: string; // digits with "+"
  appSecret: string;
  verifyToken: string;
};

/** What one webhook told about a number beyond messages and statuses. `number` is null when none of ours is meant. */
export type TeachableEvent = { number: OurNumber | null; field: string } & (
  | { event: ChannelEvent }
  | { unreadable: Unreadable }
);

type Erase = (channel: ChannelRef, news: { erased: string; toldBy: string }) => Promise<void>;

export type WebhookDoor = {
  /** All numbers of this kind; asked again with `fresh` when a webhook names one we do not know. */
  numbers(options?: { fresh: boolean }): Promise<OurNumber[]>;
  receive: Statements['receive'];
  /** Removes the content of a message that the customer deleted for everyone. */
  erase: Erase;
  /** Stores events with their effect. Runs twice without harm. */
  learn(events: TeachableEvent[]): Promise<void>;
  metrics: Metrics;
};

const notSignedByMeta = () =>
  new Problem('not-signed-by-meta', 401, 'The webhook signature does not match. Check WHATSAPP_APP_SECRET.');
const wrongVerifyToken = () =>
  new Problem('wrong-verify-token', 403, 'The verify token does not match. Check WHATSAPP_VERIFY_TOKEN.');

/** The second one is for integrations that know Parlour's routes by this name. */
const ADDRESSES = ['/webhooks/whatsapp', '/api/whatsapp/webhook'];

/** `/webhooks/whatsapp`: Meta asks once whether we are there (GET), then tells everything that happens (POST). */
export const whatsappWebhook =
  (ctx: Ctx, door: WebhookDoor): FastifyPluginAsync =>
  async (app) => {
    // The signature covers the raw bytes. Fastify keeps this parser inside this plugin.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer', bodyLimit: WEBHOOK_BYTES },
      (_request, body, done) => done(null, body),
    );

    for (const url of ADDRESSES) {
      app.get<{ Querystring: Record<string, string> }>(url, { schema: { hide: true } }, async (request, reply) => {
        const { 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': token } = request.query;
        const numbers = await door.numbers({ fresh: true });
        if (
          mode !== 'subscribe' ||
          !challenge ||
          !numbers.some(({ verifyToken }) => sameText(token ?? '', verifyToken))
        )
          throw wrongVerifyToken();
        return reply.type('text/plain; charset=utf-8').send(challenge);
      });

      app.post<{ Body: Buffer | undefined }>(url, { schema: { hide: true } }, async (request, reply) => {
        const began = performance.now();
        const body = request.body ?? Buffer.alloc(0);
        const signature = request.headers['x-hub-signature-256']?.toString();
        const numbers = await signers(door, body, signature);
        if (numbers.length === 0) {
          door.metrics.webhooks.inc({ answer: 'unsigned' });
          ctx.log.warn({ request: request.id, bytes: body.length }, 'a webhook without a valid signature was refused');
          throw notSignedByMeta();
        }
        if (isPing(body)) return reply.code(200).send(ACKNOWLEDGED);
        const json = await readOrKeep(ctx, door, numbers, body);
        const reading = readWebhook(json).changes;
        const sorted = await sortByNumber(door, numbers, reading);
        await keepAll(ctx, door, inOurWords(ctx, sorted, body));

        door.metrics.webhooks.inc({ answer: 'stored' });
        door.metrics.acknowledgement.observe((performance.now() - began) / 1_000);
        return reply.code(200).send(ACKNOWLEDGED); // after storing: what we do not acknowledge, Meta sends again
      });
    }
  };

type InOurWords = { received: ReceivedWebhook; events: TeachableEvent[] };

async function keepAll(ctx: Ctx, door: WebhookDoor, { received, events }: InOurWords): Promise<void> {
  await store(ctx, door, received);
  await eraseRevoked(door, received);
  if (events.length > 0) await door.learn(events);
}

/** What a webhook that was kept says, read once more. */
export type ReadAgain = { messages: number; statuses: number; events: number; notOurs: number };

/**
 * Reads a webhook of before as if it had just come: what is stored already changes nothing, what was missed then takes
 * effect now. Only the numbers of this business are looked at, whatever it names.
 *
 * @throws bad-json when nobody can read it.
 */
export async function readAgain(ctx: Ctx, door: WebhookDoor, businessId: string, payload: string): Promise<ReadAgain> {
  const body = Buffer.from(payload);
  const changes = readWebhook(readJson(body, { maxItems: HISTORY_ITEMS })).changes;
  const own = (await door.numbers({ fresh: true })).filter((number) => number.businessId === businessId);
  const all = changes.map((change) => ({ change, numbers: meant(own, change) }));
  const sorted = all.filter(({ numbers }) => numbers.length > 0);
  const { received, events } = inOurWords(ctx, sorted, body);
  await keepAll(ctx, door, { received: { ...received, raw: [] }, events });
  const { messages, statuses } = received;
  return {
    messages: messages.length,
    statuses: statuses.length,
    events: events.length,
    notOurs: all.length - sorted.length,
  };
}

const ACKNOWLEDGED = { success: true, message: 'stored' };

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The numbers whose app secret signed these bytes: an app may only speak for its own. A secret we do not know may be one
 * that was entered on another node just now.
 */
async function signers(door: WebhookDoor, body: Buffer, signature: string | undefined): Promise<OurNumber[]> {
  const known = signersAmong(await door.numbers(), body, signature);
  return known.length > 0 || !signature ? known : signersAmong(await door.numbers({ fresh: true }), body, signature);
}

function signersAmong(numbers: OurNumber[], body: Buffer, signature: string | undefined): OurNumber[] {
  const secrets = new Set(numbers.map(({ appSecret }) => appSecret));
  const right = [...secrets].find((secret) => isSignedByMeta(body, signature, secret));
  return right === undefined ? [] : numbers.filter(({ appSecret }) => appSecret === right);
}

/** What Meta signed and nobody can read is refused, and kept once however often it comes again. */
async function readOrKeep(ctx: Ctx, door: WebhookDoor, numbers: OurNumber[], body: Buffer): Promise<unknown> {
  try {
    return readJson(body, { maxItems: HISTORY_ITEMS });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    door.metrics.webhooks.inc({ answer: 'unreadable' });
    ctx.log.warn({ bytes: body.length, ...error.details }, 'a webhook could not be read and was refused');
    const raw = { bytes: body.length, base64: body.subarray(0, KEPT_UNREAD_BYTES).toString('base64') };
    const dedupeKey = createHash('sha256').update(body).digest('base64url');
    const owners = new Set(numbers.map(({ businessId }) => businessId));
    const number = owners.size === 1 ? (numbers[0] ?? null) : null; // several businesses may use one app
    await door.learn([
      { number, field: 'unknown', unreadable: { dedupeKey, what: 'webhook', reason: error.message, raw } },
    ]);
    throw error;
  }
}

/** A change and the numbers of ours it is about: one, or all of an account, or none. */
type Sorted = { change: Change; numbers: OurNumber[] };

async function sortByNumber(door: WebhookDoor, numbers: OurNumber[], changes: Change[]): Promise<Sorted[]> {
  const sort = (known: OurNumber[]) => changes.map((change) => ({ change, numbers: meant(known, change) }));
  const sorted = sort(numbers);
  if (sorted.every((one) => one.numbers.length > 0)) return sorted;
  // Perhaps another node has just connected it.
  const secret = numbers[0]?.appSecret;
  return sort((await door.numbers({ fresh: true })).filter(({ appSecret }) => appSecret === secret));
}

function meant(known: OurNumber[], { phoneNumberId, wabaId, displayPhoneNumber }: Change): OurNumber[] {
  if (phoneNumberId !== null) return known.filter((number) => number.phoneNumberId === phoneNumberId);
  const ofAccount = known.filter(({ accountId }) => accountId !== null && accountId === wabaId);
  if (displayPhoneNumber === null || ofAccount.length === 1) return ofAccount;
  return ofAccount.filter(({ address }) => address.replace('+', '') === displayPhoneNumber);
}

function inOurWords(ctx: Ctx, sorted: Sorted[], body: Buffer): InOurWords {
  const received: ReceivedWebhook = { messages: [], statuses: [], raw: rawEvents(sorted, body) };
  const events: TeachableEvent[] = [];
  for (const { change, numbers } of sorted) {
    const { field } = change;
    const [number] = numbers;
    for (const one of numbers.length > 0 ? numbers : [null]) {
      for (const event of change.events) events.push({ number: one, field, event: ofNumber(event, one) });
    }
    for (const unreadable of change.unreadable) events.push({ number: number ?? null, field, unreadable });
    if (number) {
      for (const message of change.messages) received.messages.push(messageRow(ctx, number, message));
      for (const status of change.statuses) received.statuses.push(statusRow(number, status));
    } else if (change.messages.length + change.statuses.length > 0) {
      events.push({ number: null, field, unreadable: notOurs(change) });
    }
  }
  return { received, events };
}

/** News of an account is news of each of its numbers, each once. */
const ofNumber = (event: ChannelEvent, number: OurNumber | null): ChannelEvent =>
  number ? { ...event, dedupeKey: hashOf(`${event.dedupeKey} ${number.channelId}`) } : event;

const notOurs = (change: Change): Unreadable => ({
  dedupeKey: createHash('sha256')
    .update(JSON.stringify([change.phoneNumberId, change.messages, change.statuses]))
    .digest('base64url'),
  what: 'webhook',
  reason: 'no number of this installation has this phone_number_id',
  raw: change,
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** As it came, once for each business it is about; each sees its own part only. */
function rawEvents(sorted: Sorted[], body: Buffer): ReceivedWebhook['raw'] {
  const ownersOf = ({ numbers }: Sorted) =>
    numbers.length > 0 ? numbers.map(({ businessId }) => businessId) : [NO_BUSINESS];
  const owners = new Set(sorted.flatMap(ownersOf));
  if (owners.size === 1) return [...owners].map((owner) => rawEvent(owner, body.toString()));
  const entries = entriesOf(readJson(body, { maxItems: HISTORY_ITEMS }));
  return [...owners].map((owner) => {
    const entry = entries.filter((_, i) => sorted[i] && ownersOf(sorted[i]).includes(owner));
    return rawEvent(owner, JSON.stringify(cleanJson({ object: OBJECT, entry })));
  });
}

const rawEvent = (owner: string, payload: string) => ({ business_id: owner, id: newId(), source: SOURCE, payload });

function messageRow(
  ctx: Ctx,
  { businessId, channelId }: OurNumber,
  message: InboundMessage,
): ReceivedWebhook['messages'][number] {
  const { forwarded, referral, groupId, from, content } = message;
  const now = ctx.now();
  if ('file' in content && content.file.providerMediaId) content.file.mediaId = newId(); // under which it will be fetched
  return {
    business_id: businessId,
    channel_id: channelId,
    ...identityKeys(from),
    wa_id: from.waId ?? null,
    username: from.username ?? null,
    name: from.name,
    provider_message_id: message.providerMessageId,
    quotes: message.quotes ?? null,
    sent_at: earliest(message.sentAt, now) ?? now, // a clock that runs ahead must not lengthen the window
    content,
    context:
      forwarded || referral || groupId
        ? { ...(forwarded ? { forwarded } : {}), ...(referral ? { referral } : {}), ...(groupId ? { groupId } : {}) }
        : null,
  };
}

const statusRow = (
  { businessId, channelId }: OurNumber,
  status: StatusUpdate,
): ReceivedWebhook['statuses'][number] => ({
  business_id: businessId,
  channel_id: channelId,
  message_id: status.messageId,
  provider_message_id: status.providerMessageId,
  status: status.status,
  failure: status.failure ?? null,
  at: status.at,
});

/**
 * Stores the webhook; if the database refuses its data, element by element, so that a poisoned one does not take the
 * others with it. What cannot be stored at all is kept as an event with the reason.
 */
async function store(ctx: Ctx, door: WebhookDoor, received: ReceivedWebhook): Promise<void> {
  try {
    return await door.receive(received);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    ctx.log.error({ err: error, messages: received.messages.length }, 'a webhook could not be stored as a whole');
  }
  await door.receive({ messages: [], statuses: [], raw: received.raw });
  for (const message of received.messages) {
    await door
      .receive({ messages: [message], statuses: [], raw: [] })
      .catch((error) => park(door, message, 'message', message.provider_message_id, error));
  }
  for (const status of received.statuses) {
    await door
      .receive({ messages: [], statuses: [status], raw: [] })
      .catch((error) => park(door, status, 'status', `${status.provider_message_id} ${status.status}`, error));
  }
}

async function eraseRevoked(door: WebhookDoor, { messages }: ReceivedWebhook): Promise<void> {
  for (const { business_id: businessId, channel_id: channelId, provider_message_id: toldBy, content } of messages) {
    if (content.type === 'revoke') await door.erase({ businessId, channelId }, { erased: content.of, toldBy });
  }
}

async function park(
  door: WebhookDoor,
  raw: { business_id: string; channel_id: string },
  what: Unreadable['what'],
  dedupeKey: string,
  error: unknown,
): Promise<void> {
  if (isDatabaseDown(error)) throw error;
  const number = (await door.numbers()).find(({ channelId }) => channelId === raw.channel_id) ?? null;
  const reason = `the database refused it: ${error instanceof Error ? error.message : String(error)}`;
  await door.learn([{ number, field: 'messages', unreadable: { dedupeKey: hashOf(dedupeKey), what, reason, raw } }]);
}
