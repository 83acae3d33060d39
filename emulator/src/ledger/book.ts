import type { Clock } from '../clock.ts';
import type { BubbleContent } from '../phone-api.ts';
import type { Failure, Message, PendingWebhook, Person, Stage } from '../records.ts';

/**
 * What became of every message, as WhatsApp saw it: the other side of the business's own books. An auditor compares
 * both; nothing here is ever taken from what the business says of itself.
 */
export type MessageRecord = {
  /** Place in the book, rising; pages go on after it. */
  seq: number;
  id: string; // wamid
  direction: 'inbound' | 'outbound'; // as the business sees it
  numberId: string;
  phone: string | null; // the customer's number in E.164; null: written to a number nobody has
  type: string;
  text: string | null; // body, caption or title; a template's is filled in
  at: string; // inbound: left the customer's hand; outbound: accepted
  stage: Stage;
  /** Inbound messages: the webhook that carries it; null while the phone is offline. */
  webhook: WebhookNews | null;
  /** Outbound messages, else null. */
  sent: {
    to: string; // number or business-scoped user id, as Meta resolved it
    opaque: string | null; // biz_opaque_callback_data
    quotes: string | null;
    /** What the business got: the answer with the wamid, nothing (connection cut), half of it; `pending` before. */
    answer: 'pending' | 'whole' | 'none' | 'torn';
    failure: Failure | null;
    /** When the phone showed it; null: never yet. */
    shownAt: string | null;
    /** What the phone shows. */
    shown: BubbleContent | null;
    /** Statuses in the order they came about; `lost` ones were kept back by a knob. */
    statuses: (WebhookNews & { status: string; at: string; lost: boolean })[];
  } | null;
};

/** How the webhooks that carry something were received. */
export type WebhookNews = {
  attempts: number;
  /** The first answer with any 2xx: from then on the business answers for it. */
  firstAcceptedAt: string | null;
  /** The first answer with 200, the only one Meta takes. */
  acknowledgedAt: string | null;
  /** How often a POST with it was answered with 200: more than 1 after a duplicate. */
  acknowledgedTimes: number;
};

export type Book = {
  /** Enters a message; one that stands there already is left. Notices on the phone are no messages. */
  enter(message: Message): void;
  /** The answer to the send left, or did not. */
  answered(id: string, how: 'whole' | 'none' | 'torn'): void;
  /** A status came about; `lost`: nobody will be told. */
  status(id: string, status: string, at: number, lost: boolean): void;
  /** A POST with this update ended; `httpStatus` is null when there was no answer. */
  delivered(update: PendingWebhook, httpStatus: number | null): void;
  find(query: MessageQuery, personOf: (phoneId: string) => Person | undefined): MessagePage;
};

export type MessageQuery = {
  direction?: MessageRecord['direction'];
  numberId?: string;
  phone?: string; // E.164
  id?: string;
  opaque?: string;
  after?: number;
  limit?: number;
};

/** `dropped`: so many older messages are not in the book any more. */
export type MessagePage = { messages: MessageRecord[]; next: number | null; dropped: number };

type News = { attempts: number; firstAcceptedAt: number | null; acknowledgedAt: number | null; times: number };
type StatusLine = News & { status: string; at: number; lost: boolean };
type Line = News & {
  seq: number;
  message: Message;
  type: string;
  answer: 'pending' | 'whole' | 'none' | 'torn';
  statuses: StatusLine[];
};

const PAGE = 1_000;

export function createBook(clock: Clock, keep: number): Book {
  const lines = new Map<string, Line>();
  let lastSeq = 0;

  return {
    enter(message) {
      if (lines.has(message.id) || !message.id.startsWith('wamid.')) return;
      lines.set(message.id, {
        ...noNews(),
        seq: ++lastSeq,
        message,
        type: typeOf(message),
        answer: 'pending',
        statuses: [],
      });
      if (lines.size > keep) dropOldest(lines);
    },
    answered(id, how) {
      const line = lines.get(id);
      if (line) line.answer = how;
    },
    status(id, status, at, lost) {
      lines.get(id)?.statuses.push({ ...noNews(), status, at, lost });
    },
    delivered(update, httpStatus) {
      const now = clock.now().getTime();
      const { messageId, status } = update;
      if (messageId !== undefined) count(lines.get(messageId), httpStatus, now);
      if (status)
        count(
          lines.get(status.id)?.statuses.find((one) => one.status === status.status),
          httpStatus,
          now,
        );
    },
    find({ limit = PAGE, ...query }, personOf) {
      const messages: MessageRecord[] = [];
      let more = false;
      for (const line of lines.values()) {
        if (!matches(line, query, personOf)) continue;
        more = messages.length === limit;
        if (more) break;
        messages.push(recordOf(line, personOf));
      }
      return { messages, next: more ? (messages.at(-1)?.seq ?? null) : null, dropped: lastSeq - lines.size };
    },
  };
}

