import { access, constants, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { count, isNull, lt, sql } from 'drizzle-orm';
import { whatsAppNumbers } from './channels/whatsapp-cloud/numbers.ts';
import type { HealthCheck } from './conversations/channel.ts';
import { channelHealth, worstOf } from './conversations/channel-health.ts';
import { type ChannelRow, channels, messages } from './conversations/schema.ts';
import { type Config, readConfig } from './platform/config.ts';
import type { Ctx, Log } from './platform/context.ts';
import { openDatabase, pendingMigrations } from './platform/database.ts';
import { openLog } from './platform/log.ts';
import { borrowEmbeddedPostgres, freeRatio } from './platform/postgres/index.ts';
import { deadLetters } from './platform/schema.ts';
import { installationKey, secretBox } from './platform/secrets.ts';
import { later, MINUTE } from './platform/time.ts';
import { sentenceOf } from './start-sentence.ts';

export type Section = { title: string; checks: HealthCheck[] };

export const verdictOf = (sections: Section[]) => worstOf(sections.flatMap(({ checks }) => checks));

/**
 * Looks at everything Parlour needs, with the settings `npm start` would use: machine, database, work that is stuck,
 * and every number. Changes nothing; an embedded database that does not run is started for the time of the look.
 *
 * @param root the folder of the installation.
 */
export async function examine(environment: NodeJS.ProcessEnv, root: string): Promise<Section[]> {
  let config: Config;
  try {
    config = readConfig(environment, root);
  } catch (error) {
    return [{ title: 'Settings', checks: [failed('settings', sentenceOf(error), 'Correct .env.')] }];
  }
  const running = await isRunning(config.port);
  const machine = { title: 'This machine', checks: await machineChecks(config, running) };
  const log = openLog('silent');
  const database = await reachDatabase(config, log);
  if ('problem' in database) return [machine, { title: 'Database', checks: [database.problem] }];
  try {
    const sections = await databaseSections(config, database.url, log, running);
    return [machine, ...sections];
  } finally {
    await database.release();
  }
}

const ok = (id: string, title: string): HealthCheck => ({ id, status: 'ok', title });
const warning = (id: string, title: string, fix: string): HealthCheck => ({ id, status: 'warning', title, fix });
const failed = (id: string, title: string, fix: string): HealthCheck => ({ id, status: 'failed', title, fix });

const NODE = 24;

async function machineChecks(config: Config, running: boolean): Promise<HealthCheck[]> {
  const [major] = process.versions.node.split('.');
  const { dataDir, publicUrl, whatsapp } = config;
  return [
    Number(major) >= NODE
      ? ok('node', `Node ${process.versions.node}`)
      : failed('node', `Node ${process.versions.node} is too old`, 'Start by npm, which brings the right one.'),
    await folderCheck(dataDir),
    ...(await diskCheck(dataDir)),
    running ? ok('port', `Parlour answers on port ${config.port}`) : await portCheck(config),
    whatsapp && !publicUrl
      ? warning('public-url', 'PUBLIC_URL is not set', 'Set it to the https address under which Meta reaches Parlour.')
      : ok('public-url', publicUrl ? `Public address: ${publicUrl}` : 'No public address needed for the emulator'),
  ];
}

async function folderCheck(dataDir: string): Promise<HealthCheck> {
  if (!(await stat(dataDir).catch(() => null))) return ok('data', `${dataDir} will be made by the first start`);
  const mayWrite = await access(dataDir, constants.W_OK).then(
    () => true,
    () => false,
  );
  return mayWrite
    ? ok('data', `Data in ${dataDir}`)
    : failed('data', `${dataDir} cannot be written to`, 'Give it to the user who runs Parlour, or set DATA_DIR.');
}

const LITTLE_SPACE = 0.1;
const NO_SPACE = 0.05;

async function diskCheck(dataDir: string): Promise<HealthCheck[]> {
  const free = await freeRatio(dataDir).catch(() => null);
  if (free === null) return [];
  const title = `${Math.floor(free * 100)} % of the disk is free`;
  if (free < NO_SPACE) return [failed('disk', title, 'Free some space now: the database stops when it is full.')];
  return [free < LITTLE_SPACE ? warning('disk', title, 'Free some space soon.') : ok('disk', title)];
}

const ANSWERS_WITHIN_MS = 10_000; // a busy Parlour runs too

const isRunning = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).then(
    ({ ok: isUp }) => isUp,
    () => false,
  );

function portCheck({ port, host }: Config): Promise<HealthCheck> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) =>
      done(
        failed('port', `Port ${port} cannot be used: ${error.message}`, `Stop what uses it, or set PORT=${port + 1}.`),
      ),
    );
    server.listen(port, host, () => server.close(() => done(ok('port', `Port ${port} is free; Parlour does not run`))));
  });
}

type Reached = { url: string; release: () => Promise<void> } | { problem: HealthCheck };

