import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Log } from './context.ts';
import { poolOptions } from './database.ts';
import { LIVE_KINDS, type LiveChange, type LiveKind, type LiveVoice } from './live.ts';
import { MINUTE, SECOND } from './time.ts';

const FLUSH_EVERY_MS = 200;
const MOST_IDS = 200; // of one kind in one flush; beyond that screens read their lists again
const MOST_KEPT = 500; // events a screen that lost its connection can still get
const MOST_KEPT_CHARACTERS = 4_000_000;
const KEEP_EMPTY_MS = MINUTE; // a room that everybody left may be wanted again by a screen that reconnects
const WANT_EVERY_MS = 10 * SECOND;
const WANTED_MS = 30 * SECOND;
const CHANNEL = 'parlour live';
const PAYLOAD_CHARACTERS = 2_500; // a notification holds 8,000 bytes, and a character has up to three
const RECONNECT_EVERY_MS = SECOND;

/** What changed since the last flush. `many` names kinds of which too much changed to list it. */
export type Changes = { ids: Partial<Record<LiveKind, string[]>>; many: LiveKind[] };

/** What screens get for changes: rows for what they show, ids for the rest. */
export type ReadChanges = (businessId: string, changes: Changes) => Promise<Record<string, unknown>>;

/** A screen. `write` gets whole server-sent events and must not throw. */
export type Listener = { write(chunk: string): void };

type Gathered = { changes: Map<LiveKind, Set<string> | 'many'>; words: Map<string, Map<string, unknown>> };
type Room = {
  epoch: string; // numbers of another node or of a room of before mean nothing here
  listeners: Set<Listener>;
  gathered: Gathered;
  kept: { number: number; chunk: string }[];
  keptCharacters: number;
  number: number; // of the newest event
  emptySince: number | null;
};

const isEmpty = ({ changes, words }: Gathered): boolean => changes.size === 0 && words.size === 0;
const nothing = (): Gathered => ({ changes: new Map(), words: new Map() });

/**
 * Brings changes to the screens that follow a business. What is told within 200 ms is read once and written as one
 * chunk to everybody. Other nodes hear of it by NOTIFY from a connection of its own, and only of businesses that a
 * screen on them follows, so that a single node notifies nobody.
 *
 * @param read turns changes into what screens show; called once per flush and business with listeners.
 */
