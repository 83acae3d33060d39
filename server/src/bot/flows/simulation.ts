import { sql, TransactionRollbackError } from 'drizzle-orm';
import { contacts } from '../../contacts/schema.ts';
import type { InboundContent, OutboundContent } from '../../conversations/api.ts';
import type { PendingMessage, TurnInput, TurnResult } from '../../conversations/turn.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { newId } from '../../platform/id.ts';
import type { Business } from '../../platform/schema.ts';
import { durationMs } from './definition.ts';
import type { Flow } from './flow.ts';
import { type FlowState, readState } from './state.ts';
import { contentOf, type Sends, tapOn } from './talking.ts';
import type { Trace } from './turn.ts';

/** What the simulated customer does, in the words of transcripts. */
export type SimulatedStep = { customer: string } | { taps: string } | { sends: Sends } | { later: string };

/** What came of one step: the replies, why, and where the conversation stands now. */
export type Simulated = {
  replies: OutboundContent[];
  trace: Trace | null;
  node: string | null; // it stands at; null: it rests
  variables: Record<string, unknown>;
  back: string[]; // menus to go back to, oldest first
  language: string | null; // of the customer, learnt or chosen
  waiting: string | null; // for a person, and why
  at: Date; // the time of the simulation
  timerAt: Date | null; // when it goes on by itself
  problem: string | null; // what could not be done; the talk ends there
};

/** Takes one turn of the bot that speaks `flow`, in a transaction that is rolled back. */
export type TakeTurn = (ctx: Ctx, tx: Tx, flow: Flow, input: TurnInput) => Promise<TurnResult>;

export type Talk = {
  business: Business;
  flow: Flow;
  steps: readonly SimulatedStep[];
  language: string | null; // what we know of the customer
  from: Date; // when the talk begins
};

/**
 * Plays a talk with the real engine on the real tables and takes back everything it did: orders, tickets, stock.
 *
 * Nothing is kept between two calls. A talk is always played from its beginning, so an order of the third message is
 * there in the fifth, and an edit of the flow counts for the whole talk.
 */
export async function simulate(ctx: Ctx, takeTurn: TakeTurn, talk: Talk): Promise<Simulated[]> {
  const done: Simulated[] = [];
  await ctx.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '1s'`);
      const customer = await newCustomer(ctx, tx, takeTurn, talk);
      for (const step of talk.steps) {
        const result = await customer.does(step);
        done.push(result);
        if (result.problem) break;
      }
      tx.rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error;
    });
  return done;
}

type Customer = { does(step: SimulatedStep): Promise<Simulated> };

async function newCustomer(real: Ctx, tx: Tx, takeTurn: TakeTurn, talk: Talk): Promise<Customer> {
  const { business, flow } = talk;
  let now = talk.from;
  const ctx: Ctx = { ...real, now: () => now, reactions: [] }; // nothing follows from what is not kept
  const contact = { id: newId(), name: NAME, language: talk.language, phone: null };
  await tx.insert(contacts).values({ businessId: business.id, id: contact.id, name: contact.name });
  const ids = { channelId: newId(), conversationId: newId() };
  const heard: OutboundContent[] = [];
  let state: FlowState | null = null;
  let waiting: string | null = null;
  let seq = 0;

  const pending = (content: InboundContent): PendingMessage => ({
    id: newId(),
    seq: ++seq,
    providerMessageId: `simulated.${seq}`,
    sentAt: now,
    content,
    failures: 0,
    groupId: null,
  });

  const result = (turns: TurnResult[], problem: string | null): Simulated => ({
    replies: turns.flatMap(({ replies }) => replies),
    trace: turns.flatMap(({ trace }) => (isTrace(trace) ? [trace] : [])).at(-1) ?? null,
    node: state?.node ?? null,
    variables: state?.variables ?? {},
    back: state?.stack.map(({ node }) => node) ?? [],
    language: contact.language,
    waiting,
    at: now,
    timerAt: state?.timer ? new Date(state.timer.at) : null,
    problem,
  });

  async function turn(messages: PendingMessage[]): Promise<TurnResult> {
    const input = { business, ...ids, contact: { ...contact }, state, waiting: waiting !== null, messages };
    const taken = await takeTurn(ctx, tx, flow, { ...input, write: async () => tx });
    state = readState(taken.state);
    waiting = taken.handOff?.reason ?? waiting;
    contact.language = taken.language ?? contact.language;
    heard.push(...taken.replies);
    return taken;
  }

  /** Time passes; what the flow wanted to do meanwhile is done at its time. */
  async function wait(ms: number): Promise<TurnResult[]> {
    const until = new Date(now.getTime() + ms);
    const turns: TurnResult[] = [];
    for (let rings = 0; rings < MOST_RINGS; rings++) {
      const at: Date | null = state?.timer ? new Date(state.timer.at) : null;
      if (!at || at > until || waiting !== null) break;
      now = at;
      turns.push(await turn([]));
    }
    now = until;
    return turns;
  }

  async function taken(step: SimulatedStep): Promise<TurnResult[] | string> {
    if ('later' in step) return wait(durationMs(step.later));
    if ('customer' in step) return [await turn([pending({ type: 'text', body: step.customer })])];
    if ('sends' in step) return [await turn([pending(contentOf(step.sends))])];
    const tap = tapOn(heard, step.taps);
    return tap ? [await turn([pending(tap)])] : `There is nothing to tap called "${step.taps}" any more.`;
  }

  return {
    async does(step) {
      try {
        const turns = await taken(step);
        now = new Date(now.getTime() + BETWEEN_STEPS_MS);
        return typeof turns === 'string' ? result([], turns) : result(turns, null);
      } catch (error) {
        // A flow that goes round in circles; the author sees the text, nobody else comes here.
        return result([], error instanceof Error ? error.message : String(error));
      }
    },
  };
}

const NAME = 'Ada Moreno';
const MOST_RINGS = 20;
const BETWEEN_STEPS_MS = 5_000;

const isTrace = (trace: unknown): trace is Trace => typeof trace === 'object' && trace !== null && 'path' in trace;
