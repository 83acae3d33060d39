import { type ClockAhead, clockAhead } from './clock-ahead.ts';
import type { OpenForm } from './flow-form.ts';
import { createUploads, type Uploads } from './graph/uploads.ts';
import { type Journal, type JournalLine, noJournal, openJournal } from './journal.ts';
import { type Chance, createKnobs, type Knobs } from './knobs/knobs.ts';
import type { KnobSettings } from './knobs/settings.ts';
import type { Entry } from './ledger/entries.ts';
import { createLedger, type Ledger } from './ledger/ledger.ts';
import { createMediaStore, type MediaStore } from './media-store.ts';
import type { Account } from './meta/account.ts';
import type { App } from './meta/app.ts';
import type { Flow } from './meta/flows.ts';
import { furnish } from './meta/furnish.ts';
import type { NumberState } from './meta/number-state.ts';
import type { Portfolio, Reached } from './meta/portfolio.ts';
import { isSubscribed, overrideFor } from './meta/routing.ts';
import type { Template } from './meta/template.ts';
import type { Settings } from './options.ts';
import { createRandom, type Random } from './random.ts';
import type { BusinessPhone, Chat, Message, PendingWebhook, Person } from './records.ts';
import { createTimers, type Timers } from './timers.ts';
import { createDeliveries, type Deliveries } from './webhooks/deliveries.ts';
import { createPoster, type Poster } from './webhooks/poster.ts';
import { createWork, type Work } from './work.ts';

/** The little WhatsApp: who has a phone, what was said, what is under way. Every verb takes it first. */
export type World = {
  settings: Settings;
  clock: ClockAhead;
  random: Random;
  knobs: Knobs;
  chance: Chance;
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
  app: App;
  accounts: Map<string, Account>;
  portfolios: Map<string, Portfolio>;
  reached: Map<string, Reached>; // by portfolio
  numbers: Map<string, NumberState>; // what Meta keeps about each of `businesses`
  templates: Map<string, Template>; // by account, name and language
  flows: Map<string, Flow>;
  uploads: Uploads;
  fetched: Map<string, { mediaId: string; at: number }>; // links downloaded lately
  forms: Map<string, OpenForm>; // being filled in
  managementCalls: Map<string, { since: number; count: number }>; // by account
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
  | { kind: 'ledger'; entry: Entry }
  | { kind: 'knobs'; settings: KnobSettings }
  | { kind: 'clock' };

export type Reactions = {
  restored: (world: World, line: JournalLine) => void;
  webhookDelivered: (world: World, update: PendingWebhook) => void;
};

/** Builds the world and fills it from the journal, if there is one. */
export function createWorld(settings: Settings, react: Reactions): World {
  const clock = clockAhead(settings.clock);
  const lines: JournalLine[] = [];
  const journal = settings.stateDir === null ? noJournal : openJournal(settings.stateDir, (line) => lines.push(line));
  const watchers = new Set<(change: Change) => void>();
  const work = createWork();
  const start = countStart(journal, lines);
  // A restarted emulator with a seed must not hand out the ids of its first life again.
  const random = createRandom(settings.seed === undefined ? undefined : `${settings.seed}/${start}`);
  const ledger =
    settings.ledger && createLedger(clock, settings.ledger, (entry) => tell(watchers, { kind: 'ledger', entry }));
  const { knobs, chance } = createKnobs(settings.seed ?? createRandom().hex(8), (after, before) => {
    if (after.webhooks.held && !before.webhooks.held) deliveries.hold();
    if (!after.webhooks.held && before.webhooks.held) deliveries.release();
    tell(watchers, { kind: 'knobs', settings: after });
  });
  const poster = createPoster(ledger, settings.webhooks.timeoutMs, settings.webhooks.concurrency);
  const deliveries = createDeliveries({
    rules: settings.webhooks,
    appSecret: settings.appSecret,
    clock,
    journal,
    poster,
    work,
    fraction: random.fraction,
    chance,
    webhookKnobs: () => knobs.read().webhooks,
    told: (update, status) => ledger?.book.delivered(update, status),
    delivered: (update) => react.webhookDelivered(world, update),
    isWanted: (update) => isSubscribed(world, update),
    overrideFor: (update) => overrideFor(world, update),
  });
  const world: World = {
    settings,
    clock,
    random,
    knobs,
    chance,
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
    app: { fields: null },
    accounts: new Map(),
    portfolios: new Map(),
    reached: new Map(),
    numbers: new Map(),
    templates: new Map(),
    flows: new Map(),
    uploads: createUploads(),
    fetched: new Map(),
    forms: new Map(),
    managementCalls: new Map(),
    pairBuckets: new Map(),
    throughputBuckets: new Map(),
    watchers,
    origin: settings.publicUrl,
  };
  poster.pointAt(settings.webhookUrl);
  furnish(world);
  for (const line of lines) react.restored(world, line);
  return world;
}

export function announce(world: World, change: Change): void {
  tell(world.watchers, change);
}

/** Puts the clock forward and tells the pages. */
export function forwardClock(world: World, ms: number): void {
  world.clock.forward(ms);
  announce(world, { kind: 'clock' });
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
