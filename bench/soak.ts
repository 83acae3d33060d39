import { parlour } from './contestants.ts';
import type { Measured, Percentiles } from './crowd/index.ts';
import type { Cluster } from './database.ts';
import { enter } from './race.ts';
import { sit } from './sitting.ts';
import { isClean, judge, type Verdict } from './verdict.ts';

const RATE = 100; // messages a second
const WARM_MINUTES = 5; // V8 and Postgres find their size
const FLAT_MB_PER_HOUR = 20;

export type Soak = { minutes: Measured[]; mbPerHour: number; verdict: Verdict };

/** A long steady day: one figure a minute, and by how much memory grows once it is warm. */
export async function soak(cluster: Cluster, minutes: number, tell: (line: string) => void): Promise<Soak> {
  const { databaseUrl, since } = await enter(cluster, parlour, 'soaked');
  const measured: Measured[] = [];
  const { tally } = await sit(cluster, parlour, databaseUrl, { withoutWarmUp: true }, async ({ play }) => {
    for (let minute = 1; minute <= minutes; minute++) {
      const one = await play({ kind: 'open', rate: RATE, seconds: 60, customers: 1_000 });
      measured.push(one);
      tell(`minute ${minute}: ${one.memoryMb?.toFixed(0)} MB, reply p99 ${one.reply?.p99.toFixed(1)} ms`);
    }
  });
  const verdict = await judge(parlour, databaseUrl, [tally], since);
  return { minutes: measured, mbPerHour: slope(measured.slice(WARM_MINUTES)) * 60, verdict };
}

/** Least squares: MB a minute. */
function slope(minutes: Measured[]): number {
  const points = minutes.flatMap(({ memoryMb }, x) => (memoryMb === null ? [] : [{ x, y: memoryMb }]));
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

/** The soak as Markdown. */
export function soakReport({ minutes, mbPerHour, verdict }: Soak): string {
  const isFlat = mbPerHour <= FLAT_MB_PER_HOUR;
  const summary = `Once warm (after ${WARM_MINUTES} minutes) memory changes by ${mbPerHour.toFixed(1)} MB an hour; at most ${FLAT_MB_PER_HOUR} is called flat: ${isFlat ? 'pass' : '**FAIL**'}. ${isClean(verdict) ? `All ${verdict.sent.toLocaleString('en')} messages were stored once and answered exactly once.` : '**Messages were lost or doubled.**'}`;
  const rows = minutes.map(({ memoryMb, acknowledgement, reply, cores }, i) =>
    [
      i + 1,
      memoryMb?.toFixed(0),
      pair(acknowledgement),
      pair(reply),
      cores?.server.toFixed(2),
      cores?.postgres.toFixed(2),
      cores?.others.toFixed(2),
    ].join(' | '),
  );
  return [
    `## Soak: ${minutes.length} minutes at ${RATE} messages a second`,
    '',
    summary,
    '',
    '| minute | MB | acknowledged p50 / p99, ms | reply p50 / p99, ms | cores server | Postgres | others |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

const pair = (times: Percentiles | null) => (times ? `${times.p50.toFixed(1)} / ${times.p99.toFixed(1)}` : '');
