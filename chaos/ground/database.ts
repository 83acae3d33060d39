import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { postmasterOf } from '../../bench/database.ts';

/** The database of one experiment, and what can be done to the server it lies on. */
export type Database = {
  /** For `DATABASE_URL`; null when each node brings its own server up. */
  url: string | null;
  /** One statement; connects anew when the server was away. */
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The server as processes; null when it is not ours to harm. */
  server: Server | null;
  close(): Promise<void>;
};

export type Server = {
  /** SIGKILL to the leading process: the others follow at once, and what was not written is replayed. */
  kill(): Promise<void>;
  /** What `pg_ctl restart -m fast` does: every connection is ended, then the server ends by itself. */
  restart(): Promise<void>;
  /** SIGSTOP and SIGCONT to every process of the server. */
  freeze(): Promise<void>;
  thaw(): void;
};

/** @param addressOf where the database is; asked at every connection. */
export function connectTo(
  url: string | null,
  addressOf: () => Promise<string>,
  dataFolder: (() => Promise<string>) | null,
): Database {
  let client: pg.Client | null = null;
  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const opened = new pg.Client({
      connectionString: await addressOf(),
      connectionTimeoutMillis: 5_000,
      application_name: 'chaos',
    });
    const forget = () => {
      if (client === opened) client = null;
    };
    opened.on('error', forget).on('end', forget);
    await opened.connect();
    client = opened;
    return opened;
  };
  return {
    url,
    async rows(text, values = []) {
      const { rows } = await (await connected()).query(text, values);
      return rows;
    },
    server: dataFolder && serverOn(dataFolder),
    async close() {
      await client?.end().catch(() => {});
    },
  };
}

function serverOn(dataFolder: () => Promise<string>): Server {
  const leader = async () => postmasterOf(await dataFolder());
  let frozen: number[] = [];
  const toFrozen = (signal: NodeJS.Signals) => {
    for (const pid of frozen) tell(pid, signal);
  };
  const thaw = () => {
    process.off('exit', thaw);
    toFrozen('SIGCONT');
    frozen = [];
  };
  return {
    kill: async () => tell(await leader(), 'SIGKILL'),
    restart: async () => tell(await leader(), 'SIGINT'), // fast shutdown; whoever watches over it starts it again
    async freeze() {
      process.once('exit', thaw); // a stopped server cannot be ended otherwise
      const first = await leader();
      tell(first, 'SIGSTOP'); // no new ones from here on
      frozen = [first, ...childrenOf(first)];
      toFrozen('SIGSTOP');
    },
    thaw,
  };
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended already
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null; // ended while we looked
  }
}
