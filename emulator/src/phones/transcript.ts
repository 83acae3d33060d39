import { Document, type Node } from 'yaml';
import { isOnScreen } from '../chats.ts';
import type { BubbleContent } from '../phone-api.ts';
import type { Message, Person } from '../records.ts';
import type { OpenChat } from '../world.ts';

/** What the head of the file says; the emulator cannot know it. */
export type TranscriptHead = { flow: string; business: string; name: string };

/** A step of `flows/*.test.yaml`, or in words what happened that has none. */
type Step = Record<string, unknown> | string;

/** Silence as long as this is a step of its own: reminders and expiries belong to a talk. */
const LONG_SILENCE_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/**
 * A conversation as a test of a flow, in the form of `flows/*.test.yaml`.
 *
 * What the bot said is compared line by line; what will be different next time (dates, long numbers, the customer's
 * name) is cut out of the lines. What has no word in that form stands as a comment.
 *
 * @param after only what came after this message; the whole chat when absent.
 */
export function transcriptOf(chat: OpenChat, person: Person, head: TranscriptHead, after: string | null): string {
  const messages = chat.messages.filter(isPartOfTheTalk).sort((one, other) => placeOf(one) - placeOf(other));
  const first = after === null ? 0 : messages.findIndex(({ id }) => id === after) + 1;
  const talk = createTalk();
  let before: number | null = null;
  for (const message of messages.slice(first)) {
    if (before !== null && placeOf(message) - before >= LONG_SILENCE_MS) {
      talk.add({ later: `${Math.round((placeOf(message) - before) / MINUTE_MS)} min` });
    }
    before = placeOf(message);
    const step = stepOf(message, person);
    if (typeof step === 'string') talk.remark(step);
    else talk.add(step);
  }
  return talk.written(head);
}

const placeOf = (message: Message) => message.arrivedAt ?? message.at;

function isPartOfTheTalk(message: Message): boolean {
  if (message.content?.type === 'notice' || message.stage === 'failed') return false;
  return isOnScreen(message) || (message.from === 'customer' && message.reacts !== undefined);
}

function stepOf(message: Message, person: Person): Step {
  if (message.from === 'customer') return customerStep(message);
  const { content } = message;
  return content ? botStep(content, person) : 'The business reacted.';
}

function customerStep({ content, reacts }: Message): Step {
  if (reacts) return { sends: { reaction: reacts.emoji } };
  switch (content?.type) {
    case 'text':
      return { customer: content.body };
    case 'choice':
      return { taps: content.title };
    case 'image':
      return { sends: { photo: content.caption ?? '' } };
    case 'audio':
      return { sends: { voice: true } };
    case 'sticker':
      return { sends: { sticker: true } };
    case 'location':
      return { sends: { location: true } };
    case 'order':
      return { sends: { cart: Object.fromEntries(content.items.map((item) => [item.retailerId, item.quantity])) } };
  }
  return `The customer sent something the form has no word for: ${content?.type ?? 'unknown'}.`;
}

function botStep(content: BubbleContent, person: Person): Step {
  if (!('body' in content) || content.type === 'unsupported')
    return `The business sent something the form has no word for: ${content.type}.`;
  const says = linesOf(content.body, person);
  const options = content.type === 'interactive' ? optionsOf(content.action) : null;
  if (options) return { bot: { says, as: options.as, options: options.titles } };
  return { bot: says.length === 1 ? says[0] : says };
}

function optionsOf(action: Extract<BubbleContent, { type: 'interactive' }>['action']) {
  if (action.kind === 'buttons') return { as: 'buttons', titles: action.buttons.map(({ title }) => title) };
  if (action.kind !== 'list') return null;
  return { as: 'list', titles: action.sections.flatMap(({ rows }) => rows.map(({ title }) => title)) };
}

/** The languages whose dates are recognised. */
const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de'];

/** Every short and long name of this part of a date, such as "Nov", "November" and "nov". */
function namesOf(part: 'weekday' | 'month', count: number): string {
  const days = Array.from({ length: count }, (_, place) =>
    part === 'month' ? new Date(Date.UTC(2026, place, 1)) : new Date(Date.UTC(2026, 0, 1 + place)),
  );
  const names = LANGUAGES.flatMap((language) =>
    (['short', 'long'] as const).flatMap((width) => {
      const format = new Intl.DateTimeFormat(language, { [part]: width, timeZone: 'UTC' });
      return days.map((day) => format.format(day).replace(/\.$/, ''));
    }),
  );
  // Longer ones first: "Nov" would leave "ember" behind.
  return [...new Set(names)].sort((one, other) => other.length - one.length).join('|');
}

const MONTH = `(?:${namesOf('month', 12)})\\.?`;
const DATE = `(?:(?:${namesOf('weekday', 7)})\\.?,? )?(?:${MONTH} \\d{1,2}|\\d{1,2}\\.? (?:de )?${MONTH})(?:,? (?:de )?\\d{4})?`;
const TIME = String.raw`\d{1,2}:\d{2}(?: ?[AP]M)?`;
/** Orders, tickets, years: four and more digits that are not an amount of money. */
const LONG_NUMBER = String.raw`(?<![\d.,$€£])\d{4,}(?![\d.,]*\d)`;

/** What will be something else the next time the talk is played. */
const VARIES = new RegExp(`(?<!\\p{L})(?:${DATE}|${TIME})(?!\\p{L})|${LONG_NUMBER}`, 'iu');

function linesOf(body: string, { name }: Person): string[] {
  const lines = body.split('\n').flatMap((line) => line.split(VARIES).flatMap((part) => part.split(name)));
  const words = lines.map((line) => line.trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
  return words.length > 0 ? words : [body.trim()];
}

/** Collects steps, with what could not become one as a comment where it belongs. */
function createTalk() {
  const yaml = new Document();
  const steps: Node[] = [];
  let remarks: string[] = [];
  return {
    remark: (words: string) => remarks.push(` ${words}`),
    add(step: Record<string, unknown>) {
      const node = yaml.createNode(step);
      if (remarks.length > 0) node.commentBefore = remarks.join('\n');
      remarks = [];
      steps.push(node);
    },
    written({ flow, business, name }: TranscriptHead): string {
      const document = new Document({ flow, business, transcripts: [{ name, talk: steps }] });
      document.commentBefore = ' Recorded from a phone of the emulator.';
      if (remarks.length > 0) document.comment = remarks.join('\n');
      return document.toString({ lineWidth: 120 });
    },
  };
}
