import type { Ctx } from '../platform/context.ts';
import type { ModelConfig } from '../platform/model-config.ts';
import { type Alarm, systemAlarm } from '../platform/time.ts';
import type { Answer, Models, Question } from './api.ts';
import { type Budgets, reserve, settle } from './budget.ts';
import { type Asked, type Chain, createChain, type Deadline } from './chain.ts';
import { type Link, openLink } from './links.ts';
import { costOf, NANO, type PriceList, priceList } from './prices.ts';

const CHARACTERS_A_TOKEN = 2; // at least, in the languages we meet: a reservation is rather too large than too small
const OVERHEAD_TOKENS = 300; // what providers put around a question
const USUAL_ANSWER_TOKENS = 800;

/** How time passes; tests bring their own. */
export type Clocks = { alarm?: Alarm; deadline?: Deadline };

/**
 * The door to language models: each question is let in by the budgets, asked along the chain, and its cost written down.
 *
 * Past a budget only links that cost nothing are asked. Nothing here runs inside anybody's transaction.
 */
export function createModels(
  ctx: Ctx,
  config: ModelConfig,
  { alarm = systemAlarm(ctx.now), deadline = AbortSignal.timeout }: Clocks = {},
): Models {
  const prices = priceList(config.prices, config.freeProviders);
  const budgets: Budgets = { business: nano(config.budgetUsd.business), contact: nano(config.budgetUsd.contact) };
  const open = (links: ModelConfig['chain']): Chain =>
    createChain(links.map(openLink), {
      now: ctx.now,
      alarm,
      timeoutMs: config.timeoutMs,
      deadline,
      hedgeMs: config.hedgeMs,
      onFailure: (tried) => ctx.log.warn(tried, 'a language model gave no answer'),
    });
  const usual = open(config.chain);
  const hard = config.hardChain.length > 0 ? open(config.hardChain) : usual;

  return {
    async ask(question) {
      if (question.signal?.aborted) return { outcome: 'unavailable', why: 'cancelled', tried: [] };
      const chain = question.isHard ? hard : usual;
      const at = ctx.now();
      const admitted = await admit(ctx, budgets, prices, chain, question, at);
      if (!admitted) return { outcome: 'unavailable', why: 'over-budget', tried: [] };
      const asked = await chain.ask(question, admitted.links);
      const ms = ctx.now().getTime() - at.getTime();
      return close(ctx, prices, question, { ...admitted, asked, ms, at });
    },
  };
}

const nano = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * NANO));

/** Lets a question in with the whole chain, else with the links that cost nothing. */
async function admit(
  ctx: Ctx,
  budgets: Budgets,
  prices: PriceList,
  { links }: Chain,
  question: Question,
  at: Date,
): Promise<{ id: string; links: readonly Link[]; most: number } | null> {
  const { charge, purpose } = question;
  const usage = { input: estimatedTokens(question), cached: 0, output: question.most ?? USUAL_ANSWER_TOKENS };
  const mostOf = (some: readonly Link[]) => Math.max(0, ...some.map((link) => costOf(usage, prices(link, at).price)));
  const most = mostOf(links);
  const id = await reserve(ctx, budgets, { charge, purpose, most });
  if (id !== null) return { id, links, most };
  const free = links.filter((link) => mostOf([link]) === 0);
  if (free.length === 0) return null;
  const freeId = await reserve(ctx, budgets, { charge, purpose, most: 0 });
  return freeId === null ? null : { id: freeId, links: free, most: 0 };
}

function estimatedTokens({ system, said, tools = [] }: Question): number {
  const characters = system.length + JSON.stringify(said).length + tools.length * 400;
  return OVERHEAD_TOKENS + Math.ceil(characters / CHARACTERS_A_TOKEN);
}

type Call = { id: string; most: number; asked: Asked; ms: number; at: Date };

async function close(ctx: Ctx, prices: PriceList, question: Question, call: Call): Promise<Answer> {
  const { id, asked, ms, most, at } = call;
  const { businessId } = question.charge;
  const { tried } = asked;
  if (asked.by === null) {
    // A call that was ended on its way, or not in time, may be on the bill all the same.
    const mayCost = asked.isCancelled || tried.some(({ why }) => why === 'timeout');
    const status = asked.isCancelled ? 'cancelled' : 'failed';
    await settle(ctx, businessId, id, { status, tried, ms, nanoUsd: mayCost ? most : 0, priced: 'reserved' });
    return { outcome: 'unavailable', why: asked.isCancelled ? 'cancelled' : 'no-answer', tried };
  }
  const { by, answer } = asked;
  const { price, priced } = prices(by, at);
  const reported = answer.costUsd === null ? null : Math.ceil(answer.costUsd * NANO - 0.001);
  const nanoUsd = reported ?? costOf(answer.usage, price);
  await settle(ctx, businessId, id, {
    status: 'answered',
    tried,
    ms,
    nanoUsd,
    priced: reported === null ? priced : 'provider',
    model: by.name,
    answeredBy: answer.answeredBy,
    usage: answer.usage,
  });
  const { text, calls, answeredBy, usage } = answer;
  return { outcome: 'answered', text, calls, model: by.name, answeredBy, usage, nanoUsd, ms };
}
