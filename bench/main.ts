import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { floorOne, floorTwo, parlour } from './contestants.ts';
import { type Cluster, makeFolder, removeFolder, startCluster } from './database.ts';
import { firstLoadReport, measureFirstLoad } from './first-load.ts';
import { leaving } from './leaving.ts';
import { listReport, measureLists } from './lists/lists.ts';
import { describeMachine } from './machine.ts';
import { type PartCost, timeParts } from './parts.ts';
import { FULL, PARTS_OF_A_RUN, type Plan, QUICK } from './plan.ts';
import { monotonicMicroseconds, readProfile } from './profile.ts';
import { enter, type Race, race } from './race.ts';
import { type Findings, machineLine, report } from './report.ts';
import { CUSTOMERS, sit } from './sitting.ts';
import { soak, soakReport } from './soak.ts';
import { COUNTING, countStatements } from './statements.ts';
import { checkTargets } from './targets.ts';
import { tryVariants } from './variants.ts';

const began = performance.now();
const tell = (line: string) =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`);

const USAGE = `npm run bench [-- --quick] [--only race,parts]

  --quick      one short round: shows whether a change helped, too short to quote
  --only       some of: ${PARTS_OF_A_RUN.join(', ')}; prints, writes nothing
  --lists      instead of all this: lists, searches and live screens with 1 M messages
  --first-load instead of all this: how soon the console's inbox can be used, in Chromium, with 1 M messages
  --soak 30    instead of all this: so many minutes at a steady rate; is memory flat?
  --no-write   prints only; leaves bench/results alone`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    lists: { type: 'boolean' },
    'first-load': { type: 'boolean' },
    soak: { type: 'string' },
    'no-write': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const asked = options.only?.split(',') ?? [];
const isKnown = asked.every((part) => PARTS_OF_A_RUN.some((known) => known === part));
if (options.help || !isKnown) console.log(USAGE);
else if (options.lists) await listsOnly();
else if (options['first-load']) await firstLoadOnly();
else if (options.soak) await soakOnly(Number(options.soak));
else await bench({ ...(options.quick ? QUICK : FULL), ...(options.only ? { parts: asked } : {}) });

async function listsOnly() {
  const { cluster, folder, stop } = await openGround();
  try {
    const machine = describeMachine(folder, cluster.version);
    const title = `# Lists, searches and live screens\n\n${new Date().toISOString()}, commit ${machine.commit}, \`npm run bench -- --lists\`.\n\n${machineLine(machine)}\n`;
    const text = `${title}\n${listReport(await measureLists(cluster, tell))}`;
    console.log(`\n${text}`);
    if (!options['no-write']) await writeFile(join(import.meta.dirname, 'results', 'lists.md'), text);
  } finally {
    await stop();
  }
}

async function firstLoadOnly(): Promise<void> {
  const { cluster, folder, stop } = await openGround();
  try {
    const machine = describeMachine(folder, cluster.version);
    const title = `# The first load\n\n${new Date().toISOString()}, commit ${machine.commit}, \`npm run bench -- --first-load\`.\n\n${machineLine(machine)}\n`;
    const text = `${title}\n${firstLoadReport(await measureFirstLoad(cluster, tell))}`;
    console.log(`\n${text}`);
    if (!options['no-write']) await writeFile(join(import.meta.dirname, 'results', 'first-load.md'), text);
  } finally {
    await stop();
  }
}

async function soakOnly(minutes: number): Promise<void> {
  const { cluster, folder, stop } = await openGround();
  try {
    const machine = describeMachine(folder, cluster.version);
    const title = `# A long steady day\n\n${new Date().toISOString()}, commit ${machine.commit}, \`npm run bench -- --soak ${minutes}\`.\n\n${machineLine(machine)}\n`;
    const text = `${title}\n${soakReport(await soak(cluster, minutes, tell))}`;
    console.log(`\n${text}`);
    if (!options['no-write']) await writeFile(join(import.meta.dirname, 'results', 'soak.md'), text);
  } finally {
    await stop();
  }
}

