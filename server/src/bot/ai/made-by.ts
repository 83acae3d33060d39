import { z } from 'zod';

/** Who made something, so that nobody takes the rules for a model. */
export const MadeBy = z.object({
  by: z.enum(['model', 'rules']).describe('Who made it: a language model, or our own rules.'),
  model: z.string().nullable().describe('Which one, as in LLM_CHAIN.'),
  note: z.string().describe('What to know about it; empty when there is nothing.'),
});
export type MadeBy = z.infer<typeof MadeBy>;

export const byModel = (model: string): MadeBy => ({ by: 'model', model, note: '' });
export const byRules = (note: string): MadeBy => ({ by: 'rules', model: null, note });

export const NO_MODEL = 'No language model answered, so simple rules did this. Read it before you use it.';
