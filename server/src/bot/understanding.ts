import { type OrderReading, readOrder, readProductQuestion, SURE_FAQ, searchFaqs } from '../language/index.ts';
import type { Ctx } from '../platform/context.ts';
import { basketOf } from './actions/basket.ts';
import type { CatalogueShelf } from './catalogue.ts';
import type { BankShelf } from './faqs.ts';
import { assign, go } from './flows/engine.ts';
import type { CompiledTrigger } from './flows/flow.ts';
import { speak, type Turn } from './flows/turn.ts';
import type { LearntShelf } from './learnt.ts';
import { relearnLanguage } from './speaking.ts';

/** What the assistant understands by itself; a flow says with a trigger where each leads. */
export const INTENTS: ReadonlySet<string> = new Set(['order', 'product_question', 'faq']);

const SURE = 0.55; // then we go there
const CLEARLY_AN_ORDER = 0.65;
const WORTH_ASKING = 0.3; // then we ask whether that was meant

export type Understanding = { answer(turn: Turn): Promise<boolean> };

/** Something a message may mean: the trigger it leads to, and how sure that is, from 0 to 1. */
type Meaning = { what: string; score: number; trigger: CompiledTrigger; faq?: string };

/**
 * What a message means when it answers nothing the flow asked: an order in words, a question about goods, a common
 * question, or something like the examples of a trigger.
 *
 * Asked only when the flow had no answer, so taps, numbers and words of menus never pay for it.
 */
export function understanding(
  ctx: Ctx,
  catalogues: CatalogueShelf,
  banks: BankShelf,
  learnt: LearntShelf,
): Understanding {
  return {
    async answer(turn) {
      if (!/\p{L}/u.test(turn.said.text)) return false;
      relearnLanguage(turn);
      const meanings = [
        ...(await meaningsOfGoods(ctx, catalogues, turn)),
        ...(await meaningsLikeExamples(ctx, banks, learnt, turn)),
      ];
      const likely = meanings.filter(({ score }) => score >= WORTH_ASKING).sort((a, b) => b.score - a.score);
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
    ...(question && asking ? [{ what: 'product_question', score: question.confidence, trigger: asking }] : []),
  ];
}

/** Not knowing which of our jackets is meant makes it no less an order. */
const likelinessOf = ({ confidence, ambiguous }: OrderReading): number =>
  ambiguous.length > 0 ? Math.min(0.9, confidence * 2) : confidence;

async function meaningsLikeExamples(ctx: Ctx, banks: BankShelf, learnt: LearntShelf, turn: Turn): Promise<Meaning[]> {
  const { said, flow, input, language } = turn;
  const bank = await banks.of(turn.tx ?? ctx.db, input.business, flow, language);
  const found = new Map(searchFaqs(said.text, bank).map(({ id, score }) => [id, (score / SURE_FAQ) * SURE])); // on our scale
  for (const { label, confidence } of learnt.read(bank, input.business.id, flow, said.text))
    found.set(label, Math.max(confidence, found.get(label) ?? 0));
  return [...found].flatMap(([id, score]): Meaning[] => {
    const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    const trigger = kind === 'faq' ? triggerFor(turn, 'faq') : flow.triggers[Number(name)];
    if (!trigger) return [];
    return [
      {
        what: kind === 'faq' ? id : trigger.next,
        score: Math.min(1, score),
        trigger,
        ...(kind === 'faq' ? { faq: name } : {}),
      },
    ];
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
