import type { Ctx } from '../platform/context.ts';
import type { ModelConfig } from '../platform/model-config.ts';
import type { Answer, Models, Question } from './api.ts';
import type { Clocks } from './models.ts';
import type { Senses } from './senses.ts';

export type { Answer, Answered, Charge, Models, Question, Said, ToolCall, ToolSpec, Tried, Usage } from './api.ts';
export { askForJson } from './json-answer.ts';
export { costOf, NANO, usd } from './prices.ts';
export type { Recording } from './recording.ts';
export { recordAnswers, replayAnswers } from './recording.ts';
export type { Senses } from './senses.ts';
export type { UsageQuery, UsageRow } from './usage.ts';
export { usageOf } from './usage.ts';

/**
 * The language models of LLM_CHAIN. The libraries behind them are loaded here, so whoever has no chain pays nothing.
 *
 * @param options.count told of every question, for whoever counts.
 * @returns null when no chain is set.
 */
export async function openModels(
  ctx: Ctx,
  config: ModelConfig | null,
  { count, ...clocks }: Clocks & { count?: (question: Question, answer: Answer) => void } = {},
): Promise<Models | null> {
  if (!config || config.chain.length === 0) return null;
  const { createModels } = await import('./models.ts');
  const models = createModels(ctx, config, clocks);
  if (!count) return models;
  return {
    async ask(question) {
      const answer = await models.ask(question);
      count(question, answer);
      return answer;
    },
  };
}

/** What makes words of voice notes and pictures; null when neither is set. */
export async function openSenses(ctx: Ctx, config: ModelConfig | null): Promise<Senses | null> {
  if (!config || (!config.transcriber && !config.describer)) return null;
  const { createSenses } = await import('./senses.ts');
  return createSenses(ctx, config);
}
