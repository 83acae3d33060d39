import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openParlour, type Parlour } from './parlour.ts';
import { type Config, readConfig, StartProblem } from './platform/config.ts';
import { makeFolder } from './platform/folder.ts';
import { openLog } from './platform/log.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/postgres/index.ts';
import { sentenceOf } from './start-sentence.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The launcher starts a process again that ends with this. */
const START_AGAIN = 75;

async function main(): Promise<void> {
  const began = performance.now();
  const config = readConfig(process.env, ROOT);
  requireFlows(config);
  const log = openLog(config.logLevel);
  // The embedded server makes the folder itself, so that its own user can enter it.
  if (config.databaseUrl !== null) await makeFolder(config.dataDir, 0o700);
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;

  const onDead = () => {
    log.fatal('this node was declared dead by another one and starts again');
    process.exit(START_AGAIN);
  };
  const databaseUrl = config.databaseUrl ?? embedded!.connectionString;
  const isDatabaseUp = () => embedded?.isUp() ?? true;
  const databaseFolder = embedded?.place.folder ?? null;
  const parlour = await openParlour(config, databaseUrl, { log, databaseFolder, isDatabaseUp, onDead }).catch(
    async (error: unknown) => {
      log.level = 'silent'; // what breaks from here on breaks because we stop
      await embedded?.stop();
      throw error;
    },
  );
  sayHello(config, embedded, parlour, performance.now() - began);

  let stopping = false;
  const stop = async (why: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    await parlour.stop();
    log.level = 'silent'; // connections that are just closing complain when the server goes first
    await embedded?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

/** A misspelt folder would start a Parlour that answers nobody. */
function requireFlows({ flowsDir }: Config): void {
  if (statSync(flowsDir, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new StartProblem(`The setting FLOWS_DIR is not right: there is no folder ${flowsDir}. See .env.example.`);
}

function sayHello(
  config: Config,
  embedded: EmbeddedPostgres | null,
  { operatorKey, setUpLink }: Parlour,
  ms: number,
): void {
  const url = config.publicUrl ?? `http://localhost:${config.port}`;
  const data = embedded ? embedded.place.folder : 'your PostgreSQL (DATABASE_URL)';
  const lines = [
    '',
    `  Parlour is ready (${(ms / 1_000).toFixed(1)} s).`,
    '',
    ...(config.emulator
      ? [
          `  Be a customer:  ${url}/phone`,
          '                  Type "hi", then "Do you have hoodies?" or "Buy 1 size L black hoodie".',
        ]
      : [`  Webhook:        ${url}/webhooks/whatsapp  (Meta needs a public https address, see docs/whatsapp.md)`]),
    ...(setUpLink
      ? [
          `  Set up:         ${setUpLink}`,
          '                  Become the owner. Works once; "npm run set-up-link" makes another.',
        ]
      : [`  Console:        ${url}/`]),
    `  API:            ${url}/api/v1/openapi.json`,
    ...(operatorKey
      ? [
          `  Operator key:   ${operatorKey}`,
          '                  Shown this once. Keep it; "npm run operator-key" makes another.',
        ]
      : []),
    `  Data:           ${data}${embedded?.place.isMoved ? `  (the database's user cannot reach ${config.dataDir})` : ''}`,
    '  Stop:           Ctrl-C',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`\n${sentenceOf(error)}\n`);
  const known = sentenceOf(error) !== `Parlour could not start: ${error instanceof Error ? error.message : error}`;
  if (!known) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
});
