import { z } from 'zod';
import { defineAction } from './action.ts';
import { basketOf, withChoice } from './basket.ts';
import { draftOutcomes, look, soldVariants } from './order-draft.ts';

export const answerDraft = defineAction({
  name: 'answer-draft',
  about: 'Takes the answer to the one question that a draft had open.',
  input: z.object({ draft: z.unknown(), choice: z.string() }),
  effect: true,
  outcomes: draftOutcomes,
  async run(_ctx, { draft, choice }, turn) {
    const basket = basketOf(draft);
    const variants = [...(await soldVariants(basket, turn)).values()].flat();
    return look(withChoice(basket, choice, variants), turn);
  },
});
