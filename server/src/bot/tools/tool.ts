import type { z } from 'zod';
import type { Ctx } from '../../platform/context.ts';
import type { ActionTurn } from '../actions/action.ts';
import type { Pending } from '../agent/state.ts';

/** What a tool may know and use. Business, contact and conversation come from here, never from the model. */
export type ToolTurn = ActionTurn & {
  /** Everything the customer wrote in this session, as far as it is read word by word. */
  heard: string;
  /** Runs one of the actions of flows. Those that change something are left to `after`. */
  act(name: string, input: Record<string, unknown>): Promise<{ outcome: string; result: unknown }>;
};

/** What follows from a call once the model has had its last word. */
export type Plan =
  | { kind: 'confirm'; what: Pending } // the customer is asked, and a tap does it
  | { kind: 'report'; input: Record<string, unknown> } // a ticket in the customer's own words
  | { kind: 'hand_off'; reason: string };

/**
 * @property result what the model reads, and what it may speak of; plain JSON.
 * @property isOwnWords the business wrote it for its customers.
 */
export type ToolAnswer = { result: Record<string, unknown>; isOwnWords?: boolean; plan?: Plan };

/** Something the agent can look up or prepare. One file each, and one line in `index.ts`. */
export type Tool = {
  name: string;
  about: string;
  input: z.ZodObject;
  run(ctx: Ctx, input: unknown, turn: ToolTurn): Promise<ToolAnswer>;
};

/** Declares a tool. Nothing it does may change anything but by way of a plan. */
export function defineTool<I extends z.ZodObject>(definition: {
  name: string;
  about: string;
  input: I;
  run(ctx: Ctx, input: z.output<I>, turn: ToolTurn): Promise<ToolAnswer>;
}): Tool {
  return { ...definition, run: (ctx, input, turn) => definition.run(ctx, definition.input.parse(input), turn) };
}

/** An outcome and its fields as one object, without the ids that only menus need. */
export const flat = ({ outcome, result }: { outcome: string; result: unknown }): Record<string, unknown> => ({
  outcome,
  ...(typeof result === 'object' && result !== null ? result : {}),
});
