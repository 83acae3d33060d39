import type { Clock } from './clock.ts';
import { type Journal, type JournalLine, noJournal, openJournal } from './journal.ts';
import { createLedger, type Entry, type Ledger } from './ledger.ts';
import { createMediaStore, type MediaStore } from './media-store.ts';
import type { Settings } from './options.ts';
import { createRandom, type Random } from './random.ts';
import type { BusinessPhone, Chat, Message, PendingWebhook, Person } from './records.ts';
import { SAMPLE_TEMPLATES, type TemplateDefinition } from './template-definition.ts';
import { createTimers, type Timers } from './timers.ts';
import { createDeliveries, type Deliveries } from './webhooks/deliveries.ts';
import { createPoster, type Poster } from './webhooks/poster.ts';
import { createWork, type Work } from './work.ts';

/** The little WhatsApp: who has a phone, what was said, what is under way. Every verb takes it first. */
export type World = {
  settings: Settings;
  clock: Clock;
  random: Random;
  journal: Journal;
  ledger: Ledger | null;
  work: Work;
  timers: Timers;
  poster: Poster;
  deliveries: Deliveries;
  businesses: Map<string, BusinessPhone>;
  people: Map<string, Person>;
  peopleByDigits: Map<string, Person>;
  peopleByUserId: Map<string, Person>;
  chats: Map<string, OpenChat>;
  messages: Map<string, Message>;
  media: MediaStore;
  templates: TemplateDefinition[];
  pairBuckets: Map<string, number>;
  throughputBuckets: Map<string, number>;
  watchers: Set<(change: Change) => void>;
  /** Scheme, host and port under which the Graph API is reached, once known. */
  origin: string | null;
};

/** A chat with what is only remembered while the process lives. */
export type OpenChat = Chat & { messages: Message[]; typing: boolean; typingTurn: number; open: boolean };

/** Something a phone page or a test may want to know. */
export type Change =
  | { kind: 'message'; message: Message }
  | { kind: 'chat'; chat: OpenChat }
  | { kind: 'person'; person: Person }
  | { kind: 'ledger'; entry: Entry };

export type Reactions = {
  restored: (world: World, line: JournalLine) => void;
  webhookDelivered: (world: World, update: PendingWebhook) => void;
};

/** Builds the world and fills it from the journal, if there is one. */
export function createWorld(settings: Settings, react: Reactions): World {
  const { clock } = settings;
  const lines: JournalLine[] = [];
  const journal = settings.stateDir === null ? noJournal : openJournal(settings.stateDir, (line) => lines.push(line));
  const watchers = new Set<(change: Change) => void>();
  const work = createWork();
  const start = countStart(journal, lines);
  // A restarted emulator with a seed must not hand out the ids of its first life again.
  const random = createRandom(settings.seed === undefined ? undefined : `${settings.seed}/${start}`);
  const ledger = settings.ledger ? createLedger(clock, (entry) => tell(watchers, { kind: 'ledger', entry })) : null;
  const poster = createPoster(ledger, settings.webhooks.timeoutMs, settings.webhooks.concurrency);
  const deliveries = createDeliveries({
    rules: settings.webhooks,
    appSecret: settings.appSecret,
    clock,
    journal,
    poster,
    work,
    fraction: random.fraction,
    delivered: (update) => react.webhookDelivered(world, update),
  });
  const world: World = {
    settings,
    clock,
    random,
    journal,
    ledger,
    work,
    timers: createTimers(clock),
    poster,
    deliveries,
    businesses: new Map(settings.numbers.map((number) => [number.phoneNumberId, number])),
    people: new Map(),
    peopleByDigits: new Map(),
    peopleByUserId: new Map(),
    chats: new Map(),
    messages: new Map(),
    media: createMediaStore(settings.stateDir, journal),
    templates: [...SAMPLE_TEMPLATES, ...settings.templates],
    pairBuckets: new Map(),
    throughputBuckets: new Map(),
    watchers,
    origin: settings.publicUrl,
  };
  poster.pointAt(settings.webhookUrl);
  for (const line of lines) react.restored(world, line);
  return world;
}

export function announce(world: World, change: Change): void {
  tell(world.watchers, change);
}

function tell(watchers: Set<(change: Change) => void>, change: Change): void {
  for (const watcher of watchers) watcher(change);
}

/** @returns how often this world was started, this time included. */
function countStart(journal: Journal, lines: JournalLine[]): number {
  const last = lines.find((line) => line.kind === 'start');
  const count = (last?.value?.count ?? 0) + 1;
  journal.put('start', 'start', { count });
  return count;
}
