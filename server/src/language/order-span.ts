import type { OrderCue } from './lexicon/order-cues.ts';
import type { SaidOption } from './option-values.ts';
import type { ProductMention } from './product-mentions.ts';

/** What a stretch of a message is, for an order. */
export type Span = { at: number; length: number } & (
  | { kind: 'product'; mention: ProductMention }
  /** `unsure`: the word may as well be a verb (Hindi "do" is two, and give). */
  | { kind: 'number'; value: number; style: 'digits' | 'words' | 'article'; unsure?: boolean }
  /** A weight, volume or length; `spare` is the other reading of "3 M": a number and a size. */
  | { kind: 'measure'; said: SaidOption; spare: { value: number; said: SaidOption } | null }
  /** `named`: part of the product's name, which may or may not be an option as well ("black hoodie"). */
  | { kind: 'option'; said: SaidOption; named: boolean }
  | { kind: 'cue'; cues: OrderCue[] }
  /** `soft`: a comma or "and"; `hard`: the end of a sentence. */
  | { kind: 'break'; strength: 'joint' | 'soft' | 'hard'; question: boolean }
  | { kind: 'counting' }
  | { kind: 'filler' }
  | { kind: 'unknown'; text: string }
);
