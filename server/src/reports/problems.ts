import { Problem } from '../platform/problem.ts';

export const periodTooLong = (mostDays: number) =>
  new Problem('period-too-long', 400, `Ask for at most ${mostDays} days, from the first to the last.`, { mostDays });
