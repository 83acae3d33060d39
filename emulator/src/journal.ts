import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './meta/account.ts';
import type { App } from './meta/app.ts';
import type { Flow } from './meta/flows.ts';
import type { NumberState } from './meta/number-state.ts';
import type { Portfolio, Reach } from './meta/portfolio.ts';
import type { Template } from './meta/template.ts';
import type { Chat, Message, PendingWebhook, Person, StoredMedia } from './records.ts';

/** Everything that outlives the process. A record is written whole each time it changes. */
export type Saved = {
  start: { count: number };
  phone: Person;
  chat: Chat;
  message: Message;
  media: StoredMedia;
  webhook: PendingWebhook;
  app: App;
  account: Account;
  portfolio: Portfolio;
  reach: Reach;
  number: NumberState;
  template: Template;
  flow: Flow;
};
export type SavedKind = keyof Saved;

export type JournalLine = { [Kind in SavedKind]: { kind: Kind; id: string; value: Saved[Kind] | null } }[SavedKind];

/**
 * An append-only file of JSON lines. What `put` returned from survives a killed process (the write is in the kernel),
 * not a power cut: nobody's shop depends on an emulator's disk.
 */
export type Journal = {
  put<Kind extends SavedKind>(kind: Kind, id: string, value: Saved[Kind]): void;
  remove(kind: SavedKind, id: string): void;
  close(): void;
};

export const noJournal: Journal = { put() {}, remove() {}, close() {} };

/** A journal is rewritten when it has grown to three times what it needs, and is not tiny. */
const GROWN = 3;
const TINY_BYTES = 8_000_000;

/**
 * Opens the journal in `folder`, gives what stands in it to `restore`, and rewrites it without what is outdated; so it
 * does again whenever that has piled up.
 *
 * A line torn by a crash is the last one and was never acknowledged, so it is left out.
 *
 * @param tinyBytes below this nothing is rewritten while it is open.
 */
export function openJournal(
  folder: string,
  restore: (line: JournalLine) => void,
  tinyBytes: number = TINY_BYTES,
): Journal {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.jsonl');
  const lines = existsSync(path) ? latestRows(readFileSync(path, 'utf8')).flatMap((row) => readLine(row) ?? []) : [];
  let size = rewrite(
    path,
    lines.map((line) => JSON.stringify(line)),
  );
  for (const line of lines) restore(line);

  let file: number | null = openSync(path, 'a');
  let rewriteAt = Math.max(tinyBytes, GROWN * size);

  const append = (line: Row) => {
    if (file === null) return;
    size += writeSync(file, `${JSON.stringify(line)}\n`);
    if (size > rewriteAt) file = compact(file);
  };

  /** @returns the file to go on with: the new one, or the old one when there was no room for a second. */
  function compact(old: number): number {
    try {
      size = rewrite(path, latestRows(readFileSync(path, 'utf8')));
    } catch {
      rewriteAt = 2 * size;
      return old;
    }
    rewriteAt = Math.max(tinyBytes, GROWN * size);
    closeSync(old);
    return openSync(path, 'a');
  }

  return {
    put: (kind, id, value) => append({ kind, id, value }),
    remove: (kind, id) => append({ kind, id, value: null }),
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

type Row = { kind: string; id: string; value: unknown };

/**
 * The latest row of each record; what was removed is left out. Rows are compared unread, which is fast enough to be
 * done while others wait.
 */
function latestRows(text: string): string[] {
  const latest = new Map<string, string>();
  const rows = text.split('\n');
  const last = rows.at(-1);
  for (const row of rows) {
    const keyEnds = row.indexOf(',"value":');
    // A torn row must not take the place of the whole one before it.
    if (keyEnds < 0 || (row === last && readLine(row) === null)) continue;
    const key = row.slice(0, keyEnds);
    // A record keeps the place of its first line, so that order of arrival survives later changes.
    if (row.endsWith('"value":null}')) latest.delete(key);
    else latest.set(key, row);
  }
  return [...latest.values()];
}

function readLine(row: string): JournalLine | null {
  if (!row) return null;
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}

/** @returns the size in bytes. */
function rewrite(path: string, rows: string[]): number {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w');
  try {
    let size = 0;
    for (const row of rows) size += writeSync(file, `${row}\n`);
    fsyncSync(file);
    renameSync(draft, path);
    return size;
  } finally {
    closeSync(file);
  }
}
