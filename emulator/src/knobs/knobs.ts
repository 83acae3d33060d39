import type { CallKind, Fault } from '../graph/faults.ts';
import { createRandom, type Random } from '../random.ts';
import {
  ALL_WELL,
  changed,
  type KnobChange,
  KnobProblem,
  type KnobSettings,
  readKnobChange,
  type Spread,
  touches,
} from './settings.ts';

/**
 * The knobs in the hands of a test: `emulator.knobs.set({ calls: { dropAfter: 0.1 }, webhooks: { duplicated: 0.2 } })`.
 * The panel beside the phones and `/emulator/knobs` turn the same ones. With the same seed and the same calls in the
 * same order, the same calls are hit.
 */
export type Knobs = {
  read(): KnobSettings;
  /**
   * Turns the knobs that are named; the others stay.
   *
   * @throws KnobProblem when the change cannot be; then nothing was turned.
   */
  set(change: KnobChange): KnobSettings;
  /** As {@link Knobs.set}, and every knob that is not named is off. The seed stays unless it is named. */
  replace(change: KnobChange): KnobSettings;
  /** Everything works again. The seed stays, and chance starts over. */
  reset(): KnobSettings;
  /** From now on only this access token is accepted; the old one gets 190. */
  replaceToken(token: string): KnobSettings;
};

/** What the rest of the emulator asks the knobs. Nothing is drawn while everything is well. */
export type Chance = {
  /** The misfortune of this call, if it has one. */
  faultFor(kindOf: () => CallKind): Fault | null;
  /** The access token that is good now; null when none is. */
  goodToken(original: string): string | null;
  webhookDelayMs(): number;
  isDuplicated(): boolean;
  statusDelayMs(): number;
  losesStatuses(): boolean;
  shuffle<T>(items: T[]): T[];
};

type Streams = { calls: Random; webhooks: Random; statuses: Random };

export function createKnobs(
  seed: string,
  turned: (after: KnobSettings, before: KnobSettings) => void,
): { knobs: Knobs; chance: Chance } {
  let settings: KnobSettings = { seed, ...ALL_WELL };
  let streams = streamsOf(seed);
  let otherToken: string | null = null;

  function become(after: KnobSettings, startsOver: boolean): KnobSettings {
    const before = settings;
    settings = after;
    if (startsOver) streams = streamsOf(after.seed);
    turned(after, before);
    return after;
  }

  function turn(from: KnobSettings, given: KnobChange): KnobSettings {
    const change = readKnobChange(given);
    const after = changed(from, change);
    if (after.token === 'replaced' && otherToken === null)
      throw new KnobProblem('token: give the new one by replaceToken, or PUT it to /emulator/token.');
    return become(after, change.seed !== undefined);
  }

  return {
    knobs: {
      read: () => settings,
      set: (given) => turn(settings, given),
      replace: (given) => turn({ seed: settings.seed, ...ALL_WELL }, given),
      reset: () => become({ seed: settings.seed, ...ALL_WELL }, true),
      replaceToken(token) {
        otherToken = token;
        return become({ ...settings, token: 'replaced' }, false);
      },
    },
    chance: {
      faultFor: (kindOf) => (isQuiet(settings.calls) ? null : faultOf(settings.calls, kindOf(), streams.calls)),
      goodToken: (original) => ({ valid: original, dead: null, replaced: otherToken })[settings.token],
      webhookDelayMs: () => drawnMs(settings.webhooks.delayMs, streams.webhooks),
      isDuplicated: () => happens(settings.webhooks.duplicated, streams.webhooks),
      statusDelayMs: () => drawnMs(settings.statuses.delayMs, streams.statuses),
      losesStatuses: () => happens(settings.statuses.lost, streams.statuses),
      shuffle: (items) => shuffled(items, streams.webhooks),
    },
  };
}

/** One generator a concern: a webhook more or less does not change which calls are hit. */
function streamsOf(seed: string): Streams {
  const [calls, webhooks, statuses] = ['calls', 'webhooks', 'statuses'].map((name) => createRandom(`${seed}/${name}`));
  if (!calls || !webhooks || !statuses) throw new Error('three names make three generators');
  return { calls, webhooks, statuses };
}

function isQuiet({ latencyMs, down, dropBefore, dropAfter, truncated, html, errors }: KnobSettings['calls']): boolean {
  return latencyMs === 0 && !down && dropBefore + dropAfter + truncated + html === 0 && errors.length === 0;
}

/** One roll decides between all misfortunes, so that their chances add up as they read. */
function faultOf(calls: KnobSettings['calls'], kind: CallKind, random: Random): Fault | null {
  const own = touches(calls.on, kind);
  const delayMs = own ? drawnMs(calls.latencyMs, random) : 0;
  const waits = delayMs > 0 ? { delayMs } : {};
  if (own && calls.down) return { ...waits, code: 2, status: 503 };
  let roll = random.fraction();
  for (const { chance, fault } of misfortunes(calls, kind, own)) {
    if (roll < chance) return { ...waits, ...fault };
    roll -= chance;
  }
  return delayMs > 0 ? waits : null;
}

function misfortunes(calls: KnobSettings['calls'], kind: CallKind, own: boolean): { chance: number; fault: Fault }[] {
  const errors = calls.errors
    .filter(({ on }) => touches(on ?? calls.on, kind))
    .map(({ chance, code, as, status }) => ({
      chance,
      fault: { code, as, ...(status === undefined ? {} : { status }) },
    }));
  if (!own) return errors;
  return [
    { chance: calls.dropBefore, fault: { drop: 'before' } },
    { chance: calls.dropAfter, fault: { drop: 'after' } },
    { chance: calls.truncated, fault: { truncate: true } },
    { chance: calls.html, fault: { html: true } },
    ...errors,
  ];
}

function drawnMs(spread: Spread, random: Random): number {
  if (typeof spread === 'number') return spread;
  const [from, to] = spread;
  return Math.round(from + random.fraction() * (to - from));
}

function happens(chance: number, random: Random): boolean {
  return chance > 0 && random.fraction() < chance;
}

function shuffled<T>(items: T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.fraction() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
