import { type OrderReading, type ProductQuestion, readOrder, readProductQuestion } from '../language/index.ts';
import type { Ctx } from '../platform/context.ts';
import { basketOf } from './actions/basket.ts';
import type { CatalogueShelf } from './catalogue.ts';
import { assign, go } from './flows/engine.ts';
import type { CompiledTrigger } from './flows/flow.ts';
import { speak, type Turn } from './flows/turn.ts';
import { namedBy, type Resembling, SURE, WORTH_ASKING } from './resembling.ts';
import { relearnLanguage } from './speaking.ts';

/** What the assistant understands by itself; a flow says with a trigger where each leads. */
export const INTENTS: ReadonlySet<string> = new Set(['order', 'product_question', 'faq']);

const CLEARLY_AN_ORDER = 0.65;

export type Understanding = { answer(turn: Turn): Promise<boolean> };

/** Something a message may mean: the trigger it leads to, and how sure that is, from 0 to 1. */
type Meaning = Likely & { trigger: CompiledTrigger };
type Likely = { what: string; score: number; faq?: string; outright?: boolean };

/**
 * What a message means when it answers nothing the flow asked: an order in words, a question about goods, a common
 * question, or something like the examples of a trigger.
 *
 * Asked only when the flow had no answer, so taps, numbers and words of menus never pay for it.
 */
export function understanding(ctx: Ctx, catalogues: CatalogueShelf, resembles: Resembling): Understanding {
  return {
    async answer(turn) {
      if (!/\p{L}/u.test(turn.said.text)) return false;
      relearnLanguage(turn);
      const goods = await meaningsOfGoods(ctx, catalogues, turn);
      const examples = await meaningsLikeExamples(ctx, resembles, turn);
      const likely = surestFirst(goods, examples).filter(({ score }) => score >= WORTH_ASKING);
      for (const meaning of likely) {
        turn.trace.understood.push({
          how: 'meaning',
          what: meaning.what,
          score: Math.round(meaning.score * 100) / 100,
        });
        if (meaning.score >= SURE && (await follow(turn, meaning))) return true;
      }
      turn.suggestions = suggestionsFrom(turn, likely);
      return false;
    },
  };
}

/**
 * The surest first. A customer who asks outright for goods that we have means these, and not "what do you have?", however
 * much the two sound alike.
 */
export function surestFirst<Kind extends Likely>(goods: readonly Kind[], examples: readonly Kind[]): Kind[] {
  const likest = Math.max(0, ...examples.filter(({ faq }) => faq === undefined).map(({ score }) => score));
  const raised = goods.map((one) => (one.outright ? { ...one, score: Math.max(one.score, likest) } : one));
  return [...raised, ...examples].sort((a, b) => b.score - a.score);
}

async function follow(turn: Turn, { trigger, faq }: Meaning): Promise<boolean> {
  turn.found = faq === undefined ? {} : { faq };
  assign(turn, trigger.set);
  return go(turn, trigger.next);
}

async function meaningsOfGoods(ctx: Ctx, catalogues: CatalogueShelf, turn: Turn): Promise<Meaning[]> {
  const [ordering, asking] = [triggerFor(turn, 'order'), triggerFor(turn, 'product_question')];
  if (!ordering && !asking) return [];
  const { said, state, input, language } = turn;
  const { index } = await catalogues.of(turn.tx ?? ctx.db, input.business.id);
  const order = readOrder(said.text, index, { basket: basketOf(state.variables.draft).lines, language });
  const question = readProductQuestion(said.text, index);
  const score = likelinessOf(order);
  const isSearch = score < CLEARLY_AN_ORDER && order.kind === 'order'; // "jackets": wants to see them first
  return [
    ...(order.kind !== 'none' && isSearch && asking ? [{ what: 'product_question', score, trigger: asking }] : []),
    ...(order.kind !== 'none' && !isSearch && ordering ? [{ what: 'order', score, trigger: ordering }] : []),
    ...(question && asking ? [askingAbout(question, asking)] : []),
  ];
}

const askingAbout = ({ confidence, outright }: ProductQuestion, trigger: CompiledTrigger): Meaning => ({
  what: 'product_question',
  score: confidence,
  outright,
  trigger,
});

/** Not knowing which of our jackets is meant makes it no less an order. */
const likelinessOf = ({ confidence, ambiguous }: OrderReading): number =>
  ambiguous.length > 0 ? Math.min(0.9, confidence * 2) : confidence;

async function meaningsLikeExamples(ctx: Ctx, resembles: Resembling, turn: Turn): Promise<Meaning[]> {
  const { said, flow, input, language } = turn;
  const asked = { business: input.business, flow, language, text: said.text };
  const found = await resembles(turn.tx ?? ctx.db, asked);
  return [...found].flatMap(([id, score]): Meaning[] => {
    const named = namedBy(id);
    const trigger = 'faq' in named ? triggerFor(turn, 'faq') : flow.triggers[named.trigger];
    if (!trigger) return [];
    const meaning = { score: Math.min(1, score), trigger };
    return 'faq' in named ? [{ ...meaning, what: id, faq: named.faq }] : [{ ...meaning, what: trigger.next }];
  });
}

function suggestionsFrom(turn: Turn, meanings: Meaning[]): Turn['suggestions'] {
  const offered = meanings.flatMap(({ trigger, faq }) =>
    trigger.title && faq === undefined ? [{ target: trigger.next, title: speak(turn, trigger.title) }] : [],
  );
  return offered.filter(({ target }, at) => offered.findIndex((other) => other.target === target) === at);
}

const triggerFor = ({ flow }: Turn, intent: string): CompiledTrigger | undefined =>
  flow.triggers.find((trigger) => trigger.intent === intent);
