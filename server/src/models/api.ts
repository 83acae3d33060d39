import type { z } from 'zod';

/** What was said so far, in the order it was said. Neutral to providers and plain JSON, so that it can be recorded. */
export type Said =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; calls: ToolCall[] }
  | { role: 'tool'; results: { id: string; name: string; result: unknown }[] };

/** A tool the model may ask for. Nothing runs here: who asks the question decides what a call does. */
export type ToolSpec = { name: string; about: string; input: z.ZodObject };

/** @property mistake set when the model called a tool that is not there or with an input that does not fit. */
export type ToolCall = { id: string; name: string; input: unknown; mistake?: string };

/** Who is charged for a question. */
export type Charge = { businessId: string; contactId?: string; conversationId?: string };

export type Question = {
  purpose: string; // "agent", "rewrite": groups the costs
  charge: Charge;
  system: string;
  said: Said[];
  tools?: ToolSpec[];
  most?: number; // tokens of the answer
  isHard?: boolean; // for the better chain, where there is one
  signal?: AbortSignal; // a person took over: the call ends at once
};

/** Tokens as the provider counted them. `cached` is part of `input`. */
export type Usage = { input: number; cached: number; output: number };

/** A link that gave no answer. `why` is short and stable: "timeout", "http-429", "breaker-open", "empty". */
export type Tried = { model: string; why: string; ms: number };

/** What came of a question. Nobody needs to catch anything: without an answer, one goes on without a model. */
export type Answer =
  | {
      outcome: 'answered';
      text: string;
      calls: ToolCall[];
      model: string; // as in LLM_CHAIN
      answeredBy: string; // as the provider says
      usage: Usage;
      nanoUsd: number;
      ms: number;
    }
  | { outcome: 'unavailable'; why: 'over-budget' | 'no-answer' | 'cancelled'; tried: Tried[] };
export type Answered = Extract<Answer, { outcome: 'answered' }>;

/** Language models behind one door. */
export type Models = { ask(question: Question): Promise<Answer> };
