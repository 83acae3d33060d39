import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import type { LiveVoice } from './live.ts';

export type Db = NodePgDatabase & { $client: pg.Pool };
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
export type Log = FastifyBaseLogger;

/** What a function is given: the database, the only clock, the log, and who reacts to facts. Built once in `main.ts`. */
export type Ctx = {
  db: Db;
  now: () => Date;
  log: Log;
  reactions: readonly Reaction[];
  /** Where live screens hear of changes; see `tellLive`. */
  live?: LiveVoice;
};

/** Who does what about a fact, as a job. Made by `on` (facts.ts); `wiring.ts` lists them all. */
export type Reaction = { fact: string; task: string; run: (ctx: Ctx, raw: unknown) => Promise<void> };
