import type { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';
import type { PendingMessage, TurnInput } from '../../conversations/turn.ts';
import type { Ctx, Db, Tx } from '../../platform/context.ts';
import type { BusinessCatalogue } from '../catalogue.ts';

/** What an action may know and use. Business, contact and conversation come from here, never from what was said. */
export type ActionTurn = Pick<TurnInput, 'business' | 'contact' | 'conversationId'> & {
  language: string; // of the flow, "es"
  locale: string; // for money and dates, "es-MX"
  message: PendingMessage | null; // that asks for it; null when a timer rang
  /** The words for a value from the flow's labels; the value itself where there are none. */
  label(table: string, value: string): string;
  /** What the business sells, ready for searching and for reading orders. */
  catalogue(): Promise<BusinessCatalogue>;
  /** Price and stock as they are now, in the order of `ids`, named in the customer's language. */
  variants(ids: readonly string[]): Promise<VariantView[]>;
  /** For reading: the turn's transaction once it is open, so that no turn ever holds one connection and waits for a second. */
  db: Db | Tx;
  /** The transaction the turn commits in. Everything an action changes, it changes there. */
  write(): Promise<Tx>;
};

/** How an action can end, and what it found then. Flows branch on the names and fill texts from the fields. */
export type Outcomes = Record<string, z.ZodObject>;
export type Ending<O extends Outcomes> = { [K in keyof O]: { outcome: K; result: ResultOf<O[K]> } }[keyof O];
/** Whatever somebody puts into a result without fields, nobody can ask for it. */
type ResultOf<S extends z.ZodObject> = keyof S['shape'] extends never ? Record<string, unknown> : z.input<S>;

/** Something a flow can have looked up or done. One file each, and one line in `index.ts`. */
export type Action = {
  name: string;
  about: string;
  input: z.ZodObject;
  outcomes: Outcomes;
  effect: boolean;
  run(ctx: Ctx, input: unknown, turn: ActionTurn): Promise<{ outcome: string; result: unknown }>;
};

/**
 * Declares an action.
 *
 * @param definition.effect true when it changes something: then going back in a flow never does it again.
 */
export function defineAction<I extends z.ZodObject, O extends Outcomes>(definition: {
  name: string;
  about: string;
  input: I;
  outcomes: O;
  effect?: boolean;
  run(ctx: Ctx, input: z.output<I>, turn: ActionTurn): Promise<Ending<O>>;
}): Action {
  return {
    effect: false,
    ...definition,
    run: async (ctx, input, turn) => {
      const { outcome, result } = await definition.run(ctx, definition.input.parse(input), turn);
      return { outcome: String(outcome), result };
    },
  };
}
