import { and, isNull, sql } from 'drizzle-orm';
import { LANES, type Lane } from '../conversations/lanes.ts';
import type { Ctx } from '../platform/context.ts';
import { deadLetters } from '../platform/schema.ts';
import { lettersOf, type Whose } from './dead-letters.ts';

export type LaneView = { lane: Lane; waiting: number; inDoubt: number; overdue: number; oldestAt: string | null };
export type TaskView = {
  task: string;
  waiting: number;
  running: number;
  failing: number;
  oldestAt: string | null;
  lastError: string | null;
};

/** Due for longer than this, something holds it. */
const OVERDUE_SECONDS = 60;

/**
 * What is still to be done for a business: messages on their way out by lane, conversations that wait for a turn, and
 * jobs. Read from the outbox index and the job table, which hold only what is open.
 */
export async function queueOf(ctx: Ctx, whose: Whose) {
  const { businessId, withInstallation } = whose;
  const now = ctx.now().toISOString();
  const lanes = await ctx.db.execute<{
    lane: Lane;
    waiting: number;
    in_doubt: number;
    overdue: number;
    oldest: string | null;
  }>(sql`
    select lane, count(*) filter (where status = 'queued')::int waiting, count(*) filter (where status = 'in_doubt')::int in_doubt,
      count(*) filter (where status = 'queued' and due_at < ${now}::timestamptz - make_interval(secs => ${OVERDUE_SECONDS}))::int overdue,
      to_json(min(created_at) filter (where status = 'queued')) #>> '{}' as oldest
    from messages where business_id = ${businessId} and due_at is not null and status in ('queued', 'in_doubt') group by lane`);
  const turns = await ctx.db.execute<{ waiting: number; in_hand: number; oldest: string | null }>(sql`
    select count(*) filter (where node is null and wake_at is not null)::int waiting, count(*) filter (where node is not null)::int in_hand,
      to_json(min(wake_at) filter (where node is null)) #>> '{}' as oldest
    from work where business_id = ${businessId} and (node is not null or wake_at is not null)`);
  const jobs = await ctx.db.execute<{
    task: string;
    waiting: number;
    running: number;
    failing: number;
    oldest: string | null;
    last_error: string | null;
  }>(sql`
    select t.identifier task, count(*) filter (where j.locked_at is null)::int waiting, count(*) filter (where j.locked_at is not null)::int running,
      count(*) filter (where j.attempts > 0 and j.locked_at is null)::int failing,
      to_json(min(j.run_at) filter (where j.locked_at is null and j.run_at <= now())) #>> '{}' as oldest,
      left(max(j.last_error), 500) last_error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'businessId' = ${businessId} ${withInstallation ? sql`or j.payload ->> 'businessId' is null` : sql``} group by t.identifier order by t.identifier`);
  const letters = await ctx.db.$count(deadLetters, and(lettersOf(whose), isNull(deadLetters.resolvedAt)));
  return {
    lanes: LANES.map((lane): LaneView => {
      const found = lanes.rows.find((row) => row.lane === lane);
      return {
        lane,
        waiting: found?.waiting ?? 0,
        inDoubt: found?.in_doubt ?? 0,
        overdue: found?.overdue ?? 0,
        oldestAt: found?.oldest ?? null,
      };
    }),
    conversations: {
      waiting: turns.rows[0]?.waiting ?? 0,
      inHand: turns.rows[0]?.in_hand ?? 0,
      oldestAt: turns.rows[0]?.oldest ?? null,
    },
    jobs: jobs.rows.map(
      ({ task, waiting, running, failing, oldest, last_error }): TaskView => ({
        task,
        waiting,
        running,
        failing,
        oldestAt: oldest,
        lastError: last_error,
      }),
    ),
    deadLetters: letters,
  };
}

export type StuckMessage = {
  id: string;
  conversationId: string;
  contactName: string;
  lane: Lane;
  status: 'queued' | 'in_doubt';
  attempts: number;
  dueAt: string;
  createdAt: string;
  failure: { code: string; title: string } | null;
};

const MOST_SHOWN = 100;

/** Messages on their way out, the oldest first: what holds a lane stands at its top. */
export async function outgoingOf(ctx: Ctx, businessId: string, lane: Lane | undefined): Promise<StuckMessage[]> {
  const { rows } = await ctx.db.execute<
    Omit<StuckMessage, 'failure'> & { failure: { code: string; title: string } | null }
  >(sql`
    select m.id, m.conversation_id "conversationId", k.name "contactName", m.lane, m.status, m.attempts, m.failure,
      to_json(m.due_at) #>> '{}' as "dueAt", to_json(m.created_at) #>> '{}' as "createdAt"
    from messages m
    join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
    join contacts k on k.business_id = v.business_id and k.id = v.contact_id
    where m.business_id = ${businessId} and m.due_at is not null and m.status in ('queued', 'in_doubt')
      ${lane ? sql`and m.lane = ${lane}` : sql``}
    order by m.created_at, m.seq limit ${MOST_SHOWN}`);
  return rows.map(({ failure, ...row }) => ({
    ...row,
    failure: failure && { code: failure.code, title: failure.title },
  }));
}
