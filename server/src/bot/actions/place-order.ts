import { z } from 'zod';
import { placeOrder as place } from '../../commerce/index.ts';
import { Problem } from '../../platform/problem.ts';
import { type ActionTurn, defineAction } from './action.ts';
import { basketOf } from './basket.ts';
import { variantOf } from './fitting.ts';
import { OrderCard, orderCards } from './order-card.ts';
import { Draft, draftOutcomes, look, soldVariants } from './order-draft.ts';

export const placeOrder = defineAction({
  name: 'place-order',
  about: 'Orders what is in the draft, after the customer said yes to it.',
  input: z.object({ draft: z.unknown() }),
  effect: true,
  outcomes: {
    placed: z.object({ order: OrderCard }),
    refused: z.object({}), // too much of one thing, for example: a person decides
    ...draftOutcomes, // something changed since the customer saw it: ready again at another price, sold out, or unclear
  },
  async run(ctx, { draft }, turn) {
    const basket = basketOf(draft);
    const amount = agreedAmount(draft);
    const seen = await look(basket, turn);
    if (seen.outcome !== 'ready' || seen.result.amount !== amount) return seen;
    if (seen.result.gone !== agreedSwap(draft)) return seen; // another thing at the same price is another thing
    const lines = await wantedLines(basket.lines, turn);
    try {
      // Only from here on: a crowd reads together, but orders one by one.
      const order = await place(ctx, await turn.write(), {
        businessId: turn.business.id,
        contactId: turn.contact.id,
        conversationId: turn.conversationId,
        lines,
        amount,
        ...(turn.message ? { causedBy: turn.message.id } : {}),
      });
      return { outcome: 'placed', result: { order: (await orderCards([order], turn))[0]! } };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.kind === 'invalid-order') return { outcome: 'refused', result: {} };
      return look(basket, turn); // sold out or dearer since we looked; nothing was written
    }
  },
});

/** What the customer read in the confirmation; NaN, which equals nothing, when there was none. */
function agreedAmount(draft: unknown): number {
  const parsed = Draft.safeParse(draft);
  return parsed.success ? parsed.data.amount : Number.NaN;
}

function agreedSwap(draft: unknown): string {
  const parsed = Draft.safeParse(draft);
  return parsed.success ? parsed.data.gone : '';
}

async function wantedLines(
  lines: ReturnType<typeof basketOf>['lines'],
  turn: ActionTurn,
): Promise<{ variantId: string; quantity: number }[]> {
  const sold = await soldVariants({ lines, ambiguous: [], asked: null }, turn);
  return lines.map((line) => ({
    variantId: variantOf(line, sold.get(line.productId) ?? [])!.id,
    quantity: line.quantity,
  }));
}
