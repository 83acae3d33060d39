import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import pino from 'pino';
import { freePort } from '../../bench/ports.ts';
import type { Emulator } from '../../emulator/src/index.ts';
import { openParlour } from '../src/parlour.ts';
import { readConfig } from '../src/platform/config.ts';
import { EMULATED } from '../src/set-up.ts';
import { testDatabase, unshaken } from './support.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What tests look at in answers of the API. */
type ApiBody = {
  type: string;
  openapi: string;
  paths: Record<string, unknown>;
  items: { author: string; trace: { flow: string } }[];
};

/** The whole of Parlour as `npm start` runs it, on a database of its own: demo businesses and emulated phones. */
export async function startParlour(environment: Record<string, string> = {}) {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'parlour-test-'));
  const port = await freePort();
  const config = readConfig(
    { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: database.url, CONTACT_RATE_LIMIT: 'off', ...environment },
    ROOT,
  );
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const parlour = await openParlour(config, database.url, { log, isDatabaseUp: () => true, onDead: () => {} });
  const pool = unshaken(new pg.Pool({ connectionString: database.url, max: 2 }));
  const origin = `http://127.0.0.1:${port}`;
  const emulator: Emulator = parlour.emulator!;
  const phone = (number: string, name: string) => emulator.phone(number, { name });

  return {
    ...parlour,
    emulator,
    origin,
    dataDir,
    databaseUrl: database.url,
    phone,
    shop: EMULATED.shop.displayNumber,
    factory: EMULATED.factory.displayNumber,
    rows: async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows,
    /** One call of the API with the operator key. */
    api: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${parlour.operatorKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as ApiBody };
    },
    end: async () => {
      await parlour.stop();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
