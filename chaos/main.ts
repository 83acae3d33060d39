import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createRandom } from '../emulator/src/random.ts';
import { EXPERIMENTS } from './experiments/index.ts';
import type { Check } from './invariants.ts';
import { perform } from './perform.ts';
import { type Finding, holds, table } from './report.ts';

const USAGE = `npm run chaos [-- name…] [--rounds 3] [--seed text] [--scale 1] [--list]

  name      experiments to run; all without one. name/embedded or name/external: with that database only
  --list    says which there are
  --rounds  how often each runs, every time with another seed (3)
  --seed    of the first round; the others follow from it. The same seed makes the same trouble
  --scale   how long and how much: 0.1 is a quick look, 1 the real thing
  --write   also writes the table into this file
  --logs    appends what the nodes of a failed round said to this file`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    scale: { type: 'string', default: '1' },
    write: { type: 'string' },
    logs: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

const wanted = chosen();
if (values.help) console.log(USAGE);
else if (values.list) for (const { name, about } of EXPERIMENTS) console.log(`${name.padEnd(20)}${about}`);
else if (wanted === null) {
  console.error(`There is no such experiment.\n\n${USAGE}`);
  process.exitCode = 1;
} else process.exitCode = (await runAll(wanted)) ? 0 : 1;

type Wanted = { experiment: (typeof EXPERIMENTS)[number]; database: 'embedded' | 'external' };

/** @returns null when a name is not known. */
function chosen(): Wanted[] | null {
  const all = EXPERIMENTS.flatMap((experiment) => experiment.databases.map((database) => ({ experiment, database })));
  if (positionals.length === 0) return all;
  const found = positionals.map((asked) =>
    all.filter(({ experiment: { name }, database }) => asked === name || asked === `${name}/${database}`),
  );
  return found.every((some) => some.length > 0) ? found.flat() : null;
}

async function runAll(all: Wanted[]): Promise<boolean> {
  const seed = values.seed ?? createRandom().hex(8);
  const began = performance.now();
  const findings: Finding[] = [];
  for (const one of all) {
    const finding = await runRounds(one, seed, began);
    findings.push(finding);
    console.log(`\n${table([finding])}\n`);
    if (values.write) await writeFile(values.write, `${table(findings)}\n`);
  }
  console.log(
    `\n${table(findings)}\n\nSeed ${seed}. ${findings.every(holds) ? 'Everything held.' : 'Something did not hold.'}`,
  );
  return findings.every(holds);
}

async function runRounds({ experiment, database }: Wanted, seed: string, began: number): Promise<Finding> {
  const name = experiment.databases.length > 1 ? `${experiment.name}, ${database} database` : experiment.name;
  const skipped = experiment.cannot?.() ?? null;
  if (skipped !== null) return { experiment: name, rounds: [], skipped };
  const finding: Finding = { experiment: name, rounds: [] };
  for (let round = 1; round <= Number(values.rounds); round++) {
    const roundSeed = `${seed}-${round}`;
    const tell = (line: string) =>
      console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${name}: ${line}`);
    tell(`round ${round}, seed ${roundSeed}`);
    finding.rounds.push(
      await perform(experiment, {
        database,
        seed: roundSeed,
        scale: Number(values.scale),
        tell,
        ...(values.logs ? { logFile: values.logs } : {}),
      }).catch((error: unknown) => ({ seed: roundSeed, seconds: 0, checks: [brokeOff(error)] })),
    );
  }
  return finding;
}

function brokeOff(error: unknown): Check {
  const found = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ').slice(0, 400);
  return { invariant: 'the experiment came to its end', holds: false, found };
}
