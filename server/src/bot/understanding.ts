import { classifyIntent, readOrder, readProductQuestion, searchFaqs } from '../language/index.ts';
import type { Ctx } from '../platform/context.ts';
import { basketOf } from './actions/basket.ts';
import type { CatalogueShelf } from './catalogue.ts';
import { faqsOf } from './faqs.ts';
import { callPerson } from './flows/answering.ts';
import type { CompiledTrigger } from './flows/compile.ts';
import { assign, go } from './flows/engine.ts';
import { speak, type Turn } from './flows/turn.ts';
import { relearnLanguage } from './speaking.ts';

/** What flows can have triggers for. */
export const INTENTS: ReadonlySet<string> = new Set([
  'order',
  'product_question',
  'faq',
  'human',
  'order_status',
  'order_history',
  'cancel_order',
  'delivery_date',
  'report_defect',
  'production_schedule',
  'browse',
  'thanks',
  'goodbye',
]);

const SURE = 0.6; // then we go there
const WORTH_ASKING = 0.35; // then we ask whether that was meant

export type Understanding = { answer(turn: Turn): Promise<boolean> };

type Meaning = { intent: string; score: number; faq?: string };

/**
 * What a message means when it answers nothing the flow asked: an order in words, a question about goods, a common
 * question, or something a trigger of the flow is for.
 *
 * Only asked when the flow had no answer, and only for intents the flow has triggers for.
 */
export function understanding(ctx: Ctx, shelf: CatalogueShelf): Understanding {
  return {
    async answer(turn) {
      if (!/\p{L}/u.test(turn.said.text)) return false;
      relearnLanguage(turn);
      const meanings = await meaningsOf(ctx, shelf, turn);
      for (const meaning of meanings) {
        turn.trace.understood.push({ how: 'intent', what: meaning.intent, score: round(meaning.score) });
        if (meaning.score >= SURE && (await follow(turn, meaning))) return true;
      }
      turn.suggestions = suggestionsFor(turn, meanings);
      return false;
    },
  };
}

async function follow(turn: Turn, { intent, faq }: Meaning): Promise<boolean> {
  if (intent === 'human') {
    await callPerson(turn, 'the customer asked for a person');
    return true;
  }
  const trigger = triggerFor(turn, intent);
  if (!trigger) return false;
  if (faq !== undefined) turn.found = { faq };
  assign(turn, trigger.set);
  return go(turn, trigger.then);
}

/** Everything the message may mean, surest first. */
async function meaningsOf(ctx: Ctx, shelf: CatalogueShelf, turn: Turn): Promise<Meaning[]> {
  const { flow, said, state, input, language } = turn;
  const meanings: Meaning[] = [];
  if (flow.intents.has('order') || flow.intents.has('product_question')) {
    const { index } = await shelf.of(turn.tx ?? ctx.db, input.business.id);
    const order = readOrder(said.text, index, { basket: basketOf(state.variables.draft).lines, language });
    const question = readProductQuestion(said.text, index);
    if (order.kind !== 'none') meanings.push({ intent: 'order', score: order.confidence });
    if (question) meanings.push({ intent: 'product_question', score: question.confidence });
  }
  const intent = classifyIntent(said.text);
  if (intent) meanings.push({ intent: intent.intent, score: intent.confidence });
  if (flow.intents.has('faq')) {
    const [best] = searchFaqs(said.text, await faqsOf(turn.tx ?? ctx.db, input.business.id, language));
    if (best) meanings.push({ intent: 'faq', score: best.score, faq: best.faq.topic });
  }
  return meanings.filter(({ intent, score }) => score >= WORTH_ASKING && (intent === 'human' || flow.intents.has(intent))).sort((a, b) => b.score - a.score);
}

function suggestionsFor(turn: Turn, meanings: Meaning[]): Turn['suggestions'] {
  return meanings.flatMap(({ intent }) => {
    const trigger = triggerFor(turn, intent);
    return trigger?.title && intent !== 'faq' ? [{ target: trigger.then, title: speak(turn, trigger.title) }] : [];
  });
}

const triggerFor = ({ flow }: Turn, intent: string): CompiledTrigger | undefined => flow.triggers.find((trigger) => trigger.intent === intent);

const round = (score: number): number => Math.round(score * 100) / 100;
