import type { Round } from './perform.ts';

/** What all rounds of one experiment found. `skipped`: why it did not run. */
export type Finding = { experiment: string; rounds: Round[]; skipped?: string };

/** The findings as a Markdown table: experiment, invariant, result, how long. */
export function table(findings: readonly Finding[]): string {
  return [
    '| experiment | invariant | result | found in the last round | seconds a round |',
    '|---|---|---|---|---|',
    ...findings.flatMap(rowsOf),
  ].join('\n');
}

export const holds = ({ rounds }: Finding): boolean =>
  rounds.every((round) => round.checks.every((check) => check.holds));

function rowsOf({ experiment, rounds, skipped }: Finding): string[] {
  if (skipped !== undefined) return [row(experiment, '', 'skipped', skipped, '')];
  const invariants = [...new Set(rounds.flatMap((round) => round.checks.map(({ invariant }) => invariant)))];
  const seconds = rounds.map((round) => round.seconds.toFixed(0)).join(', ');
  return invariants.map((invariant, n) => {
    const checks = rounds.flatMap((round) => round.checks.filter((check) => check.invariant === invariant));
    const good = checks.filter((check) => check.holds).length;
    const shown = checks.findLast((check) => !check.holds) ?? checks.at(-1);
    const result = `${good === checks.length ? '✓' : '✗'} ${good} of ${checks.length}`;
    return row(n === 0 ? experiment : '', invariant, result, shown?.found ?? '', n === 0 ? seconds : '');
  });
}

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