export function openLiveHub({
  connectionString,
  log,
  read,
}: {
  connectionString: string;
  log: Log;
  read: ReadChanges;
}) {
  const me = randomUUID();
  const rooms = new Map<string, Room>();
  const wanted = new Map<string, { until: number; gathered: Gathered }>(); // by screens on other nodes
  const ears: ((businessId: string, topic: string, word: unknown) => void)[] = [];
  let session: pg.Client | null = null;
  let over = false;
  let flushTimer: NodeJS.Timeout | null = null;
  let flushing = false;

  const voice: LiveVoice = {
    tell: (businessId, change) => each(businessId, (gathered) => gather(gathered, change)),
    say: (businessId, topic, key, word) => {
      for (const hear of ears) hear(businessId, topic, word);
      each(businessId, (gathered) => note(gathered, topic, key, word));
    },
  };

  function each(businessId: string, add: (gathered: Gathered) => void): void {
    const room = rooms.get(businessId);
    const elsewhere = wanted.get(businessId);
    if (!room && !elsewhere) return;
    if (room) add(room.gathered);
    if (elsewhere) add(elsewhere.gathered);
    schedule();
  }

  function schedule(): void {
    if (over || flushing) return;
    flushTimer ??= setTimeout(flushForAll, FLUSH_EVERY_MS);
  }

  /** Not in the scope of the request that told first: a flush reads for every business. */
  const flushForAll = AsyncResource.bind(() => void flush());

  async function flush(): Promise<void> {
    flushTimer = null;
    flushing = true;
    tellOthers();
    for (const [businessId, room] of rooms) {
      const { changes, words } = room.gathered;
      if (isEmpty(room.gathered)) continue;
      room.gathered = nothing();
      try {
        const rows = changes.size > 0 ? await read(businessId, listed(changes)) : {};
        const said = Object.fromEntries([...words].map(([topic, byKey]) => [topic, [...byKey.values()]]));
        publish(room, 'changes', JSON.stringify({ ...rows, ...said }));
      } catch (error) {
        log.warn({ err: error }, 'changes could not be read for live screens; they read their lists again');
        reset(room);
      }
    }
    flushing = false;
    // Told while we were reading.
    if ([...rooms.values(), ...wanted.values()].some(({ gathered }) => !isEmpty(gathered))) schedule();
  }

  function publish(room: Room, event: string, data: string): void {
    const chunk = eventOf(room, event, data, ++room.number);
    room.kept.push({ number: room.number, chunk });
    room.keptCharacters += chunk.length;
    while (room.kept.length > MOST_KEPT || room.keptCharacters > MOST_KEPT_CHARACTERS)
      room.keptCharacters -= room.kept.shift()!.chunk.length;
    for (const listener of room.listeners) listener.write(chunk);
  }

  const eventOf = ({ epoch }: Room, event: string, data: string, number: number): string =>
    `id: ${epoch}.${number}\nevent: ${event}\ndata: ${data}\n\n`;

  /** Something may have been missed: screens read again what they show. */
  function reset(room: Room): void {
    room.kept = [];
    room.keptCharacters = 0;
    const chunk = eventOf(room, 'reset', '{}', ++room.number);
    for (const listener of room.listeners) listener.write(chunk);
  }

  /** Passes on what screens of other nodes wait for. */
  function tellOthers(): void {
    for (const [business, { until, gathered }] of wanted) {
      if (until < performance.now()) {
        wanted.delete(business);
        continue;
      }
      if (isEmpty(gathered)) continue;
      wanted.set(business, { until, gathered: nothing() });
      const { ids, many } = listed(gathered.changes);
      const words = [...gathered.words].flatMap(([topic, byKey]) =>
        [...byKey].map(([key, word]) => ({ topic, key, word })),
      );
      for (const part of parts(ids)) notify({ from: me, business, ...part });
      if (many.length > 0) notify({ from: me, business, many });
      for (const word of words) notify({ from: me, business, words: [word] });
    }
  }

  function notify(told: Told): void {
    const payload = JSON.stringify(told);
    if (!session || payload.length > PAYLOAD_CHARACTERS) return;
    session.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch((error: unknown) => {
      log.debug({ err: error }, 'other nodes were not told of a change');
    });
  }

  function hear(payload: string): void {
    const read = Told.safeParse(parsed(payload));
    if (!read.success || read.data.from === me) return;
    const { business, ids, many, words, want, ask } = read.data;
    if (ask) wantAll();
    if (!business) return;
    if (want)
      wanted.set(business, {
        gathered: wanted.get(business)?.gathered ?? nothing(),
        until: performance.now() + WANTED_MS,
      });
    for (const { topic, word } of words ?? []) for (const listen of ears) listen(business, topic, word);
    const room = rooms.get(business);
    if (!room) return;
    for (const kind of LIVE_KINDS) for (const id of ids?.[kind] ?? []) gather(room.gathered, { kind, id });
    for (const kind of many ?? []) room.gathered.changes.set(kind, 'many');
    for (const { topic, key, word } of words ?? []) note(room.gathered, topic, key, word);
    if (ids || many || words) schedule();
  }

  const wantAll = () => {
    for (const business of rooms.keys()) notify({ from: me, business, want: true });
  };

  async function connect(): Promise<void> {
    while (!over) {
      const opened = new pg.Client({ ...poolOptions(connectionString), application_name: 'parlour live' });
      opened.on('error', () => {});
      opened.on('notification', ({ payload }) => hear(payload ?? ''));
      opened.on('end', () => {
        if (session !== opened || over) return;
        session = null;
        void connect();
      });
      try {
        await opened.connect();
        await opened.query(`listen "${CHANNEL}"`);
        if (over) return void opened.end();
        session = opened;
        notify({ from: me, ask: true });
        wantAll();
        for (const room of rooms.values()) reset(room);
        return;
      } catch {
        await opened.end().catch(() => {});
        await delay(RECONNECT_EVERY_MS, undefined, { ref: false });
      }
    }
  }

  const rounds = setInterval(() => {
    wantAll();
    for (const [business, { emptySince }] of rooms)
      if (emptySince !== null && performance.now() - emptySince > KEEP_EMPTY_MS) rooms.delete(business);
  }, WANT_EVERY_MS);
  rounds.unref();
  const connected = connect();

  return {
    voice,
    /** Hears every word that is said on any topic, here and on other nodes. */
    onWord: (hear: (businessId: string, topic: string, word: unknown) => void) => ears.push(hear),
    /**
     * Lets a screen follow a business. It first gets what it missed since `lastEventId`, or `reset` when nobody knows
     * any more, or `hello` when it is new.
     *
     * @returns ends it.
     */
    listen(businessId: string, lastEventId: string | null, listener: Listener): () => void {
      const room: Room = rooms.get(businessId) ?? {
        epoch: randomUUID(),
        listeners: new Set(),
        gathered: nothing(),
        kept: [],
        keptCharacters: 0,
        number: 0,
        emptySince: null,
      };
      if (!rooms.has(businessId)) {
        rooms.set(businessId, room);
        notify({ from: me, business: businessId, want: true });
      }
      listener.write(greeting(room, lastEventId));
      room.listeners.add(listener);
      room.emptySince = null;
      return () => {
        room.listeners.delete(listener);
        if (room.listeners.size === 0) room.emptySince = performance.now();
      };
    },
    /** Resolves once changes on other nodes are heard. */
    ready: () => connected,
    async stop(): Promise<void> {
      over = true;
      clearInterval(rounds);
      if (flushTimer) clearTimeout(flushTimer);
      await session?.end().catch(() => {});
    },
  };

  function greeting(room: Room, lastEventId: string | null): string {
    if (lastEventId === null) return eventOf(room, 'hello', '{}', room.number);
    const [epoch, number] = [lastEventId.slice(0, room.epoch.length), Number(lastEventId.slice(room.epoch.length + 1))];
    const first = room.kept[0]?.number ?? room.number + 1;
    const known = epoch === room.epoch && Number.isInteger(number) && number <= room.number && number >= first - 1;
    if (!known) return eventOf(room, 'reset', '{}', room.number);
    return room.kept
      .filter((one) => one.number > number)
      .map(({ chunk }) => chunk)
      .join('');
  }
}
export type LiveHub = ReturnType<typeof openLiveHub>;

