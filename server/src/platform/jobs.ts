import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Ctx } from './context.ts';
import { newId } from './id.ts';
import type { Node } from './node.ts';
import { deadLetters, NO_BUSINESS } from './schema.ts';
import { SECOND } from './time.ts';

/** Work in the background: `name` is the task, `run` gets the payload as it was added. */
export type Job = { name: string; run: (ctx: Ctx, payload: unknown) => Promise<void> };
/** A job that runs by itself. `cron` in UTC. */
export type Repeated = Job & { cron: string };

const CONCURRENCY = 4;
const COMPLETED_EVERY_MS = 20; // jobs done in this time are crossed off in one commit; a crash runs them again, as any may
const AGAIN_MS = SECOND;

export type JobRunner = {
  /** False while the database does not let jobs be run. */
  isRunning(): boolean;
  /** Takes no more jobs; resolves when those under way are over. */
  stop(): Promise<void>;
};

/**
 * Runs jobs on this node: reactions to facts, plain jobs, and repeated ones. A job that fails for the last time ends as
 * a dead letter that somebody sees, never as a job that is tried for ever.
 *
 * The library gives up for good when the database fails it while a job is crossed off. It is started again until it runs.
 */
export async function runJobs(ctx: Ctx, node: Node, jobs: Job[], repeated: Repeated[]): Promise<JobRunner> {
  const all: Job[] = [...ctx.reactions.map(({ task, run }) => ({ name: task, run })), ...jobs, ...repeated];
  const taskList: TaskList = Object.fromEntries(
    all.map((job) => [
      job.name,
      async (payload, { job: { attempts, max_attempts } }) => {
        try {
          await job.run(ctx, payload);
        } catch (error) {
          ctx.log.warn({ err: error, task: job.name, attempts }, 'a job failed');
          if (attempts < max_attempts) throw error;
          await bury(ctx, job.name, payload, error, attempts);
        }
      },
    ]),
  );
  const cronItems = parseCronItems(repeated.map(toCronItem));
  let pools: string[] = []; // of the runner that runs now; jobs are locked in their names
  let runner: Runner | null = null;
  let stopping = false;

  async function start(): Promise<void> {
    await freeJobsOf(ctx, pools); // what the last runner left undone
    pools = [];
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      pools.push(workerPool.id);
      void node
        .workerIds(pools)
        .catch((error: unknown) => ctx.log.warn({ err: error }, 'the workers of this node could not be noted'));
    });
    const started = await run({
      pgPool: ctx.db.$client,
      taskList,
      parsedCronItems: cronItems,
      concurrency: CONCURRENCY,
      preset: { worker: { completeJobBatchDelay: COMPLETED_EVERY_MS } },
      noHandleSignals: true, // main.ts owns them
      logger: quiet,
      events, // given, not listened to later: the workers are made before this call returns
    });
    if (stopping) return void (await started.stop());
    runner = started;
    // The library ends without an error also when it gave up.
    void started.promise
      .catch(() => {})
      .then(() => {
        runner = null;
        if (!stopping) void startAgain();
      });
  }

  async function startAgain(): Promise<void> {
    ctx.log.warn('jobs are not run for the moment: the database failed');
    while (!stopping && runner === null) {
      await delay(AGAIN_MS, undefined, { ref: false });
      await start().catch(() => {}); // the database is still away
    }
    if (!stopping) ctx.log.info('jobs are run again');
  }

  await start();
  return {
    isRunning: () => runner !== null,
    stop: async () => {
      stopping = true;
      await runner?.stop();
    },
  };
}

async function freeJobsOf(ctx: Ctx, pools: string[]): Promise<void> {
  if (pools.length > 0) await ctx.db.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(pools)})`);
}

const toCronItem = ({ name, cron }: Repeated): CronItem => ({
  task: name,
  match: cron,
  options: { backfillPeriod: 0 },
});

async function bury(ctx: Ctx, task: string, payload: unknown, error: unknown, attempts: number): Promise<void> {
  const businessId =
    typeof payload === 'object' && payload !== null && 'businessId' in payload && typeof payload.businessId === 'string'
      ? payload.businessId
      : NO_BUSINESS;
  const cause = error instanceof Error ? error.message : String(error);
  ctx.log.error({ err: error, task }, 'a job failed for the last time and is now a dead letter');
  await ctx.db
    .insert(deadLetters)
    .values({ businessId, id: newId(), task, payload, cause, attempts, failedAt: ctx.now() });
}

/** The library's own lines repeat ours. */
const quiet = new Logger(() => () => {});
