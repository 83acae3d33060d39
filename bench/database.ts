import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openLog } from '../server/src/platform/log.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';

/** The one Postgres that all servers under test use in turn, each with a database of its own. */
export type Cluster = {
  /** Folder of this run; gone at the end. */
  folder: string;
  /** Where Postgres keeps its data. */
  dataFolder: string;
  postmasterPid: number;
  version: string;
  /** Makes an empty database. @returns its address, for `DATABASE_URL`. */
  createDatabase(name: string): Promise<string>;
  /** Runs `work` as the superuser in the database `name`. */
  asAdmin<Result>(name: string, work: (client: pg.Client) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
};

/** As Parlour runs its own: the same program, supervisor and settings. `settings` are additions. */
export async function startCluster(folder: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: openLog('warn'), settings });
  const asAdmin: Cluster['asAdmin'] = (name, work) =>
    withClient({ ...postgres.admin.connection, database: name }, work);
  const dataFolder = join(postgres.place.folder, 'cluster');
  return {
    folder,
    dataFolder,
    postmasterPid: await postmasterOf(dataFolder),
    version: await asAdmin(
      'postgres',
      async (client) => (await client.query('show server_version')).rows[0].server_version,
    ),
    asAdmin,
    async createDatabase(name) {
      await withClient(postgres.connection, (client) =>
        client.query(`create database ${client.escapeIdentifier(name)}`),
      );
      return addressOf(postgres, name);
    },
    stop: () => postgres.stop(),
  };
}

/** The process that leads the server on this data; another one after each restart. */
export const postmasterOf = async (dataFolder: string): Promise<number> =>
  Number((await readFile(join(dataFolder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** A folder for one run; Postgres may run as another user, who has to get in. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-bench-'));
  await chmod(folder, 0o711);
  return folder;
}

export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });

export async function withClient<Result>(
  to: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(to);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const addressOf = ({ connectionString, connection }: EmbeddedPostgres, name: string): string =>
  connectionString.replace(`@/${connection.database}?`, `@/${name}?`);
