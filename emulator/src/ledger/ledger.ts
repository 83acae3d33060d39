import type { Clock } from '../clock.ts';
import type { Person } from '../records.ts';
import { type Book, createBook, type MessagePage, type MessageQuery } from './book.ts';
import { createEntries, type Entries, type Entry, type EntryPage, type EntryQuery } from './entries.ts';

/** Everything that went over the wire, and what became of every message. */
export type Ledger = { entries: Entries; book: Book };

/** How many entries and messages are kept in memory; what is dropped is counted and said. */
export type LedgerSize = { entries: number; messages: number };

export function createLedger(clock: Clock, size: LedgerSize, changed: (entry: Entry) => void): Ledger {
  return { entries: createEntries(clock, size.entries, changed), book: createBook(clock, size.messages) };
}

/** The ledger in the hands of a test. Empty when the emulator was opened with `ledger: false`. */
export type LedgerReader = {
  /** Calls and webhook POSTs, oldest first, a page at a time. */
  entries(query?: EntryQuery): EntryPage;
  /** Messages both ways with what became of them, oldest first, a page at a time. */
  messages(query?: MessageQuery): MessagePage;
  /** The whole ledger, one JSON object a line: first what was dropped, then entries, then messages. */
  jsonLines(): Generator<string>;
};

export function ledgerReader(ledger: Ledger | null, personOf: (phoneId: string) => Person | undefined): LedgerReader {
  const entries: LedgerReader['entries'] = (query = {}) =>
    ledger?.entries.find(query) ?? { entries: [], next: null, dropped: 0 };
  const messages: LedgerReader['messages'] = (query = {}) =>
    ledger?.book.find(query, personOf) ?? { messages: [], next: null, dropped: 0 };

  return {
    entries,
    messages,
    *jsonLines() {
      const dropped = { entries: entries({ limit: 0 }).dropped, messages: messages({ limit: 0 }).dropped };
      const complete = dropped.entries === 0 && dropped.messages === 0;
      yield line({ line: 'ledger', complete, dropped });
      for (const entry of pages(
        (after) => entries({ after, limit: 500 }),
        (page) => page.entries,
      )) {
        yield line({ line: 'entry', ...entry });
      }
      for (const message of pages(
        (after) => messages({ after, limit: 500 }),
        (page) => page.messages,
      )) {
        yield line({ line: 'message', ...message });
      }
    },
  };
}

function* pages<Page extends { next: number | null }, Item>(
  read: (after: number) => Page,
  itemsOf: (page: Page) => Item[],
): Generator<Item> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Page = read(after);
    yield* itemsOf(page);
    after = page.next;
  }
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
