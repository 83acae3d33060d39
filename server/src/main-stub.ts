import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createEmulator, type Emulator } from '../../emulator/src/index.ts';
import { buildApp } from './app.ts';
import { parrot } from '../test/desk.ts'; const createBot = async (..._a: unknown[]) => ({ ...parrot(), flows: null as never, close() {} });
import { whatsAppNumbers } from './channels/whatsapp-cloud/numbers.ts';
import { demoFactory, demoShop } from './demo/index.ts';
import { fileStore, type OpenDirectory } from './conversations/index.ts';
import { makeOperatorKey } from './platform/auth.ts';
import { type Config, readConfig, StartProblem } from './platform/config.ts';
import type { Ctx } from './platform/context.ts';
import { migrateDatabase, openDatabase, openHotPool } from './platform/database.ts';
import { runJobs } from './platform/jobs.ts';
import { openLog } from './platform/log.ts';
import { openMetrics } from './platform/metrics.ts';
import { joinAsNode } from './platform/node.ts';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './platform/postgres/index.ts';
import { installationKey, secretBox } from './platform/secrets.ts';
import { DEMO_CUSTOMERS, EMULATED, setUp } from './set-up.ts';
import { jobs, openChannels, reactions, repeated, wireMessagePath, wireWebhook } from './wiring.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REQUESTS_END_MS = 10_000;
const JOBS_END_MS = 25_000;
/** The launcher starts a process again that ends with this. */
const START_AGAIN = 75;

async function main(): Promise<void> {
  const began = performance.now();
  const config = readConfig(process.env, ROOT);
  const log = openLog(config.logLevel);
  await mkdir(config.dataDir, { recursive: true });

  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  const databaseUrl = config.databaseUrl ?? embedded!.connectionString;
  try {
    await serve(config, log, databaseUrl, embedded, began);
  } catch (error) {
    log.level = 'silent'; // what breaks from here on breaks because we stop
    await embedded?.stop();
    throw error;
  }
}

async function serve(
  config: Config,
  log: Ctx['log'],
  databaseUrl: string,
  embedded: EmbeddedPostgres | null,
  began: number,
): Promise<void> {
  await migrateDatabase(databaseUrl, log);
  const node = await joinAsNode(databaseUrl, config.role, log, () => diedElsewhere(log));
  // One clock for all nodes: the database's. Leases and windows of different machines then agree.
  const ctx: Ctx = {
    db: openDatabase(databaseUrl, log, 20),
    now: () => new Date(Date.now() + node.clockOffsetMs()),
    log,
    reactions: reactions(() => directory),
  };
  const hotPool = openHotPool(databaseUrl, log);
  const metrics = openMetrics();
  const box = secretBox(await installationKey(config.secretKey, config.dataDir));
  await setUp(ctx, config, box);

  const origin = `http://127.0.0.1:${config.port}`;
  const emulator = config.emulator ? openEmulator(config, origin) : null;
  const whatsApp = whatsAppNumbers(box, config, () => (emulator ? `${origin}/emulator` : null));
  const directory: OpenDirectory = await openChannels(ctx, hotPool, whatsApp);
  const files = fileStore(join(config.dataDir, 'media'));
  const bot = await createBot(ctx, { flowsFolder: config.flowsDir });
  const path = wireMessagePath(ctx, config, { node, hotPool, directory, bot, files, metrics }, () => diedElsewhere(log));
  const webhook = wireWebhook(ctx, { directory, whatsApp, receive: path.statements.receive, metrics });
  const runner = config.role === 'web' ? null : await runJobs(ctx, node, jobs(directory, files), repeated);

  let stopping = false;
  const app = await buildApp(ctx, {
    directory,
    files,
    webhook,
    metrics,
    emulator,
    wakeDue: config.role === 'web' ? async () => {} : path.rounds.wakeDue,
    notReady: async () => (stopping ? 'this node is stopping' : embedded && !embedded.isUp() ? 'the database is being restarted' : null),
  });
  if (config.role !== 'web') {
    await path.rounds.takeOver();
    node.onBeat(path.rounds.takeOver);
    path.rounds.start();
  }
  node.onBeat(directory.refresh);
  await listen(app, config);
  const operatorKey = await makeOperatorKey(ctx.db);
  sayHello(config, embedded, operatorKey, performance.now() - began);

  /** Not ready, no new requests, what is under way to its end, then the pools. reliability: Shutdown */
  const stop = async (why: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    await emulator?.close();
    await within(REQUESTS_END_MS, app.close());
    path.rounds.stop();
    await within(JOBS_END_MS, Promise.all([path.work.stop(), runner?.stop()]));
    bot.close();
    await node.leave();
    await Promise.all([hotPool.end(), ctx.db.$client.end()]);
    await embedded?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  process.on('disconnect', () => void stop('the launcher is gone'));
}

function openEmulator(config: Config, origin: string): Emulator {
  return createEmulator({
    numbers: [
      { ...EMULATED.shop, wabaId: EMULATED.accountId, verifiedName: demoShop.business.name, about: 'Clothes for all weathers', starters: SHOP_STARTERS },
      { ...EMULATED.factory, wabaId: EMULATED.accountId, verifiedName: demoFactory.business.name, about: 'Orders, defects, production', starters: FACTORY_STARTERS },
    ],
    phones: DEMO_CUSTOMERS,
    ...EMULATED.access,
    webhookUrl: `${origin}/webhooks/whatsapp`,
    basePath: '/emulator',
    publicUrl: origin,
    stateDir: join(config.dataDir, 'emulator'),
    unknownRecipients: 'undeliverable',
  });
}

const SHOP_STARTERS = ['hi', 'Do you have hoodies?', 'Buy 1 size L black hoodie', 'Where is my order?'];
const FACTORY_STARTERS = ['hi', 'Report a defect', 'What is produced today?', 'Where is my order?'];

async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host, backlog: 2_048 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new StartProblem(`Port ${port} is in use by another program. Stop it, or start with PORT=${port + 1}.`);
    if (code === 'EACCES') throw new StartProblem(`Port ${port} may not be opened by this user. Take one above 1024: PORT=3000.`);
    if (code === 'EADDRNOTAVAIL') throw new StartProblem(`This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`);
    throw error;
  }
}

