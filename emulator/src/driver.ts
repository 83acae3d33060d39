import { chatBetween, isOnScreen } from './chats.ts';
import type { Json } from './json.ts';
import { lookAt, play } from './ladder.ts';
import { requestWelcome } from './meta/welcome.ts';
import { addPerson, e164 } from './people.ts';
import type { Bubble, BubbleContent, PhoneMessage } from './phone-api.ts';
import { changeNumber, changeSettings, write } from './phones/actions.ts';
import { sendToBusiness } from './phones/customer-message.ts';
import { type TranscriptHead, transcriptOf } from './phones/transcript.ts';
import { bubblePage, bubbleView } from './phones/views.ts';
import type { BusinessPhone, Message, Person } from './records.ts';
import type { Change, World } from './world.ts';

/** Which business number; the emulator's first when absent. By id, display number or verified name. */
type To = { to?: string };

/** A customer's phone in the hands of a test. What it does is done when the call returns; webhooks are on their way then. */
export type PhoneDriver = {
  person: Readonly<Person>;
  /** @returns the message as it stands in the chat; its `id` is the wamid. */
  says(text: string, how?: To & { quotes?: string }): Bubble;
  /** Taps a reply button or quick reply by title or id: on the latest message that has it. */
  taps(titleOrId: string, how?: To): Bubble;
  /** Chooses a list row by title or id, on the latest message that has it. */
  chooses(rowTitleOrId: string, how?: To): Bubble;
  /** Sends anything the phone page can send. */
  sends(message: PhoneMessage, how?: To): Bubble;
  /** Sends a file. Voice notes: `sendsFile('audio', bytes, 'audio/ogg; codecs=opus', { voice: true })`. */
  sendsFile(kind: FileKind, bytes: Buffer, mimeType: string, how?: To & FileDetails): Bubble;
  /** Sends what no page can: `{ type: 'unsupported', errors: […] }`, a `referral`, a type nobody knows. Meta's words. */
  sendsRaw(wire: Json & { type: string }, how?: To & { content?: BubbleContent; quotes?: string }): Message;
  reacts(bubbleId: string, emoji: string, how?: To): Bubble;
  /** Corrects the words of an own message, within 15 minutes. */
  edits(bubbleId: string, text: string, how?: To): Bubble;
  /** Deletes an own message for everyone, within 60 hours. */
  deletes(bubbleId: string, how?: To): Bubble;
  /** What stands in the chat, both sides, oldest first. */
  messages(how?: To): Bubble[];
  /** What the business wrote and has arrived. */
  received(how?: To): Bubble[];
  /** The next message of the business that this driver has not handed out yet; waits for it. */
  next(how?: To & { withinMs?: number }): Promise<Bubble>;
  /** Listens to a voice note of the business. */
  plays(bubbleId: string, how?: To): void;
  /** The conversation as a test of a flow, `flows/*.test.yaml`. */
  transcript(head: TranscriptHead, how?: To): string;
  /** Looks at the chat: what is unread turns blue. */
  reads(how?: To): void;
  /** Keeps the chat open: what comes is read as it comes. */
  opens(how?: To): void;
  leaves(how?: To): void;
  online(is: boolean): void;
  readReceipts(are: boolean): void;
  blocks(how?: To): void;
  unblocks(how?: To): void;
  changesNumberTo(number: string): void;
};

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';
type FileDetails = { caption?: string; fileName?: string; voice?: boolean; quotes?: string };

const PATIENCE_MS = 60_000; // a busy machine is slow; what never comes is found out all the same

