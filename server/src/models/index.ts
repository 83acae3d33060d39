import type { Ctx } from '../platform/context.ts';
import type { ModelConfig } from '../platform/model-config.ts';
import type { Alarm } from '../platform/time.ts';
import { systemAlarm } from '../platform/time.ts';
import type { Models } from './api.ts';

export type { Answer, Answered, Charge, Models, Question, Said, ToolCall, ToolSpec, Tried, Usage } from './api.ts';
export { askForJson } from './json-answer.ts';
export { costOf, NANO, usd } from './prices.ts';
export type { Recording } from './recording.ts';
export { recordAnswers, replayAnswers } from './recording.ts';
export type { UsageQuery, UsageRow } from './usage.ts';
export { usageOf } from './usage.ts';

/**
 * The language models of LLM_CHAIN. The libraries behind them are loaded here, so whoever has no chain pays nothing.
 *
 * @returns null when no chain is set.
 */
export async function openModels(ctx: Ctx, config: ModelConfig | null, alarm?: Alarm): Promise<Models | null> {
  if (!config || config.chain.length === 0) return null;
  const { createModels } = await import('./models.ts');
  return createModels(ctx, config, alarm ?? systemAlarm(ctx.now));
}