function sayHello(config: Config, embedded: EmbeddedPostgres | null, operatorKey: string | null, ms: number): void {
  const url = config.publicUrl ?? `http://localhost:${config.port}`;
  const lines = [
    '',
    `  Parlour is ready (${(ms / 1_000).toFixed(1)} s).`,
    '',
    ...(config.emulator
      ? [`  Be a customer:  ${url}/phone`, '                  Type "hi", then "Do you have hoodies?" or "Buy 1 size L black hoodie".']
      : [`  Webhook:        ${url}/webhooks/whatsapp  (Meta needs a public https address, see docs/whatsapp.md)`]),
    `  API:            ${url}/api/v1/openapi.json`,
    ...(operatorKey ? [`  Operator key:   ${operatorKey}`, '                  Shown this once. Keep it; "npm run operator-key" makes another.'] : []),
    `  Data:           ${embedded ? embedded.place.folder : 'your PostgreSQL (DATABASE_URL)'}${embedded?.place.isMoved ? `  (the database user cannot reach ${config.dataDir})` : ''}`,
    `  Stop:           Ctrl-C`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** What this process held belongs to others now; a fresh start is the only way back. */
function diedElsewhere(log: Ctx['log']): void {
  log.fatal('this node was declared dead by another one and starts again');
  process.exit(START_AGAIN);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work.catch(() => {}), new Promise((done) => setTimeout(done, ms).unref())]);
}

function isForTheOperator(error: unknown): boolean {
  return error instanceof StartProblem || error instanceof EmbeddedPostgresError;
}

/** One sentence that says what is wrong and what to do. */
function sentenceOf(error: unknown): string {
  if (isForTheOperator(error) && error instanceof Error) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)/.test(code) || /timeout exceeded when trying to connect|timeout expired/.test(message)) {
    return 'The database at DATABASE_URL cannot be reached. Check host and port, and that PostgreSQL is running there.';
  }
  if (/^(28P01|28000)/.test(code)) return 'The database refuses this user or password. Check DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist. Create it first: createdb parlour.';
  if (code === 'ENOSPC' || code === '53100') return 'The disk is full. Free some space and start again; nothing was lost.';
  if (code === '42501') return 'The database user may not create tables. Give it its own database, or grant it CREATE.';
  return `Parlour could not start: ${message}`;
}

await main().catch((error: unknown) => {
  process.stderr.write(`\n${sentenceOf(error)}\n`);
  if (!isForTheOperator(error)) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
});
