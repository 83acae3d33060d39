import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './context.ts';
import { poolOptions } from './database.ts';
import { SECOND } from './time.ts';

const HEARTBEAT_MS = 5 * SECOND;
const RECONNECT_EVERY_MS = SECOND / 4;
/** A node silent for this long is dead to the others. Its work goes on elsewhere within 30 s (reliability: promise 8). */
const SILENCE = "interval '20 seconds'";

export type NodeRow = { token: string; role: string };

/**
 * This process as a member of the installation: a row in `nodes` that it keeps alive, and a session lock that
 * Postgres frees the moment the process is gone.
 */
export type Node = {
  token: string;
  /** How far the database's clock is ahead of ours, in ms. */
  clockOffsetMs(): number;
  /** How long the database has not answered a heartbeat. */
  silentForMs(): number;
  /** Runs with every heartbeat, while the row is ours. */
  onBeat(work: () => Promise<void>): void;
  /** Hears of every heartbeat that failed. */
  onFailure(hear: (error: unknown) => void): void;
  /** Hears what is told to this node (`notify "node <token>"`); null when something may have been missed. */
  onCall(hear: (message: string | null) => void): void;
  /** The job runner's workers, whose locks are to be freed should we die. */
  workerIds(ids: string[]): Promise<void>;
  leave(): Promise<void>;
  /** Ends like a killed process: the session breaks, the row stays. For tests. */
  vanish(): Promise<void>;
};

/**
 * @param onLost called once when our row is gone: another node declared us dead and owns what we held.
 * @param uptimeMs a clock that nobody sets.
 */
export async function joinAsNode(
  connectionString: string,
  role: string,
  log: Log,
  onLost: () => void,
  uptimeMs: () => number = () => performance.now(),
): Promise<Node> {
  const token = randomUUID();
  const beats: (() => Promise<void>)[] = [];
  const worriers: ((error: unknown) => void)[] = [];
  const ears: ((message: string | null) => void)[] = [];
  let offsetMs = 0;
  let answeredAt = uptimeMs();
  let lost = false;
  let over = false;
  let reconnecting: Promise<void> | null = null;
  let asked: Promise<unknown> = Promise.resolve();
  let session = await openSession();
  await session.query(`insert into nodes (token, role, alive_until) values ($1, $2, now() + ${SILENCE})`, [
    token,
    role,
  ]);
  await beat();
  const timer = setInterval(() => void beatSafely(), HEARTBEAT_MS);

  async function beatSafely(): Promise<void> {
    try {
      await beat();
      for (const work of beats) await work();
    } catch (error) {
      log.warn({ err: error }, 'a heartbeat did not reach the database');
      for (const hear of worriers) hear(error);
      await reconnect();
    }
  }

  async function beat(): Promise<void> {
    const asked = Date.now();
    const { rows } = await ask<{ now: Date }>(
      `update nodes set alive_until = now() + ${SILENCE} where token = $1 returning clock_timestamp() as now`,
      [token],
    );
    if (!rows[0]) return lose();
    answeredAt = uptimeMs();
    offsetMs = rows[0].now.getTime() - (asked + Date.now()) / 2;
  }

  /** A session answers one question at a time. */
  function ask<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Row>> {
    const answer = asked.then(() => session.query<Row>(text, values));
    asked = answer.catch(() => {});
    return answer;
  }

  /** After a restart of the database the lock must be taken again, before anybody concludes that we are gone. */
  function reconnect(): Promise<void> {
    reconnecting ??= (async () => {
      await session.end().catch(() => {});
      while (!over && !lost) {
        const opened = await openSession().catch(() => null);
        if (opened) {
          session = opened;
          for (const hear of ears) hear(null);
          break;
        }
        await delay(RECONNECT_EVERY_MS);
      }
      reconnecting = null;
    })();
    return reconnecting;
  }

  async function openSession(): Promise<pg.Client> {
    const opened = new pg.Client({ ...poolOptions(connectionString), application_name: 'parlour node' });
    opened.on('error', (error) => {
      log.warn({ err: error }, 'the node lost its database session');
      if (opened === session) void reconnect();
    });
    opened.on('notification', ({ payload }) => {
      for (const hear of ears) hear(payload ?? null);
    });
    await opened.connect();
    await opened.query('select pg_advisory_lock(hashtextextended($1::text, 0))', [token]);
    await opened.query(`listen "node ${token}"`);
    return opened;
  }

  function lose(): void {
    if (lost) return;
    lost = true;
    clearInterval(timer);
    onLost();
  }

  return {
    token,
    clockOffsetMs: () => offsetMs,
    silentForMs: () => uptimeMs() - answeredAt,
    onBeat: (work) => beats.push(work),
    onFailure: (hear) => worriers.push(hear),
    onCall: (hear) => ears.push(hear),
    workerIds: async (ids) => {
      await ask('update nodes set worker_ids = $2 where token = $1', [token, ids]);
    },
    leave: async () => {
      over = true;
      clearInterval(timer);
      await ask('delete from nodes where token = $1', [token]).catch(() => {});
      await session.end().catch(() => {});
    },
    vanish: async () => {
      over = true;
      clearInterval(timer);
      await session.end();
    },
  };
}
