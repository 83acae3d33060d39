import type { Measured } from './crowd/index.ts';
import { median, type Race, type Result } from './race.ts';
import { isClean } from './verdict.ts';

/** One thing that must hold. `far`: where we want to get, not yet demanded. */
export type Check = { what: string; must: string; is: string; holds: boolean; far?: true };

/** What two cores, shared with Postgres and the load, must give. */
const SHARE_OF_FLOOR_ONE = 0.7;
const SHARE_OF_FLOOR_TWO = 0.2;
const FAR_SHARE_OF_FLOOR_TWO = 0.5;
const LATENCIES = { rate: 300, acknowledgement: { p50: 10, p99: 50 }, reply: { p50: 15, p99: 100 } };
const MEMORY_MB = 300;
const READY_MS = { first: 10_000, later: 3_000 };

export function checkTargets({ floorOne, floorTwo, parlour }: Race): Check[] {
  return [
    ...parlour.closed.flatMap((_, i) => [
      shareOf(floorOne, parlour, i, SHARE_OF_FLOOR_ONE),
      shareOf(floorTwo, parlour, i, SHARE_OF_FLOOR_TWO),
    ]),
    { ...shareOf(floorTwo, parlour, parlour.closed.length - 1, FAR_SHARE_OF_FLOOR_TWO), far: true },
    ...latencies(parlour.open),
    ...memory(parlour),
    ...starts(parlour),
    ...[floorOne, floorTwo, parlour].map(({ name, verdict }) => ({
      what: `${name}: stored once, answered exactly once`,
      must: 'all',
      is: `${verdict.sent.toLocaleString('en')} messages${isClean(verdict) ? ', all' : ', not all (see below)'}`,
      holds: isClean(verdict),
    })),
  ];
}

function shareOf(floor: Result, parlour: Result, i: number, least: number): Check {
  const [of, ours] = [median(floor.closed[i]!), median(parlour.closed[i]!)];
  const share = ours.repliesPerSecond / of.repliesPerSecond;
  const customers = ours.scenario.customers.toLocaleString('en');
  return {
    what: `Closed loop, ${customers} customers, against ${floor.name}`,
    must: `≥ ${percent(least)}`,
    is: percent(share),
    holds: share >= least,
  };
}

function latencies(open: Measured[]): Check[] {
  const measured = atDemandedRate(open);
  if (!measured) return [];
  return (['acknowledgement', 'reply'] as const).flatMap((which) =>
    (['p50', 'p99'] as const).map((rank) => {
      const most = LATENCIES[which][rank];
      const ms = measured[which]?.[rank] ?? Number.POSITIVE_INFINITY;
      return {
        what: `${which === 'reply' ? 'Reply' : 'Acknowledgement'} at ${LATENCIES.rate} messages/s, ${rank}`,
        must: `≤ ${most} ms`,
        is: `${ms.toFixed(1)} ms`,
        holds: ms <= most,
      };
    }),
  );
}

/** After the warm-up at full load, which a day's work does not have: stricter than it sounds. */
function memory({ open }: Result): Check[] {
  const mb = atDemandedRate(open)?.memoryMb ?? null;
  if (mb === null) return [];
  return [
    {
      what: `Memory of the server at ${LATENCIES.rate} messages/s`,
      must: `≤ ${MEMORY_MB} MB`,
      is: `${mb.toFixed(0)} MB`,
      holds: mb <= MEMORY_MB,
    },
  ];
}

const atDemandedRate = (open: Measured[]): Measured | undefined =>
  open.find(({ scenario }) => scenario.kind === 'open' && scenario.rate === LATENCIES.rate);

function starts({ readyMs: [first, ...later] }: Result): Check[] {
  const check = (what: string, ms: number | undefined, most: number): Check[] =>
    ms === undefined
      ? []
      : [{ what, must: `≤ ${most / 1_000} s`, is: `${(ms / 1_000).toFixed(1)} s`, holds: ms <= most }];
  return [
    ...check('First start to ready (database is running)', first, READY_MS.first),
    ...check(
      'Later start to ready (database is running)',
      later.length > 0 ? Math.max(...later) : undefined,
      READY_MS.later,
    ),
  ];
}

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
