import type { Clock } from '../clock.ts';
import { parseJson } from '../json.ts';
import type { LedgerEntry } from '../phone-api.ts';

/** One call or webhook while it is kept raw; it is made readable only for who asks. */
export type Entry = Omit<LedgerEntry, 'at' | 'ms' | 'messageIds'> & {
  startedAt: number;
  ms: number | null;
  messageIds: readonly string[];
};

/** What went over the wire, call by call and POST by POST; the oldest go first when there are too many. */
export type Entries = {
  begin(entry: Begun): Entry;
  end(entry: Entry, status: number | null, response: string): void;
  /** Entries that match, oldest first, at most `limit` of them, and from where to ask on. */
  find(query: EntryQuery): EntryPage;
  dropped(): number;
};

type Begun = Pick<Entry, 'direction' | 'summary' | 'method' | 'path' | 'request'> &
  Partial<Pick<Entry, 'messageIds' | 'attempt'>>;

export type EntryQuery = {
  direction?: LedgerEntry['direction'];
  /** Entries with a higher id. */
  after?: number;
  /** The latest that match instead of the first after `after`. */
  latest?: boolean;
  limit?: number;
  /** Carried or made this message. */
  messageId?: string;
  /** An HTTP status, `none` for no answer, `error` for anything that is not 2xx. */
  status?: number | 'none' | 'error';
  /** Stands in the summary, the path or the request; upper and lower case are one. */
  text?: string;
};

/** `dropped`: so many older entries are not kept any more, whatever was asked for. */
export type EntryPage = { entries: LedgerEntry[]; next: number | null; dropped: number };

const PAGE = 100;
const LONGEST_TEXT = 20_000;
const RAW_TEXT = 100_000;
/** However few entries that is: bodies of a thousand updates are long. */
const MOST_CHARACTERS = 100_000_000;

export function createEntries(clock: Clock, keep: number, changed: (entry: Entry) => void): Entries {
  const entries: Entry[] = [];
  let lastId = 0;
  const kept = () => entries.slice(-keep);
  const dropped = () => lastId - Math.min(entries.length, keep);
  let characters = 0;

  /** The oldest go by the many: one at a time would move all the others each time. */
  function drop(count: number): void {
    for (const { request, response } of entries.splice(0, count)) characters -= request.length + response.length;
  }

  return {
    begin(given) {
      const startedAt = clock.now().getTime();
      const request = given.request.slice(0, RAW_TEXT);
      const entry: Entry = {
        messageIds: [],
        ...given,
        request,
        id: ++lastId,
        startedAt,
        status: null,
        ms: null,
        response: '',
      };
      entries.push(entry);
      characters += request.length;
      if (entries.length > 2 * keep) drop(entries.length - keep);
      if (characters > MOST_CHARACTERS) drop(Math.ceil(entries.length / 4));
      changed(entry);
      return entry;
    },
    end(entry, status, response) {
      entry.status = status;
      entry.ms = clock.now().getTime() - entry.startedAt;
      entry.response = response.slice(0, RAW_TEXT);
      // One that is dropped already is not counted any more.
      if (entry.id >= (entries[0]?.id ?? Number.POSITIVE_INFINITY)) characters += entry.response.length;
      changed(entry);
    },
    find({ limit = PAGE, latest = false, ...query }) {
      const found = kept().filter((entry) => matches(entry, query));
      const page = latest ? found.slice(-limit) : found.slice(0, limit);
      const more = !latest && found.length > limit;
      return { entries: page.map(readable), next: more ? (page.at(-1)?.id ?? null) : null, dropped: dropped() };
    },
    dropped,
  };
}

export function readable({ startedAt, request, response, messageIds, ...entry }: Entry): LedgerEntry {
  return {
    ...entry,
    at: new Date(startedAt).toISOString(),
    messageIds: [...messageIds],
    request: pretty(request),
    response: pretty(response),
  };
}

function matches(entry: Entry, { direction, after = 0, messageId, status, text }: EntryQuery): boolean {
  if (entry.id <= after) return false;
  if (direction !== undefined && entry.direction !== direction) return false;
  if (messageId !== undefined && !entry.messageIds.includes(messageId)) return false;
  if (status !== undefined && !hasStatus(entry, status)) return false;
  return (
    text === undefined || `${entry.summary}\n${entry.path}\n${entry.request}`.toLowerCase().includes(text.toLowerCase())
  );
}

function hasStatus({ status, ms }: Entry, wanted: number | 'none' | 'error'): boolean {
  if (wanted === 'none') return status === null && ms !== null;
  if (wanted === 'error') return ms !== null && (status === null || status < 200 || status > 299);
  return status === wanted;
}

function pretty(text: string): string {
  const value = parseJson(text);
  const shown = typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
  return shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown;
}
