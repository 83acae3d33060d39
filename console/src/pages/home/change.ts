/** How a number stands beside the one of a week ago; null: there is nothing to compare with. */
export type Change = { by: number; isGood: boolean } | null;

/** @param isLessBetter waits and answer times are good when they fall. */
export function changeOf(today: number | null, before: number | null, isLessBetter = false): Change {
  if (today === null || before === null || before === 0) return null;
  const by = (today - before) / before;
  return { by, isGood: by === 0 || by < 0 === isLessBetter };
}

/** Hours up to now of today, and all of a week ago: what a curve shows. */
export function hoursOf(today: readonly number[], before: readonly number[], hour: number) {
  return before.map((many, at) => ({ hour: at, before: many, today: at <= hour ? (today[at] ?? 0) : null }));
}
