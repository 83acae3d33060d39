import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Chat, Message, PendingWebhook, Person, StoredMedia } from './records.ts';

/** Everything that outlives the process. A record is written whole each time it changes. */
export type Saved = {
  start: { count: number };
  phone: Person;
  chat: Chat;
  message: Message;
  media: StoredMedia;
  webhook: PendingWebhook;
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

/**
 * Opens the journal in `folder`, gives what stands in it to `restore`, and rewrites it without what is outdated.
 *
 * A line torn by a crash is the last one and was never acknowledged, so it is left out.
 */
export function openJournal(folder: string, restore: (line: JournalLine) => void): Journal {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.jsonl');
  const lines = existsSync(path) ? latestLines(readFileSync(path, 'utf8')) : [];
  rewrite(path, lines);
  for (const line of lines) restore(line);

  const file = openSync(path, 'a');
  let open = true;
  const append = (line: Row) => {
    if (open) writeSync(file, `${JSON.stringify(line)}\n`);
  };
  return {
    put: (kind, id, value) => append({ kind, id, value }),
    remove: (kind, id) => append({ kind, id, value: null }),
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

type Row = { kind: string; id: string; value: unknown };

function latestLines(text: string): JournalLine[] {
  const latest = new Map<string, JournalLine>();
  for (const row of text.split('\n')) {
    const line = readLine(row);
    if (!line) continue;
    const key = `${line.kind}/${line.id}`;
    // A record keeps the place of its first line, so that order of arrival survives later changes.
    if (line.value === null) latest.delete(key);
    else latest.set(key, line);
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

function rewrite(path: string, lines: JournalLine[]): void {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w');
  for (const line of lines) writeSync(file, `${JSON.stringify(line)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}
