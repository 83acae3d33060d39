import { chatBetween, isOnScreen } from '../chats.ts';
import { readable } from '../ledger/entries.ts';
import type {
  Bubble,
  BubbleContent,
  BusinessNumber,
  Chat,
  Phone,
  PhoneEvent,
  PhoneState,
  Ticks,
} from '../phone-api.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import type { Change, OpenChat, World } from '../world.ts';

const PAGE_OF_BUBBLES = 50;

export function stateView(world: World): PhoneState {
  const people = [...world.people.values()];
  const businesses = [...world.businesses.values()];
  return {
    now: world.clock.now().toISOString(),
    numbers: businesses.map(numberView),
    phones: people.map(phoneView),
    knobs: world.knobs.read(),
    chats: people.flatMap((person) =>
      businesses.map((business) => chatView(world, chatBetween(world, person.id, business.phoneNumberId))),
    ),
  };
}

export function numberView(business: BusinessPhone): BusinessNumber {
  const { phoneNumberId, verifiedName, displayNumber, about, starters } = business;
  return { id: phoneNumberId, name: verifiedName, displayNumber, about, starters };
}

export function phoneView(person: Person): Phone {
  const { id, name, number, readReceipts, online, blocked, username, hidesNumber, stopsMarketing } = person;
  return {
    id,
    name,
    number,
    readReceipts,
    online,
    blocked,
    stopsMarketing: stopsMarketing ?? [],
    hidesNumber: hidesNumber === true,
    ...(username ? { username } : {}),
  };
}

export function chatView(world: World, chat: OpenChat): Chat {
  const last = chat.messages.findLast(isOnScreen);
  return {
    phoneId: chat.phoneId,
    numberId: chat.numberId,
    unread: chat.unseen.length,
    typing: chat.typing,
    ...(last ? { last: bubbleView(world, last) } : {}),
  };
}

/** What stands in a chat, oldest first: the last page, or the page before the bubble `before`. */
export function bubblePage(world: World, chat: OpenChat, before: string | null): Bubble[] {
  const shown = chat.messages.filter(isOnScreen).sort((one, other) => placeOf(one) - placeOf(other));
  const end = before === null ? shown.length : shown.findIndex(({ id }) => id === before);
  return end < 0
    ? []
    : shown.slice(Math.max(0, end - PAGE_OF_BUBBLES), end).map((message) => bubbleView(world, message));
}

/** A phone orders by when a message appeared on it. */
const placeOf = (message: Message) => message.arrivedAt ?? message.at;

export function bubbleView(world: World, message: Message): Bubble {
  const quoted = message.quotes === undefined ? undefined : world.messages.get(message.quotes);
  return {
    id: message.id,
    phoneId: message.phoneId ?? '',
    numberId: message.numberId,
    from: message.from,
    at: new Date(placeOf(message)).toISOString(),
    content: message.content ?? { type: 'unsupported', body: '' },
    ...(message.from === 'customer' && message.content?.type !== 'notice' ? { ticks: ticksOf(message) } : {}),
    ...(quoted?.content ? { quotes: { id: quoted.id, from: quoted.from, summary: summaryOf(quoted.content) } } : {}),
    reactions: message.reactions,
    ...(message.answered === undefined ? {} : { answered: message.answered }),
    ...(message.edited ? { edited: message.edited } : {}),
  };
}

/** @returns null for changes that no page shows. */
export function eventOf(world: World, change: Change): PhoneEvent | null {
  switch (change.kind) {
    case 'message':
      if (change.message.phoneId === null || !isOnScreen(change.message)) return null;
      return { event: 'bubble', bubble: bubbleView(world, change.message) };
    case 'chat':
      return { event: 'chat', chat: chatView(world, change.chat) };
    case 'person':
      return { event: 'phone', phone: phoneView(change.person) };
    case 'ledger':
      return { event: 'ledger', entry: readable(change.entry) };
    case 'knobs':
      return { event: 'knobs', knobs: change.settings };
    case 'clock':
      return { event: 'clock', now: world.clock.now().toISOString() };
  }
}

/** One line for a quote or a list: what a phone would show there. */
export function summaryOf(content: BubbleContent): string {
  switch (content.type) {
    case 'text':
    case 'interactive':
    case 'template':
    case 'notice':
    case 'unsupported':
      return content.body;
    case 'choice':
    case 'form_reply':
      return content.title;
    case 'image':
    case 'video':
    case 'sticker':
      return content.caption ?? { image: 'Photo', video: 'Video', sticker: 'Sticker' }[content.type];
    case 'audio':
      return content.voice ? 'Voice message' : 'Audio';
    case 'document':
      return content.media.fileName ?? 'Document';
    case 'location':
      return content.name ?? 'Location';
    case 'contacts':
      return content.contacts.map(({ name }) => name).join(', ');
    case 'order':
      return `${content.items.length} ${content.items.length === 1 ? 'item' : 'items'}`;
  }
}

function ticksOf({ stage }: Message): Ticks {
  return stage === 'accepted' ? 'sent' : stage;
}
