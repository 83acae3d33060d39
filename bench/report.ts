import type { Measured, Percentiles } from './crowd/index.ts';
import type { Machine } from './machine.ts';
import type { PartCost } from './parts.ts';
import type { Hotspot } from './profile.ts';
import { median, type Race, type Result, titleOf } from './race.ts';
import type { StatementCount } from './statements.ts';
import { type Check, checkTargets, percent } from './targets.ts';
import type { Variant } from './variants.ts';
import { isClean } from './verdict.ts';

/** Everything one run found. What was not asked for is absent. */
export type Findings = {
  at: string;
  command: string;
  machine: Machine;
  race?: Race;
  parts?: PartCost[];
  profile?: { byFunction: Hotspot[]; byPart: Hotspot[] };
  variants?: Variant[];
  statements?: StatementCount[];
};

/** More than this many cores taken by other programs, and absolute figures mean little. */
const QUIET_CORES = 0.1;

/** The findings as Markdown, for people. */
export function report({ at, command, machine, race, parts, profile, variants, statements }: Findings): string {
  return [
    '# What the bench measured',
    `${at}, commit ${machine.commit}, \`${command}\`. How to read this: [README](../README.md).`,
    machineLine(machine),
    ...(race ? ofRace(race) : []),
    ...(statements ? ['## Statements', ...statements.map(statementCount)] : []),
    ...(variants ? ofVariants(variants) : []),
    ...(parts ? ofParts(parts) : []),
    ...(profile ? ofProfile(profile) : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function ofRace(race: Race): string[] {
  const all = [race.floorOne, race.floorTwo, race.parlour];
  return [
    quietLine(all),
    '## Demanded and measured',
    checks(checkTargets(race)),
    '## Throughput: closed loop',
    'Every customer writes again as soon as the reply has come. Median of the rounds. Shares of a floor by replies per second, and by replies per CPU-second.',
    closedLoop(all),
    '## Latency: open loop',
    'Messages leave when they are due, whatever the server does; times in ms from that moment.',
    openLoop(all),
    '## Nothing lost, nothing doubled',
    verdicts(all),
  ];
}

const ofVariants = (variants: Variant[]): string[] => [
  '## What parts cost, seen from outside',
  'Closed loop, 200 customers; shares of Parlour as shipped.',
  variantTable(variants),
];

const ofParts = (parts: PartCost[]): string[] => [
  '## What parts cost, alone',
  "Parlour's own functions on warm code, one thread, nothing else of ours running.",
  partTable(parts),
];

const ofProfile = ({ byPart, byFunction }: NonNullable<Findings['profile']>): string[] => [
  '## Where the server process spends its time',
  'At full load, 1,000 customers. Shares of the time its main thread was busy.',
  `It was busy ${percent(1 - idleShare(byPart))} of the time.`,
  hotspots('Part', byPart, 15),
  hotspots('Function', byFunction, 25),
];

export function machineLine({ cores, cpu, memoryGb, system, node, postgres, fsyncMs }: Machine): string {
  return `${cores} cores (${cpu}), ${memoryGb.toFixed(0)} GB, ${system}, Node ${node}, Postgres ${postgres}; write and fsync ${fsyncMs.toFixed(2)} ms. Load generator, server and Postgres share these cores.`;
}

function quietLine(race: Result[]): string {
  const others = race.flatMap(({ open, closed }) => [...open, ...closed.flat()]).map(({ cores }) => cores?.others ?? 0);
  const mean = others.reduce((sum, each) => sum + each, 0) / Math.max(1, others.length);
  if (mean <= QUIET_CORES) return `The machine was quiet: other programs took ${mean.toFixed(2)} cores.`;
  return `**The machine was not quiet**: other programs took ${mean.toFixed(2)} cores on average (at most ${Math.max(...others).toFixed(2)}). Trust the ratios a little, replies per CPU-second more, and absolute figures not at all.`;
}

function checks(all: Check[]): string {
  const mark = ({ holds, far }: Check) => (far ? (holds ? 'reached' : 'far goal') : holds ? 'pass' : '**FAIL**');
  return table(
    ['', 'must', 'is', ''],
    all.map((check) => [check.what, check.must, check.is, mark(check)]),
  );
}

function closedLoop(race: Result[]): string {
  const rows = (race[0]?.closed ?? []).flatMap((_, i) => {
    const [floorOne, floorTwo] = race.map(({ closed }) => median(closed[i]!));
    return race.map(({ name, closed }) => {
      const measured = median(closed[i]!);
      const shares = [floorOne!, floorTwo!].flatMap((floor) => [
        percent(measured.repliesPerSecond / floor.repliesPerSecond),
        cpuShare(measured, floor),
      ]);
      return [
        titleOf(measured.scenario),
        name,
        thousands(measured.repliesPerSecond),
        closed[i]!.map(({ repliesPerSecond }) => thousands(repliesPerSecond)).join(' · '),
        thousands(measured.repliesPerCpuSecond),
        ...shares,
        times(measured.reply),
        ...busy(measured),
      ];
    });
  });
  const shares = ['of floor 1', 'per CPU-s', 'of floor 2', 'per CPU-s'];
  return table(
    ['', 'server', 'replies/s', 'rounds', 'replies per CPU-s', ...shares, 'reply p50 / p95 / p99 / max', ...BUSY],
    rows,
  );
}

/** What the same processor time gives, in shares of a floor: hardly disturbed by neighbours. */
const cpuShare = ({ repliesPerCpuSecond: ours }: Measured, { repliesPerCpuSecond: of }: Measured): string =>
  ours !== null && of !== null ? percent(ours / of) : '';

function openLoop(race: Result[]): string {
  const rows = (race[0]?.open ?? []).flatMap((_, i) =>
    race.map((result) => {
      const measured = result.open[i]!;
      return [
        titleOf(measured.scenario),
        result.name,
        times(measured.acknowledgement),
        times(measured.reply),
        times(measured.generatorDelay),
        thousands(measured.repliesPerCpuSecond),
        ...busy(measured),
      ];
    }),
  );
  return table(
    [
      '',
      'server',
      'acknowledged p50 / p95 / p99 / max',
      'reply p50 / p95 / p99 / max',
      'of it the generator',
      'replies per CPU-s',
      ...BUSY,
    ],
    rows,
  );
}

/** Cores: the server's process, all of Postgres, the load generator, everybody else. */
const BUSY = ['cores server', 'Postgres', 'load', 'others', 'MB'];
const busy = ({ cores, memoryMb }: Measured): string[] => [
  ...(cores
    ? [cores.server, cores.postgres, cores.load, cores.others].map((each) => each.toFixed(2))
    : ['', '', '', '']),
  memoryMb?.toFixed(0) ?? '',
];

function verdicts(race: Result[]): string {
  const rows = race.map(({ name, verdict }) => [
    name,
    thousands(verdict.sent),
    ...[
      verdict.unacknowledged,
      verdict.lost,
      verdict.storedTwice,
      verdict.unanswered,
      verdict.answeredTwice,
      verdict.disagreements,
    ].map(String),
    verdict.faults.join(', ') || 'none',
    isClean(verdict) ? 'clean' : '**not clean**',
  ]);
  return table(
    [
      'server',
      'sent',
      'not acknowledged',
      'lost',
      'stored twice',
      'unanswered',
      'answered twice',
      'database and Meta disagree',
      'other faults',
      '',
    ],
    rows,
  );
}

function statementCount({ scenario, replies, perReply, othersPerSecond, costliest }: StatementCount): string {
  const rows = costliest.map(({ text, inner, callsPerReply, microsecondsPerReply, msPerCall }) => [
    microsecondsPerReply.toFixed(1),
    callsPerReply.toFixed(callsPerReply < 0.1 ? 4 : 2),
    msPerCall.toFixed(2),
    `${inner ? '· ' : ''}\`${text.slice(0, 110).replaceAll('|', '\\|').replaceAll('`', "'")}\``,
  ]);
  return [
    `**${perReply.toFixed(perReply < 1 ? 3 : 1)} statements per reply** at ${titleOf(scenario)} (${thousands(replies)} replies); besides ${othersPerSecond.toFixed(1)} a second that do not grow with messages. A dot marks what runs inside a function; its time is part of the function's.`,
    table(['µs per reply', 'calls per reply', 'ms per call', 'statement'], rows),
  ].join('\n\n');
}

function variantTable(variants: Variant[]): string {
  const rows = variants.map(({ result, throughput, cpu }) => {
    const { repliesPerSecond, repliesPerCpuSecond, cores } = median(result.closed[0]!);
    return [
      result.name,
      thousands(repliesPerSecond),
      percent(throughput),
      thousands(repliesPerCpuSecond),
      cpu === null ? '' : percent(cpu),
      cores?.others.toFixed(2) ?? '',
      isClean(result.verdict) ? 'clean' : '**not clean**',
    ];
  });
  return table(
    ['Parlour', 'replies/s', 'share', 'replies per CPU-s', 'share', 'others (cores)', 'lost or doubled'],
    rows,
  );
}

const partTable = (parts: PartCost[]): string =>
  table(
    ['part', 'µs (median)', 'p99', 'bytes'],
    parts.map(({ part, microseconds, p99Microseconds, bytes }) => [
      part,
      microseconds.toFixed(1),
      p99Microseconds.toFixed(1),
      bytes?.toString() ?? '',
    ]),
  );

function hotspots(title: string, all: Hotspot[], most: number): string {
  const busy = 1 - idleShare(all);
  const rows = all
    .filter(({ what }) => what !== IDLE)
    .slice(0, most)
    .map(({ what, share }) => [`${((share / busy) * 100).toFixed(1)} %`, what.replaceAll('|', '\\|')]);
  return table(['share', title], rows);
}

const IDLE = '(idle)';
const idleShare = (all: Hotspot[]): number => all.find(({ what }) => what === IDLE)?.share ?? 0;

const thousands = (figure: number | null): string => (figure === null ? '' : Math.round(figure).toLocaleString('en'));

const times = (percentiles: Percentiles | null): string =>
  percentiles
    ? [percentiles.p50, percentiles.p95, percentiles.p99, percentiles.max]
        .map((ms) => ms.toFixed(ms < 10 ? 1 : 0))
        .join(' / ')
    : '';

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
