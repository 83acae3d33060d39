import type { InfiniteData } from '@tanstack/react-query';
import type { Message } from './shapes.ts';
import { mayFollow } from './ticks.ts';

export type Page<Item> = { items: Item[]; nextCursor: string | null };
export type Pages<Item> = InfiniteData<Page<Item>, unknown>;

type Row = { id: string; lastMessageAt: string | null };

/**
 * Brings changed conversations into a list that is on the screen, newest first, without asking the server.
 *
 * @param belongs whether the list shows such a row; null: cannot be said here (a search), then known rows only change.
 */
export function mergeRows<R extends Row>(
  data: Pages<R> | undefined,
  changed: readonly R[],
  belongs: (row: R) => boolean | null,
): Pages<R> | undefined {
  if (!data || changed.length === 0) return data;
  const rows = new Map(data.pages.flatMap(({ items }) => items).map((row) => [row.id, row]));
  const edge = edgeOf(data);
  let changes = false;
  for (const row of changed) {
    const isHere = rows.has(row.id);
    const stays = belongs(row) ?? isHere;
    if (stays && (isHere || edge === null || timeOf(row) >= edge)) rows.set(row.id, row);
    else if (isHere && !stays) rows.delete(row.id);
    else continue;
    changes = true;
  }
  return changes
    ? cutLike(
        data,
        [...rows.values()].sort((a, b) => timeOf(b) - timeOf(a)),
      )
    : data;
}

/** Beyond the last row that was read there may be others we do not know: nothing is put there. Null: all was read. */
function edgeOf<R extends Row>({ pages }: Pages<R>): number | null {
  const last = pages.at(-1);
  if (!last?.nextCursor) return null;
  const row = pages.flatMap(({ items }) => items).at(-1);
  return row ? timeOf(row) : null;
}

const timeOf = ({ lastMessageAt }: Row): number => (lastMessageAt === null ? 0 : Date.parse(lastMessageAt));

/** Pages keep their cursors: the last one takes what came in addition. */
function cutLike<R>(data: Pages<R>, rows: R[]): Pages<R> {
  let from = 0;
  const pages = data.pages.map((page, index) => {
    const to = index === data.pages.length - 1 ? rows.length : from + page.items.length;
    const items = rows.slice(from, to);
    from = to;
    return { ...page, items };
  });
  return { ...data, pages };
}

/** Brings new and changed messages into a thread, which is kept newest first. Old news moves no status back. */
export function mergeMessages(
  data: Pages<Message> | undefined,
  changed: readonly Message[],
): Pages<Message> | undefined {
  const [newest, ...older] = data?.pages ?? [];
  if (!data || !newest || changed.length === 0) return data;
  const news = new Map(changed.map((message) => [message.id, message]));
  const pages = [newest, ...older].map((page) => {
    if (!page.items.some(({ id }) => news.has(id))) return page;
    const items = page.items.map((before) => {
      const now = news.get(before.id);
      news.delete(before.id);
      return now ? newer(before, now) : before;
    });
    return { ...page, items };
  });
  const first = pages[0] ?? newest;
  pages[0] = { ...first, items: [...news.values()].reduce(inserted, first.items) };
  return { ...data, pages };
}

/** Events leave the trace out: it stays what it was. */
const newer = (before: Message, now: Message): Message => ({
  ...now,
  status: mayFollow(before.status, now.status) ? now.status : before.status,
  trace: now.trace ?? before.trace,
});

/** Mostly at the very front. */
function inserted(items: Message[], message: Message): Message[] {
  const at = items.findIndex(({ seq }) => seq < message.seq);
  return at < 0 ? [...items, message] : items.toSpliced(at, 0, message);
}