/** What nodes tell each other. */
const Told = z.object({
  from: z.string(),
  business: z.string().optional(),
  ids: z.partialRecord(z.enum(LIVE_KINDS), z.array(z.string())).optional(),
  many: z.array(z.enum(LIVE_KINDS)).optional(),
  words: z.array(z.object({ topic: z.string(), key: z.string(), word: z.unknown() })).optional(),
  want: z.boolean().optional(), // a screen there follows this business
  ask: z.boolean().optional(), // a node that is new: who follows what?
});
type Told = z.infer<typeof Told>;

function gather({ changes }: Gathered, { kind, id }: LiveChange): void {
  const known = changes.get(kind) ?? new Set<string>();
  if (known === 'many') return;
  changes.set(kind, known.size < MOST_IDS ? known.add(id) : 'many');
}

function note({ words }: Gathered, topic: string, key: string, word: unknown): void {
  const byKey = words.get(topic) ?? new Map<string, unknown>();
  words.set(topic, byKey.set(key, word));
}

function listed(changes: Gathered['changes']): Changes {
  const ids: Changes['ids'] = {};
  const many: LiveKind[] = [];
  for (const [kind, known] of changes) {
    if (known === 'many') many.push(kind);
    else ids[kind] = [...known];
  }
  return { ids, many };
}

/** Ids in portions that fit into a notification. */
function* parts(ids: Changes['ids']): Generator<Pick<Told, 'ids'>> {
  const PORTION = 50;
  for (const kind of LIVE_KINDS) {
    const all = ids[kind] ?? [];
    for (let from = 0; from < all.length; from += PORTION) yield { ids: { [kind]: all.slice(from, from + PORTION) } };
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}
