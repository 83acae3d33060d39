import type { Content, Entry, Message } from './shapes.ts';

export type Reaction = { emoji: string; by: 'customer' | 'business' };

/** One row of a thread, from the oldest to the newest. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'entry'; key: string; entry: Entry }
  | { kind: 'told'; key: string; message: Message } // not said by anybody: a number changed, a chat was opened
  | ({ kind: 'message'; key: string; message: Message } & Around);

type Around = {
  content: Content; // as it stands now, after edits
  isEdited: boolean;
  isRevoked: boolean;
  isRetried: boolean; // did not get through, and was sent again since
  reactions: Reaction[];
  quoted: Message | null; // null although it quotes: not among what was read
  isFirst: boolean; // of a run of one author: has the name and the tail
  isLast: boolean;
};

const RUN_MS = 5 * 60_000;
/** They change another message or the state of the chat, instead of saying something. */
const TOLD = new Set(['system', 'welcome_request', 'call_permission_reply']);

type Options = {
  messages: readonly Message[]; // in any order
  entries: readonly Entry[];
  /** Messages of the customer that nobody had read when the thread was opened. */
  unread: number;
  timeZone?: string | undefined;
};

/**
 * Puts together what a thread shows: days, who wrote in a row, what was read up to, and reactions, edits and deletions
 * on the message they are about. One whose message was not read (yet) stands for itself.
 */
export function threadOf({ messages, entries, unread, timeZone }: Options): ThreadItem[] {
  const inOrder = [...messages].sort((a, b) => a.seq - b.seq);
  const byProviderId = new Map(
    inOrder.flatMap((message) => (message.providerMessageId ? [[message.providerMessageId, message]] : [])),
  );
  const changes = changesOf(inOrder, byProviderId);
  const shown = inOrder.filter(({ content }) => !isAbout(content, byProviderId));
  const firstUnread = shown.filter(({ direction }) => direction === 'inbound').at(-Math.max(unread, 1));
  const day = dayIn(timeZone);

  const items: ThreadItem[] = [];
  let before: { day: string; message: Message | null } = { day: '', message: null };
  for (const one of merged(shown, entries)) {
    const at = 'kind' in one ? one.at : one.sentAt;
    const today = day(at);
    if (today !== before.day) items.push({ kind: 'day', key: `day-${today}`, at });
    if (one === firstUnread && unread > 0) {
      items.push({ kind: 'unread', key: 'unread' });
      before = { day: today, message: null };
    }
    if ('kind' in one) {
      items.push({ kind: 'entry', key: one.id, entry: one });
      before = { day: today, message: null };
    } else if (TOLD.has(one.content.type)) {
      items.push({ kind: 'told', key: one.id, message: one });
      before = { day: today, message: null };
    } else {
      const goesOn = before.message !== null && before.day === today && isOneRun(before.message, one);
      const last = items.at(-1);
      if (goesOn && last?.kind === 'message') last.isLast = false;
      items.push(messageItem(one, changes, byProviderId, !goesOn));
      before = { day: today, message: one };
    }
  }
  return items;
}

type Changes = {
  reactions: Map<string, Map<string, Reaction>>;
  edits: Map<string, Content>;
  revoked: Set<string>;
  retried: Set<string>;
};

function changesOf(messages: readonly Message[], known: ReadonlyMap<string, Message>): Changes {
  const changes: Changes = { reactions: new Map(), edits: new Map(), revoked: new Set(), retried: new Set() };
  for (const { content, direction, retryOf } of messages) {
    if (retryOf !== null) changes.retried.add(retryOf);
    if (content.type === 'reaction' && known.has(content.to)) {
      const by = direction === 'inbound' ? 'customer' : 'business';
      const all = changes.reactions.get(content.to) ?? new Map<string, Reaction>();
      if (content.emoji === '') all.delete(by);
      else all.set(by, { emoji: content.emoji, by });
      changes.reactions.set(content.to, all);
    } else if (content.type === 'edit') {
      const now = contentIn(content.content);
      if (now) changes.edits.set(content.of, now);
    } else if (content.type === 'revoke') changes.revoked.add(content.of);
  }
  return changes;
}

/** The texts of edits and captions are all we show of them. */
function contentIn({ type, body }: Record<string, unknown>): Content | null {
  return type === 'text' && typeof body === 'string' ? { type, body } : null;
}

function isAbout(content: Content, known: ReadonlyMap<string, Message>): boolean {
  if (content.type === 'reaction') return known.has(content.to) || content.emoji === '';
  return (content.type === 'edit' || content.type === 'revoke') && known.has(content.of);
}

function messageItem(
  message: Message,
  { reactions, edits, revoked, retried }: Changes,
  known: ReadonlyMap<string, Message>,
  isFirst: boolean,
): ThreadItem {
  const id = message.providerMessageId ?? '';
  const edit = edits.get(id);
  return {
    kind: 'message',
    key: message.id,
    message,
    content: edit ?? message.content,
    isEdited: edit !== undefined,
    isRevoked: revoked.has(id),
    isRetried: retried.has(message.id),
    reactions: [...(reactions.get(id)?.values() ?? [])],
    quoted: (message.quotes && known.get(message.quotes)) || null,
    isFirst,
    isLast: true,
  };
}

const isOneRun = (before: Message, now: Message): boolean =>
  before.author === now.author &&
  before.authorName === now.authorName &&
  Date.parse(now.sentAt) - Date.parse(before.sentAt) <= RUN_MS;

/** Entries stand where they happened; when they cannot, because older messages were not read, they wait for those. */
function* merged(messages: readonly Message[], entries: readonly Entry[]): Generator<Message | Entry> {
  const waiting = [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const message of messages) {
    while (waiting[0] && Date.parse(waiting[0].at) < Date.parse(message.sentAt)) yield waiting.shift()!;
    yield message;
  }
  yield* waiting;
}

function dayIn(timeZone: string | undefined): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...(timeZone ? { timeZone } : {}) });
  return (at) => format.format(new Date(at));
}