const noNews = (): News => ({ attempts: 0, firstAcceptedAt: null, acknowledgedAt: null, times: 0 });

function count(news: News | undefined, httpStatus: number | null, now: number): void {
  if (!news) return;
  news.attempts++;
  if (httpStatus !== null && httpStatus >= 200 && httpStatus <= 299) news.firstAcceptedAt ??= now;
  if (httpStatus !== 200) return;
  news.acknowledgedAt ??= now;
  news.times++;
}

function dropOldest(lines: Map<string, Line>): void {
  const [oldest] = lines.keys();
  if (oldest !== undefined) lines.delete(oldest);
}

function matches(
  { seq, message }: Line,
  { direction, numberId, phone, id, opaque, after = 0 }: MessageQuery,
  personOf: (phoneId: string) => Person | undefined,
): boolean {
  if (seq <= after) return false;
  if (direction !== undefined && directionOf(message) !== direction) return false;
  if (numberId !== undefined && message.numberId !== numberId) return false;
  if (id !== undefined && message.id !== id) return false;
  if (opaque !== undefined && message.opaque !== opaque) return false;
  return phone === undefined || (message.phoneId !== null && personOf(message.phoneId)?.number === phone);
}

function recordOf(line: Line, personOf: (phoneId: string) => Person | undefined): MessageRecord {
  const { message, seq, type, answer, statuses } = line;
  const { id, numberId, phoneId, content, stage } = message;
  const inbound = message.from === 'customer';
  return {
    seq,
    id,
    direction: directionOf(message),
    numberId,
    phone: phoneId === null ? null : (personOf(phoneId)?.number ?? null),
    type,
    text: content && textOf(content),
    at: iso(message.at),
    stage,
    webhook: inbound && stage !== 'waiting' ? newsOf(line) : null,
    sent: inbound
      ? null
      : {
          to: message.recipient?.waId ?? message.recipient?.userId ?? '',
          opaque: message.opaque ?? null,
          quotes: message.quotes ?? null,
          answer,
          failure: message.failure ?? null,
          shownAt: message.arrivedAt === null ? null : iso(message.arrivedAt),
          shown: message.arrivedAt === null ? null : content,
          statuses: statuses.map((one) => ({ status: one.status, at: iso(one.at), lost: one.lost, ...newsOf(one) })),
        },
  };
}

function newsOf({ attempts, firstAcceptedAt, acknowledgedAt, times }: News): WebhookNews {
  return {
    attempts,
    firstAcceptedAt: firstAcceptedAt === null ? null : iso(firstAcceptedAt),
    acknowledgedAt: acknowledgedAt === null ? null : iso(acknowledgedAt),
    acknowledgedTimes: times,
  };
}

const directionOf = ({ from }: Message) => (from === 'customer' ? 'inbound' : 'outbound');
const iso = (at: number) => new Date(at).toISOString();

/** Meta's type; of a message that was restored, only what it shows is known. */
function typeOf({ from, wire, body, content, reacts }: Message): string {
  const type = from === 'customer' ? wire?.type : (body?.type ?? 'text');
  return typeof type === 'string' ? type : reacts ? 'reaction' : (content?.type ?? 'unknown');
}

function textOf(content: BubbleContent): string | null {
  if ('body' in content) return content.body;
  if ('caption' in content) return content.caption ?? null;
  if (content.type === 'choice' || content.type === 'form_reply') return content.title;
  return content.type === 'order' ? (content.text ?? null) : null;
}
