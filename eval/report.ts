/** One measured figure of the evaluation. */
export type EvalRow = {
  /** What was measured, such as `orders: exact match, es`. */
  what: string;
  /** The data it was measured on, and how it may be used. */
  data: string;
  split: 'development' | 'tuned on' | 'set aside' | 'made for it' | 'given';
  /** Rows measured. */
  n: number;
  reached: number;
  /** Null: told for the record. */
  target: number | null;
  unit: '%' | 'ms' | 'rows' | 's' | 'MB' | '';
  /** Whether more is better. */
  better: 'more' | 'less';
  note?: string;
  /** How long it took, with the training; rows measured together tell the time of all of them. */
  seconds?: number;
};

/** True when the figure is at its target or beyond. */
export const holds = ({ reached, target, better }: EvalRow): boolean =>
  target === null || (better === 'more' ? reached >= target : reached <= target);

/** The figures as lines of a table for a terminal. */
export function asTable(rows: readonly EvalRow[]): string {
  const table = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The figures as a table in Markdown. */
export function asMarkdown(rows: readonly EvalRow[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const HEAD = ['what', 'data', 'split', 'n', 'reached', 'target', '', 'time', 'beside it'];

function cellsOf(row: EvalRow): string[] {
  return [
    row.what,
    row.data,
    row.split,
    String(row.n),
    figure(row.reached, row.unit),
    row.target === null ? '' : `${row.better === 'more' ? '≥' : '≤'} ${figure(row.target, row.unit)}`,
    markOf(row),
    row.seconds === undefined ? '' : `${row.seconds.toFixed(row.seconds < 10 ? 1 : 0)} s`,
    row.note ?? '',
  ];
}

const markOf = (row: EvalRow): string => (row.target === null ? '' : holds(row) ? '✓' : '✗');

function figure(value: number, unit: EvalRow['unit']): string {
  const rounded = Math.round(value * 100) / 100;
  return unit === 'rows' || unit === '' ? String(rounded) : `${rounded} ${unit}`;
}
