import { addMessage, chatBetween, saveMessage } from '../chats.ts';
import { userIdOf } from '../identity.ts';
import type { Json } from '../json.ts';
import type { BubbleContent } from '../phone-api.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import { tellBusiness } from '../webhooks/announce.ts';
import { metadataOf, seconds } from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { isHidden } from './contact-book.ts';

/**
 * Coexistence: somebody at the business also writes with the WhatsApp Business app, and the Cloud API hears of it.
 *
 * @see WhatsApp Business Platform, Webhooks, smb_message_echoes, smb_app_state_sync, history
 */

const DAY_MS = 24 * 3_600_000;
const HISTORY_MS = 180 * DAY_MS;
/** How many messages stand in one `history` webhook is not documented; it can be thousands. */
const HISTORY_CHUNK = 500;

/** The business's person writes to a customer by hand. @returns the message as it stands on the customer's phone. */
export function writeByHand(world: World, business: BusinessPhone, person: Person, body: string): Message {
  return echoed(world, business, person, { text: { body }, type: 'text' }, { type: 'text', body });
}

/** The business's person edits a message written by hand. */
export function editByHand(
  world: World,
  business: BusinessPhone,
  person: Person,
  messageId: string,
  body: string,
): void {
  const message = world.messages.get(messageId);
  if (message?.content?.type === 'text') {
    message.content = { type: 'text', body };
    saveMessage(world, message);
  }
  const edit = { original_message_id: messageId, message: { type: 'text', text: { body } } };
  echoed(world, business, person, { edit, type: 'edit' }, null);
}

/** The business's person deletes a message for everyone. */
export function revokeByHand(world: World, business: BusinessPhone, person: Person, messageId: string): void {
  const message = world.messages.get(messageId);
  if (message) {
    message.content = { type: 'notice', body: 'This message was deleted.' };
    saveMessage(world, message);
  }
  echoed(world, business, person, { revoke: { original_message_id: messageId }, type: 'revoke' }, null);
}

/** Tells the contacts of the phone, as after onboarding. The shape of one contact was not read again for this edition. */
export function tellContacts(world: World, business: BusinessPhone): void {
  const known = [...world.people.values()].filter(
    (person) => chatBetween(world, person.id, business.phoneNumberId).messages.length > 0,
  );
  const at = seconds(world.clock.now().getTime());
  tellBusiness(world, business, {
    field: 'smb_app_state_sync',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(business),
      state_sync: known.map((person) => ({
        type: 'contact',
        contact: { full_name: person.name, first_name: person.name.split(' ')[0], phone_number: person.waId },
        action: 'add',
        metadata: { timestamp: at },
      })),
    },
    summary: `${known.length} contacts`,
  });
}

/** Tells what was written in the last 180 days, in parts: a day, then 90 days, then all. */
export function tellHistory(world: World, business: BusinessPhone): void {
  const now = world.clock.now().getTime();
  const phases = [0, DAY_MS, 90 * DAY_MS, HISTORY_MS];
  for (const phase of [0, 1, 2]) {
    const [newest, oldest] = [now - (phases[phase] ?? 0), now - (phases[phase + 1] ?? 0)];
    const chunks = historyChunks(world, business, oldest, newest);
    for (const [place, threads] of chunks.entries()) {
      const progress = Math.round(((phase + (place + 1) / chunks.length) / 3) * 100);
      tellBusiness(world, business, {
        field: 'history',
        value: {
          messaging_product: 'whatsapp',
          metadata: metadataOf(business),
          history: [{ metadata: { phase, chunk_order: place + 1, progress }, threads }],
        },
        summary: `phase ${phase}, ${progress} %`,
      });
    }
  }
}

function echoed(
  world: World,
  business: BusinessPhone,
  person: Person,
  wire: Json,
  content: BubbleContent | null,
): Message {
  const at = world.clock.now().getTime();
  const message: Message = {
    id: world.random.wamid(person.waId, 'outbound'),
    numberId: business.phoneNumberId,
    phoneId: person.id,
    recipient: { waId: person.waId },
    from: 'business',
    at,
    content,
    stage: 'delivered',
    arrivedAt: at,
    reactions: [],
  };
  addMessage(world, message);
  tellBusiness(world, business, {
    field: 'smb_message_echoes',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(business),
      message_echoes: [
        {
          from: business.digits,
          ...(isHidden(business, person) ? {} : { to: person.waId }),
          to_user_id: userIdOf(business.portfolioId, person.number),
          id: message.id,
          timestamp: seconds(at),
          ...wire,
        },
      ],
    },
    summary: `${String(wire.type)} by hand to ${person.name}`,
  });
  return message;
}

function historyChunks(world: World, business: BusinessPhone, oldest: number, newest: number): Json[][] {
  const chunks: Json[][] = [];
  let room = 0;
  for (const person of world.people.values()) {
    const messages = chatBetween(world, person.id, business.phoneNumberId).messages.filter(
      ({ at, content }) => at > oldest && at <= newest && content?.type === 'text',
    );
    if (messages.length === 0) continue;
    if (room < messages.length) {
      chunks.push([]);
      room = HISTORY_CHUNK;
    }
    chunks
      .at(-1)
      ?.push({ id: person.waId, messages: messages.map((message) => historyMessage(business, person, message)) });
    room -= messages.length;
  }
  return chunks.length > 0 ? chunks : [[]];
}

function historyMessage(business: BusinessPhone, person: Person, message: Message): Json {
  const isTheirs = message.from === 'customer';
  const body = message.content?.type === 'text' ? message.content.body : '';
  return {
    from: isTheirs ? person.waId : business.digits,
    ...(isTheirs ? {} : { to: person.waId }),
    id: message.id,
    timestamp: seconds(message.at),
    type: 'text',
    text: { body },
    history_context: {
      status: message.stage === 'read' ? 'READ' : message.stage === 'delivered' ? 'DELIVERED' : 'SENT',
    },
  };
}