async function reachDatabase({ databaseUrl, dataDir }: Config, log: Log): Promise<Reached> {
  if (databaseUrl) return { url: databaseUrl, release: async () => undefined };
  if (!(await stat(dataDir).catch(() => null))) {
    return { problem: { ...ok('database', 'There is no database yet; the first start makes it'), status: 'unknown' } };
  }
  try {
    const { connectionString, release } = await borrowEmbeddedPostgres({ dataDir, log });
    return { url: connectionString, release };
  } catch (error) {
    return { problem: failed('database', 'The embedded database does not start', sentenceOf(error)) };
  }
}

async function databaseSections(config: Config, url: string, log: Log, running: boolean): Promise<Section[]> {
  const db = openDatabase(url, log, 2);
  try {
    const began = Date.now();
    const { rows } = await db.execute<{ now: Date; version: string; encoding: string }>(
      sql`select clock_timestamp() as now, current_setting('server_version') as version,
        current_setting('server_encoding') as encoding`,
    );
    const [server] = rows;
    const offsetMs = server ? new Date(server.now).getTime() - (began + Date.now()) / 2 : 0;
    const ctx: Ctx = { db, log, reactions: [], now: () => new Date(Date.now() + offsetMs) };
    const pending = await pendingMigrations(db);
    const database = {
      title: 'Database',
      checks: [
        ok('database', `PostgreSQL ${server?.version}${config.databaseUrl ? '' : ', embedded'}`),
        server?.encoding === 'UTF8'
          ? ok('encoding', 'Encoding UTF8')
          : failed('encoding', `Encoding ${server?.encoding}`, 'Make the database with encoding UTF8.'),
        pending === 0
          ? ok('schema', 'The schema is up to date')
          : warning('schema', `${pending} changes of the schema are to come`, 'The next start of Parlour makes them.'),
      ],
    };
    if (pending > 0) return [database];
    return [
      database,
      { title: 'Work', checks: await workChecks(ctx) },
      ...(await channelSections(ctx, config, running)),
    ];
  } catch (error) {
    return [{ title: 'Database', checks: [failed('database', 'The database cannot be used', sentenceOf(error))] }];
  } finally {
    await db.$client.end();
  }
}

const STUCK_MS = 5 * MINUTE;

async function workChecks(ctx: Ctx): Promise<HealthCheck[]> {
  const [[dead], [stuck]] = await Promise.all([
    ctx.db.select({ many: count() }).from(deadLetters).where(isNull(deadLetters.resolvedAt)),
    ctx.db
      .select({ many: count() })
      .from(messages)
      .where(lt(messages.dueAt, later(ctx.now(), -STUCK_MS))),
  ]);
  return [
    dead?.many
      ? warning(
          'dead-letters',
          `${dead.many} jobs failed for good`,
          'Open Developers → Queue in the console: each says why, and can be tried again.',
        )
      : ok('dead-letters', 'No job failed for good'),
    stuck?.many
      ? warning(
          'outbox',
          `${stuck.many} messages wait longer than 5 minutes`,
          'See the numbers below, and GET /readyz.',
        )
      : ok('outbox', 'No message waits long'),
  ];
}

async function channelSections(ctx: Ctx, config: Config, running: boolean): Promise<Section[]> {
  const rows = await ctx.db.select().from(channels).orderBy(channels.createdAt);
  if (rows.length === 0) {
    const fix = 'Set the WHATSAPP_ variables (docs/whatsapp.md), or EMULATOR=on.';
    return [{ title: 'Numbers', checks: [warning('channels', 'There is no number yet', fix)] }];
  }
  const key = await knownKey(config);
  if (key === null) {
    const fix = `Set SECRET_KEY, or bring back ${join(config.dataDir, 'secret.key')}.`;
    return [{ title: 'Numbers', checks: [failed('secrets', 'The key to the tokens is missing', fix)] }];
  }
  const numbers = whatsAppNumbers(ctx.now, secretBox(key), config);
  try {
    const sections: Section[] = [];
    for (const row of rows) sections.push(await channelSection(ctx, config, numbers, row, running));
    return sections;
  } finally {
    await numbers.close();
  }
}

/** The key itself is made by the first start only, never by a look. */
async function knownKey({ secretKey, dataDir }: Config): Promise<string | null> {
  const isThere = secretKey ?? (await stat(join(dataDir, 'secret.key')).catch(() => null));
  return isThere ? installationKey(secretKey, dataDir) : null;
}

async function channelSection(
  ctx: Ctx,
  config: Config,
  numbers: ReturnType<typeof whatsAppNumbers>,
  row: ChannelRow,
  running: boolean,
): Promise<Section> {
  const title = [row.name, row.address].filter(Boolean).join(', ');
  const isEmulated = row.settings.graphUrl === `http://127.0.0.1:${config.port}/emulator`;
  if (isEmulated && config.emulator && !running) {
    const fix = 'Start Parlour and look again: its WhatsApp is emulated inside.';
    return { title, checks: [{ ...warning('channel', 'Not looked at', fix), status: 'unknown' }] };
  }
  try {
    const { checks } = await channelHealth(ctx, { row, channel: numbers.open(row) }, config.publicUrl);
    return { title, checks };
  } catch (error) {
    return { title, checks: [failed('secrets', 'The token of this number cannot be read', sentenceOf(error))] };
  }
}