type Ground = {
  cluster: Cluster;
  folder: string;
  /** The same server with other settings. */
  restart(settings: Record<string, string>): Promise<Cluster>;
  stop(): Promise<void>;
};

/** A folder and a server on it. They end with us, also when we are interrupted, even while they are being made. */
async function openGround(): Promise<Ground> {
  const folder = await makeFolder();
  let starting = startCluster(folder);
  const end = async () => {
    await (await starting).stop();
    await removeFolder(folder);
  };
  const hasEnded = leaving.endsWithUs(end);
  return {
    cluster: await starting,
    folder,
    async restart(settings) {
      await (await starting).stop();
      starting = startCluster(folder, settings);
      return starting;
    },
    async stop() {
      await leaving.mayStart(); // interrupted: what breaks now breaks because we leave
      await end();
      hasEnded();
    },
  };
}

/** Everything, one after the other: nothing else of ours runs while something is measured. */
async function bench(plan: Plan): Promise<void> {
  const { cluster, folder, restart, stop } = await openGround();
  try {
    const findings: Findings = {
      at: new Date().toISOString(),
      command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
      machine: describeMachine(folder, cluster.version),
    };
    const does = (part: string) => plan.parts.includes(part);
    if (does('race')) {
      tell('two floors and Parlour, in turn');
      findings.race = await raceAll(cluster, plan, tell);
    }
    if (does('parts')) {
      tell('parts, one by one');
      findings.parts = await partsOf(cluster);
    }
    if (does('profile')) {
      tell('a profile of the server at full load');
      findings.profile = await profile(cluster, folder);
    }
    if (does('variants')) {
      tell('Parlour with one thing changed');
      findings.variants = await tryVariants(cluster, plan, tell);
    }
    if (does('statements')) {
      tell('statements');
      findings.statements = await countStatements(await restart(COUNTING));
    }
    tell('done');
    const text = report(findings);
    console.log(`\n${text}`);
    if (!options['no-write'] && !options.only) await keep(findings, text);
  } finally {
    await stop();
  }
}

async function raceAll(cluster: Cluster, plan: Plan, tell: (line: string) => void): Promise<Race> {
  const entrants = [
    await enter(cluster, floorOne, 'floor_one'),
    await enter(cluster, floorTwo, 'floor_two'),
    await enter(cluster, parlour, 'raced'),
  ];
  const [one, two, ours] = await race(cluster, entrants, plan, tell);
  return { floorOne: one!, floorTwo: two!, parlour: ours! };
}

/** On a database that has been used a little: catalogue, questions and plans are there. */
async function partsOf(cluster: Cluster): Promise<PartCost[]> {
  const { databaseUrl } = await enter(cluster, parlour, 'parts');
  await sit(cluster, parlour, databaseUrl, {}, async () => {});
  return timeParts(databaseUrl);
}

/** In a process of its own, as being watched costs time. Start and warm-up are left out. */
async function profile(cluster: Cluster, folder: string): Promise<Findings['profile']> {
  const { databaseUrl } = await enter(cluster, parlour, 'profiled');
  const profiles = join(folder, 'profiles');
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const { result: end } = await sit(cluster, parlour, databaseUrl, { nodeOptions }, async ({ play }) => {
    await play({ kind: 'closed', customers: CUSTOMERS, warmUpSeconds: 2, seconds: 6 });
    return monotonicMicroseconds();
  });
  return readProfile(profiles, { from: end - 6e6, to: end - 0.3e6 }); // the last messages were still under way
}

async function keep(findings: Findings, text: string): Promise<void> {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const checks = findings.race && checkTargets(findings.race);
  const name = `${findings.at.slice(0, 10)}-${findings.machine.commit}`;
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ ...findings, checks }, null, 2)}\n`);
  await writeFile(join(folder, 'latest.md'), text);
  console.log(`Written: bench/results/${name}.json and latest.md`);
}
