import type { Clock } from './clock.ts';
import { parseJson } from './json.ts';
import type { LedgerEntry } from './phone-api.ts';

/** One call or webhook while it is kept raw; it is made readable only for who asks. */
export type Entry = Omit<LedgerEntry, 'at' | 'ms'> & { startedAt: number; ms: number | null };

export type Ledger = {
  begin(entry: Pick<Entry, 'direction' | 'summary' | 'method' | 'path' | 'request'>): Entry;
  end(entry: Entry, status: number | null, response: string): void;
  /** Readable entries with a higher id than `after`, oldest first. */
  after(id: number): LedgerEntry[];
};

const KEPT = 1_000;
const LONGEST_TEXT = 20_000;
const RAW_TEXT = 100_000;

export function createLedger(clock: Clock, changed: (entry: Entry) => void): Ledger {
  let entries: Entry[] = [];
  let lastId = 0;
  return {
    begin(given) {
      const startedAt = clock.now().getTime();
      const request = given.request.slice(0, RAW_TEXT);
      const entry: Entry = { ...given, request, id: ++lastId, startedAt, status: null, ms: null, response: '' };
      entries.push(entry);
      if (entries.length > 2 * KEPT) entries = entries.slice(-KEPT);
      changed(entry);
      return entry;
    },
    end(entry, status, response) {
      entry.status = status;
      entry.ms = clock.now().getTime() - entry.startedAt;
      entry.response = response.slice(0, RAW_TEXT);
      changed(entry);
    },
    after: (id) =>
      entries
        .filter((entry) => entry.id > id)
        .slice(-KEPT)
        .map(readable),
  };
}

export function readable({ startedAt, request, response, ...entry }: Entry): LedgerEntry {
  return { ...entry, at: new Date(startedAt).toISOString(), request: pretty(request), response: pretty(response) };
}

function pretty(text: string): string {
  const value = parseJson(text);
  const shown = typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
  return shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown;
}
