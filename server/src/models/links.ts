import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, type LanguageModel, type ModelMessage, streamText, tool, zodSchema } from 'ai';
import { z } from 'zod';
import type { Question, Said, ToolCall, ToolSpec, Usage } from './api.ts';
import { boundedFetch } from './bounded-fetch.ts';

/** A model at a provider, ready to be asked. */
export type LinkSettings = {
  provider: string;
  model: string;
  shape: 'openai' | 'anthropic';
  baseUrl: string;
  apiKey: string | null;
};

export type LinkAnswer = {
  text: string;
  calls: ToolCall[];
  answeredBy: string;
  usage: Usage;
  costUsd: number | null; // when the provider says it itself
};

/** @property retryAfterMs what the provider asks to wait, if it does. */
export type LinkFailure = { why: string; isTheirs: boolean; mayPass: boolean; retryAfterMs: number | null };

export type Link = {
  name: string; // "openrouter:anthropic/claude-haiku-4.5"
  provider: string;
  model: string;
  ask(question: Question, signal: AbortSignal): Promise<LinkAnswer | { failure: LinkFailure }>;
};

const MOST_TOKENS = 800; // of an answer, unless asked otherwise: a message of WhatsApp has 4,096 characters

export function openLink(settings: LinkSettings): Link {
  const { provider, model } = settings;
  const languageModel = modelOf(settings);
  return {
    name: `${provider}:${model}`,
    provider,
    model,
    ask: async (question, signal) => {
      try {
        return await askOnce(languageModel, question, signal);
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
  };
}

/** The model of a link, as the library wants it. */
export function modelOf({ provider, model, shape, baseUrl, apiKey }: LinkSettings): LanguageModel {
  const fetch = boundedFetch();
  if (shape === 'anthropic') return createAnthropic({ baseURL: baseUrl, apiKey: apiKey ?? '', fetch })(model);
  const headers = { 'X-Title': 'Parlour' }; // OpenRouter shows it to the owner of the key; others do not mind
  const key = apiKey ? { apiKey } : {};
  return createOpenAICompatible({ name: provider, baseURL: baseUrl, ...key, headers, fetch, includeUsage: true })(
    model,
  );
}

/** The answer comes word by word, so that a provider stops writing, and counting, when we hang up. */
async function askOnce(
  model: LanguageModel,
  { system, said, tools = [], most }: Question,
  signal: AbortSignal,
): Promise<LinkAnswer | { failure: LinkFailure }> {
  const result = streamText({
    model,
    system,
    messages: said.map(messageOf),
    ...(tools.length > 0 ? { tools: toolsOf(tools) } : {}),
    maxOutputTokens: most ?? MOST_TOKENS,
    maxRetries: 0, // the chain decides whom to ask next
    abortSignal: signal,
    onError: () => {}, // thrown below
  });
  for await (const part of result.stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw signal.reason;
  }
  const { text, toolCalls, usage, response, finishReason, rawFinishReason } = await result.finalStep;
  const calls = toolCalls.map(
    (call): ToolCall => ({
      id: call.toolCallId,
      name: call.toolName,
      input: call.input,
      ...(call.invalid ? { mistake: mistakeOf(call.toolName, tools) } : {}),
    }),
  );
  if (finishReason === 'error' || rawFinishReason === 'error') return { failure: theirs('error-in-answer') };
  if (finishReason === 'content-filter' && !text) return { failure: { ...theirs('refused'), mayPass: false } };
  if (!text.trim() && calls.length === 0) return { failure: theirs('empty') };
  return {
    text: text.trim(),
    calls,
    answeredBy: response.modelId,
    usage: {
      input: usage.inputTokens ?? 0,
      cached: usage.inputTokenDetails.cacheReadTokens ?? 0,
      output: usage.outputTokens ?? 0,
    },
    costUsd: ReportedCost.safeParse(usage.raw).data?.cost ?? null,
  };
}

/** @see OpenRouter, "Usage accounting" */
const ReportedCost = z.looseObject({ cost: z.number().nonnegative() });

/** The model reads it and may try again. */
const mistakeOf = (name: string, tools: ToolSpec[]): string =>
  tools.some((one) => one.name === name) ? 'the input does not fit the schema of this tool' : 'there is no such tool';

function messageOf(said: Said): ModelMessage {
  switch (said.role) {
    case 'user':
      return { role: 'user', content: said.text };
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...(said.text ? [{ type: 'text' as const, text: said.text }] : []),
          ...said.calls.map(({ id, name, input }) => ({
            type: 'tool-call' as const,
            toolCallId: id,
            toolName: name,
            input: typeof input === 'object' && input !== null ? input : {}, // what was no JSON is not repeated
          })),
        ],
      };
    case 'tool':
      return {
        role: 'tool',
        content: said.results.map(({ id, name, result }) => ({
          type: 'tool-result' as const,
          toolCallId: id,
          toolName: name,
          output: { type: 'text' as const, value: JSON.stringify(result) },
        })),
      };
  }
}

const known = new WeakMap<ToolSpec, ReturnType<typeof translated>>();

/** Schemas are translated once: a turn asks with all of them up to eight times. */
const toolsOf = (specs: ToolSpec[]) =>
  Object.fromEntries(
    specs.map((spec) => {
      const made = known.get(spec) ?? translated(spec);
      known.set(spec, made);
      return [spec.name, made];
    }),
  );

const translated = ({ about, input }: ToolSpec) => tool({ description: about, inputSchema: zodSchema(input) });

const theirs = (why: string): LinkFailure => ({ why, isTheirs: true, mayPass: true, retryAfterMs: null });

/** What may pass is tried again; what says something about our question says nothing about the provider. */
function failureOf(error: unknown): LinkFailure {
  if (APICallError.isInstance(error) && error.statusCode !== undefined) {
    const status = error.statusCode;
    if (status >= 200 && status < 300) return theirs('garbage');
    return {
      why: `http-${status}`,
      isTheirs: ![400, 413, 422].includes(status),
      mayPass: status === 408 || status === 409 || status === 429 || status >= 500,
      retryAfterMs: retryAfter(error.responseHeaders),
    };
  }
  const name = error instanceof Error ? error.name : 'unknown';
  if (name === 'TimeoutError') return theirs('timeout');
  if (name === 'AbortError') return theirs('aborted');
  if (APICallError.isInstance(error)) return theirs('unreachable');
  return theirs('garbage');
}

const LONGEST_RETRY_AFTER_MS = 5_000; // a customer is waiting

function retryAfter(headers: Record<string, string> | undefined): number | null {
  const seconds = Number(headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1_000, LONGEST_RETRY_AFTER_MS) : null;
}
