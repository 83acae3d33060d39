import { z } from 'zod';

/**
 * The knobs one can turn, as they are given: to `emulator.knobs.set(…)`, and as JSON to `/emulator/knobs`. Every part
 * may be left out. A chance is a number from 0 (never) to 1 (always); a time is milliseconds, or `[from, to]` for an
 * even spread between both.
 */
const Chance = z.number().min(0).max(1);
const Ms = z
  .number()
  .min(0)
  .max(30 * 86_400_000);
const Spread = z.union([
  Ms,
  z.tuple([Ms, Ms]).refine(([from, to]) => from <= to, 'goes from the smaller to the larger'),
]);
const CallKinds = z.enum(['messages', 'read', 'media', 'other', 'any']);

const ErrorKnob = z.strictObject({
  /** Meta's code; the body is the one Meta sends with it. */
  code: z.int().min(0),
  chance: Chance.default(1),
  /** Which calls; those of `calls.on` when absent. */
  on: CallKinds.optional(),
  /** `status`: the message is accepted, and fails later by webhook. */
  as: z.enum(['answer', 'status']).default('answer'),
  /** HTTP status, where it should not be the usual one of that code. */
  status: z.int().min(400).max(599).optional(),
});

const Calls = z.strictObject({
  /** Which Graph calls the knobs of this group touch. */
  on: CallKinds,
  /** Waits before a call is looked at. */
  latencyMs: Spread,
  /** Every call is answered 503 with error 2, and nothing is processed. */
  down: z.boolean(),
  /** The connection is cut before the call is processed. */
  dropBefore: Chance,
  /** The call is processed (a message is accepted and goes out), then the connection is cut without an answer. */
  dropAfter: Chance,
  /** Processed; the answer stops in the middle. */
  truncated: Chance,
  /** 502 with a page of HTML, as from a gateway; nothing is processed. */
  html: Chance,
  errors: z.array(ErrorKnob).max(50),
});

const Webhooks = z.strictObject({
  /** Waits before an update is posted for the first time. */
  delayMs: Spread,
  /** An update is posted a second time, as Meta does now and then. */
  duplicated: Chance,
  /** Most updates in one POST; Meta goes up to 1,000. */
  batch: z.int().min(1).max(1_000),
  /** So many updates are collected and leave in random order; 1 keeps the order. */
  shuffle: z.int().min(1).max(1_000),
  /** How long a batch or a shuffle waits to fill up. */
  waitMs: Ms,
  /** Nothing is posted; what happens meanwhile is posted when this is off again. */
  held: z.boolean(),
});

const Statuses = z.strictObject({
  /** Waits, on top of the webhook's own delay, before a status is posted. */
  delayMs: Spread,
  /** Of such a message no status is ever told, not even that it failed. */
  lost: Chance,
});

export const KnobSettings = z.strictObject({
  /** All chance comes from one generator with this seed; setting it starts the generator over. */
  seed: z.string().min(1).max(200),
  calls: Calls,
  /** `dead`: no token is accepted (190). `replaced` is what {@link Knobs.replaceToken} leaves; `valid` undoes both. */
  token: z.enum(['valid', 'dead', 'replaced']),
  webhooks: Webhooks,
  statuses: Statuses,
});
export type KnobSettings = z.output<typeof KnobSettings>;

export const KnobChange = z.strictObject({
  seed: KnobSettings.shape.seed.optional(),
  calls: Calls.partial().optional(),
  token: z.enum(['valid', 'dead', 'replaced']).optional(),
  webhooks: Webhooks.partial().optional(),
  statuses: Statuses.partial().optional(),
});
export type KnobChange = z.input<typeof KnobChange>;
export type Spread = z.output<typeof Spread>;
export type ErrorKnob = z.output<typeof ErrorKnob>;

/** Everything works and nothing is slow. */
export const ALL_WELL: Omit<KnobSettings, 'seed'> = {
  calls: { on: 'any', latencyMs: 0, down: false, dropBefore: 0, dropAfter: 0, truncated: 0, html: 0, errors: [] },
  token: 'valid',
  webhooks: { delayMs: 0, duplicated: 0, batch: 1, shuffle: 1, waitMs: 0, held: false },
  statuses: { delayMs: 0, lost: 0 },
};

/** What was turned that cannot be turned so; the message names the knob. */
export class KnobProblem extends Error {}

/** @throws KnobProblem for an unknown knob, a value out of range, or chances that come to more than 1. */
export function readKnobChange(given: unknown): z.output<typeof KnobChange> {
  // What is given as undefined is not given, and must not overwrite.
  const result = KnobChange.safeParse(given === undefined ? {} : JSON.parse(JSON.stringify(given)));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new KnobProblem(`${issue?.path.join('.') || 'The knobs'}: ${issue?.message ?? 'not understood'}`);
}

/** The settings after `change`; what it does not name stays. */
export function changed(before: KnobSettings, change: z.output<typeof KnobChange>): KnobSettings {
  const after = {
    seed: change.seed ?? before.seed,
    calls: { ...before.calls, ...change.calls },
    token: change.token ?? before.token,
    webhooks: { ...before.webhooks, ...change.webhooks },
    statuses: { ...before.statuses, ...change.statuses },
  };
  for (const kind of ['messages', 'read', 'media', 'other'] as const) {
    const sum = chanceOfTrouble(after.calls, kind);
    // A hair above 1 is what ten times 0.1 comes to.
    if (sum > 1.000_001)
      throw new KnobProblem(
        `calls: the chances for ${kind} come to ${sum.toFixed(2)}; together they may be at most 1.`,
      );
  }
  return after;
}

/** Whether a knob `on` these calls touches a call of this kind. */
export const touches = (on: KnobSettings['calls']['on'], kind: KnobSettings['calls']['on']) =>
  on === 'any' || on === kind;

function chanceOfTrouble(
  { on, dropBefore, dropAfter, truncated, html, errors }: KnobSettings['calls'],
  kind: 'messages' | 'read' | 'media' | 'other',
) {
  const own = touches(on, kind) ? dropBefore + dropAfter + truncated + html : 0;
  return errors.reduce((sum, error) => sum + (touches(error.on ?? on, kind) ? error.chance : 0), own);
}