export function phoneDriver(
  world: World,
  number: string,
  about: { name?: string; username?: string; hidesNumber?: boolean },
): PhoneDriver {
  const person = personAt(world, number, about);
  const handedOut = new Set<string>();
  const business = (how: To = {}) => businessNamed(world, how.to);
  const chat = (how?: To) => chatBetween(world, person.id, business(how).phoneNumberId);
  const sends = (message: PhoneMessage, how?: To) => bubbleView(world, write(world, person, business(how), message));
  const choose = (wanted: string, how?: To) => sends(choiceNamed(chat(how).messages, wanted), how);
  const unheard = (how?: To) => arrivals(chat(how).messages).find(({ id }) => !handedOut.has(id));

  return {
    person,
    says: (body, how = {}) => sends({ type: 'text', body, ...(how.quotes ? { quotes: how.quotes } : {}) }, how),
    taps: choose,
    chooses: choose,
    sends,
    sendsFile: (kind, bytes, mimeType, how = {}) => sends(fileMessage(world, kind, bytes, mimeType, how), how),
    sendsRaw: (wire, how = {}) =>
      sendToBusiness(world, person, business(how), {
        wire,
        content: how.content ?? { type: 'unsupported', body: wire.type },
        ...(how.quotes ? { quotes: how.quotes } : {}),
      }),
    reacts: (bubbleId, emoji, how) => sends({ type: 'reaction', bubbleId, emoji }, how),
    edits: (bubbleId, body, how) => sends({ type: 'edit', bubbleId, body }, how),
    deletes: (bubbleId, how) => sends({ type: 'revoke', bubbleId }, how),
    messages: (how) => bubblePage(world, chat(how), null),
    received: (how) => arrivals(chat(how).messages).map((message) => bubbleView(world, message)),
    async next(how = {}) {
      const message = unheard(how) ?? (await arrival(world, () => unheard(how), person, how.withinMs ?? PATIENCE_MS));
      handedOut.add(message.id);
      return bubbleView(world, message);
    },
    plays(bubbleId, how) {
      const message = world.messages.get(bubbleId);
      if (message) play(world, person, business(how), message);
    },
    transcript: (head, how) => transcriptOf(chat(how), person, head, null),
    reads: (how) => lookAt(world, person, business(how)),
    opens(how) {
      requestWelcome(world, person, business(how));
      lookAt(world, person, business(how));
      chat(how).open = true;
    },
    leaves: (how) => {
      chat(how).open = false;
    },
    online: (is) => changeSettings(world, person, { online: is }),
    readReceipts: (are) => changeSettings(world, person, { readReceipts: are }),
    blocks: (how) => changeSettings(world, person, { blocked: [...person.blocked, business(how).phoneNumberId] }),
    unblocks: (how) => {
      const id = business(how).phoneNumberId;
      changeSettings(world, person, { blocked: person.blocked.filter((blocked) => blocked !== id) });
    },
    changesNumberTo: (next) => changeNumber(world, person, next),
  };
}

function personAt(
  world: World,
  number: string,
  about: { name?: string; username?: string; hidesNumber?: boolean },
): Person {
  const valid = e164(number);
  if (valid === null) throw new Error(`${number} is no phone number with country code.`);
  return (
    world.peopleByDigits.get(valid.slice(1)) ?? addPerson(world, { ...about, name: about.name ?? valid, number: valid })
  );
}

function businessNamed(world: World, name: string | undefined): BusinessPhone {
  const all = [...world.businesses.values()];
  const found =
    name === undefined
      ? all[0]
      : all.find((one) => [one.phoneNumberId, one.displayNumber, one.verifiedName].includes(name));
  if (!found) throw new Error(`There is no business number ${name ?? ''}.`);
  return found;
}

/** Business messages that arrived, in the order they came. */
function arrivals(messages: Message[]): Message[] {
  return messages
    .filter((message) => message.from === 'business' && isOnScreen(message))
    .sort((one, other) => (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0));
}

function choiceNamed(messages: Message[], wanted: string): PhoneMessage {
  for (const message of messages.toReversed()) {
    const choice =
      message.arrivedAt === null
        ? undefined
        : choicesOf(message).find(({ id, title }) => title === wanted || id === wanted);
    if (choice) return { type: 'choice', bubbleId: message.id, choiceId: choice.id };
  }
  throw new Error(`No message in the chat offers “${wanted}”.`);
}

function choicesOf({ content }: Message): { id: string; title: string }[] {
  if (content?.type === 'template') {
    const buttons = [content, ...(content.cards ?? [])].flatMap((part) => part.buttons);
    return buttons.flatMap((button) =>
      button.kind === 'quick_reply' ? [{ id: button.payload, title: button.title }] : [],
    );
  }
  if (content?.type !== 'interactive') return [];
  if (content.action.kind === 'buttons') return content.action.buttons;
  if (content.action.kind === 'carousel') return content.action.cards.flatMap((card) => card.buttons);
  return content.action.kind === 'list' ? content.action.sections.flatMap(({ rows }) => rows) : [];
}

function fileMessage(
  world: World,
  kind: FileKind,
  bytes: Buffer,
  mimeType: string,
  details: FileDetails,
): PhoneMessage {
  const { caption, fileName, voice = false, quotes } = details;
  const storedAt = world.clock.now().getTime();
  const about = { mimeType, origin: 'customer' as const, storedAt, ...(fileName ? { fileName } : {}) };
  const { id: mediaId } = world.media.add(world.random.digits(16), bytes, about);
  const rest = { mediaId, ...(quotes ? { quotes } : {}) };
  return kind === 'audio' ? { type: kind, voice, ...rest } : { type: kind, ...rest, ...(caption ? { caption } : {}) };
}

function arrival(world: World, find: () => Message | undefined, person: Person, withinMs: number): Promise<Message> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      world.watchers.delete(look);
      reject(new Error(`${person.name} waited ${withinMs} ms for a message that did not come.`));
    }, withinMs);
    // Hears of everything that happens to anybody; a crowd that looked through its chats each time would do nothing else.
    const look = (change: Change) => {
      if (change.kind !== 'message' || change.message.phoneId !== person.id) return;
      const message = find();
      if (!message) return;
      world.watchers.delete(look);
      clearTimeout(patience);
      resolve(message);
    };
    world.watchers.add(look);
  });
}
