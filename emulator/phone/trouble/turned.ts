import type { KnobSettings } from '../../src/phone-api.ts';

/** One call has one trouble at most, so the chances share 100 %. @returns what is left of it, in steps of 1 %. */
export function chanceLeft({ dropBefore, dropAfter, truncated, html, errors }: KnobSettings['calls']): number {
  const taken = errors.reduce((sum, { chance }) => sum + chance, dropBefore + dropAfter + truncated + html);
  return Math.max(0, Math.round((1 - taken) * 100) / 100);
}

/** How many knobs stand somewhere else than where everything works. Waiting alone does nothing. */
export function turnedCount({ calls, token, webhooks, statuses }: KnobSettings): number {
  const { errors, on: _on, ...rest } = calls;
  const { batch, shuffle, waitMs: _waitMs, ...others } = webhooks;
  const values = [...Object.values(rest), ...Object.values(others), ...Object.values(statuses)];
  const troubles = [
    ...values.map((value) => value !== 0 && value !== false),
    errors.length > 0,
    token !== 'valid',
    batch > 1,
    shuffle > 1,
  ];
  return troubles.filter(Boolean).length;
}
