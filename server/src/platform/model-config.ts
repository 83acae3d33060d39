import { SECOND } from './time.ts';

/** A language model at a provider: where it is and how it wants to be spoken to. */
export type ModelLink = {
  provider: string;
  model: string;
  shape: 'openai' | 'anthropic';
  baseUrl: string;
  apiKey: string | null;
};

export type ModelConfig = {
  chain: ModelLink[]; // asked in this order
  hardChain: ModelLink[]; // for hard questions; empty: the same chain
  transcriber: ModelLink | null; // makes text of voice notes
  describer: ModelLink | null; // says what is in a picture
  timeoutMs: number;
  hedgeMs: number | null;
  budgetUsd: { business: number | null; contact: number | null }; // within 24 hours
  prices: ReadonlyMap<string, { input: number; cached: number; output: number }>; // own ones, USD for a million tokens
  freeProviders: ReadonlySet<string>;
};

/** The settings of language models, as the environment has them. */
export type ModelEnvironment = {
  LLM_CHAIN?: string | undefined;
  LLM_HARD_CHAIN?: string | undefined;
  LLM_TRANSCRIBER?: string | undefined;
  LLM_DESCRIBER?: string | undefined;
  LLM_TIMEOUT: number;
  LLM_HEDGE: 'off' | number;
  LLM_BUDGET: 'off' | number;
  LLM_CONTACT_BUDGET: 'off' | number;
  LLM_PRICES?: string | undefined;
  OPENROUTER_API_KEY?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  ANTHROPIC_API_KEY?: string | undefined;
  HF_TOKEN?: string | undefined;
  CUSTOM_API_KEY?: string | undefined;
  OPENROUTER_BASE_URL: string;
  OPENAI_BASE_URL: string;
  ANTHROPIC_BASE_URL: string;
  HF_BASE_URL: string;
  OLLAMA_BASE_URL: string;
  CUSTOM_BASE_URL?: string | undefined;
};

type Provider = {
  shape: 'openai' | 'anthropic';
  baseUrl: (env: ModelEnvironment) => string | undefined;
  key: keyof ModelEnvironment | null; // null: asks for none
  isFree?: boolean;
};

/** Every provider there is. A new one is an entry here and its settings in the environment. */
const PROVIDERS: Record<string, Provider> = {
  openrouter: { shape: 'openai', baseUrl: (env) => env.OPENROUTER_BASE_URL, key: 'OPENROUTER_API_KEY' },
  openai: { shape: 'openai', baseUrl: (env) => env.OPENAI_BASE_URL, key: 'OPENAI_API_KEY' },
  anthropic: { shape: 'anthropic', baseUrl: (env) => env.ANTHROPIC_BASE_URL, key: 'ANTHROPIC_API_KEY' },
  huggingface: { shape: 'openai', baseUrl: (env) => env.HF_BASE_URL, key: 'HF_TOKEN' },
  ollama: { shape: 'openai', baseUrl: (env) => env.OLLAMA_BASE_URL, key: null, isFree: true },
  custom: { shape: 'openai', baseUrl: (env) => env.CUSTOM_BASE_URL, key: null },
};

/** Something in these settings is wrong; the message names the setting and what it should look like. */
export class ModelSettingWrong extends Error {
  override name = 'ModelSettingWrong';
}

/**
 * The language models that the environment names.
 *
 * @returns null when neither a chain nor anything for voice notes and pictures is set.
 * @throws ModelSettingWrong
 */
export function readModelConfig(env: ModelEnvironment): ModelConfig | null {
  const chain = linksOf('LLM_CHAIN', env);
  const transcriber = linksOf('LLM_TRANSCRIBER', env)[0] ?? null;
  const describer = linksOf('LLM_DESCRIBER', env)[0] ?? null;
  if (chain.length === 0 && !transcriber && !describer) return null;
  return {
    chain,
    hardChain: linksOf('LLM_HARD_CHAIN', env),
    transcriber,
    describer,
    timeoutMs: env.LLM_TIMEOUT * SECOND,
    hedgeMs: env.LLM_HEDGE === 'off' ? null : env.LLM_HEDGE * SECOND,
    budgetUsd: {
      business: env.LLM_BUDGET === 'off' ? null : env.LLM_BUDGET,
      contact: env.LLM_CONTACT_BUDGET === 'off' ? null : env.LLM_CONTACT_BUDGET,
    },
    prices: pricesOf(env.LLM_PRICES ?? ''),
    freeProviders: new Set(Object.keys(PROVIDERS).filter((name) => PROVIDERS[name]?.isFree)),
  };
}

type ChainSetting = 'LLM_CHAIN' | 'LLM_HARD_CHAIN' | 'LLM_TRANSCRIBER' | 'LLM_DESCRIBER';

const linksOf = (setting: ChainSetting, env: ModelEnvironment): ModelLink[] =>
  (env[setting] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => linkOf(setting, part, env));

/** "openrouter:anthropic/claude-haiku-4.5": models have colons of their own ("llama3.2:3b"), providers have none. */
function linkOf(setting: ChainSetting, part: string, env: ModelEnvironment): ModelLink {
  const colon = part.indexOf(':');
  const [name, model] = [part.slice(0, Math.max(0, colon)), part.slice(colon + 1).trim()];
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (!provider || !model)
    throw new ModelSettingWrong(
      `The setting ${setting} is not right: "${part.slice(0, 80)}" is no provider:model. The providers are ${Object.keys(PROVIDERS).join(', ')}.`,
    );
  const baseUrl = provider.baseUrl(env);
  if (!baseUrl) throw new ModelSettingWrong(`To ask ${part.slice(0, 80)}, set CUSTOM_BASE_URL too; see .env.example.`);
  const apiKey = String(env[name === 'custom' ? 'CUSTOM_API_KEY' : (provider.key ?? 'CUSTOM_API_KEY')] ?? '') || null;
  if (provider.key && !apiKey)
    throw new ModelSettingWrong(`To ask ${part.slice(0, 80)}, set ${provider.key} too; see .env.example.`);
  const isOpen = provider.key === null && name !== 'custom';
  return {
    provider: name,
    model,
    shape: provider.shape,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    apiKey: isOpen ? null : apiKey,
  };
}

/** "some-model=0.20/0.60, other=1/4/0.10": input, output and, when it is given, cached input, in USD for a million tokens. */
function pricesOf(text: string): ModelConfig['prices'] {
  const prices = new Map<string, { input: number; cached: number; output: number }>();
  for (const part of text.split(',').map((one) => one.trim())) {
    if (!part) continue;
    const [, model, input, output, cached] = /^(\S+?)=([\d.]+)\/([\d.]+)(?:\/([\d.]+))?$/.exec(part) ?? [];
    const [inputUsd, outputUsd] = [Number(input), Number(output)];
    if (!model || !Number.isFinite(inputUsd) || !Number.isFinite(outputUsd))
      throw new ModelSettingWrong(
        `The setting LLM_PRICES is not right: "${part.slice(0, 80)}" does not look like model=0.20/0.60.`,
      );
    prices.set(model, { input: inputUsd, output: outputUsd, cached: cached === undefined ? inputUsd : Number(cached) });
  }
  return prices;
}
