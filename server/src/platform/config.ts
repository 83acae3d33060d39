import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { type ModelConfig, ModelSettingWrong, readModelConfig } from './model-config.ts';
import type { Pace } from './pace.ts';
import { MINUTE, SECOND } from './time.ts';

/** Something about how Parlour was started is wrong; the message is one sentence for whoever starts it. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}

export type WhatsAppAccess = {
  phoneNumberId: string;
  accountId: string | null;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
};

export type Config = {
  port: number;
  host: string;
  publicUrl: string | null;
  databaseUrl: string | null; // null: the embedded Postgres under `dataDir`
  dataDir: string;
  secretKey: string | null;
  role: 'all' | 'web' | 'worker';
  emulator: boolean;
  demo: boolean;
  logLevel: string;
  whatsapp: WhatsAppAccess | null;
  graph: { url: string; version: string };
  limits: { throughput: number | null; pair: Pace | null; contact: Pace | null };
  apiRateLimit: boolean;
  webhookHosts: readonly string[]; // of private networks, that webhooks may be sent to
  flowsDir: string;
  smtpUrl: string | null; // null: links are shown to copy
  mailFrom: string;
  admin: { email: string; password: string } | null; // the first owner; null: a set-up link is printed
  consoleDir: string; // where the built console lies
  models: ModelConfig | null; // null: no language model, everything is understood offline
};

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/, error: 'is an address such as https://desk.example.com' });
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, `is ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
const onOff = oneOf('on', 'off');

const number = (least: number, most: number) => {
  const says = saysNumber(least, most);
  return z.coerce.number(says).min(least, says).max(most, says);
};
const whole = (least: number, most: number) => number(least, most).int('is a whole number');
const numberOrOff = (least: number, most: number) =>
  z.union([z.literal('off'), number(least, most)], `${saysNumber(least, most)}, or off`);
const wholeOrOff = (least: number, most: number) =>
  z.union([z.literal('off'), whole(least, most)], `${saysNumber(least, most)}, or off`);
const saysNumber = (least: number, most: number) => `is a number from ${least} to ${most}`;

/** Every variable Parlour reads; `.env.example` explains each. */
const Environment = z.object({
  PORT: whole(0, 65_535).default(3_000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres://')
    .optional(),
  DATA_DIR: text.default('./data'),
  SECRET_KEY: z.string().min(32, 'has at least 32 characters').optional(),
  ROLE: oneOf('all', 'web', 'worker').default('all'),
  EMULATOR: onOff.optional(),
  DEMO: onOff.optional(),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent').default('info'),
  FLOWS_DIR: text.default('./flows'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'begins with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: text.optional(),
  ADMIN_EMAIL: z.email('is an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(8, 'has at least 8 characters').optional(),
  CONSOLE_DIST: text.default('./console/dist'),
  WHATSAPP_PHONE_NUMBER_ID: text.optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: text.optional(),
  WHATSAPP_ACCESS_TOKEN: text.optional(),
  WHATSAPP_APP_SECRET: text.optional(),
  WHATSAPP_VERIFY_TOKEN: text.optional(),
  WHATSAPP_GRAPH_URL: url.default('https://graph.facebook.com'),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'looks like v25.0')
    .default('v25.0'),
  WHATSAPP_THROUGHPUT: numberOrOff(1, 10_000).default(80),
  WHATSAPP_PAIR_LIMIT: wholeOrOff(1, 1_000).default(45),
  API_RATE_LIMIT: onOff.default('on'),
  WEBHOOK_ALLOWED_HOSTS: z.string().default(''),
  CONTACT_RATE_LIMIT: wholeOrOff(1, 10_000).default(30),
  LLM_CHAIN: text.optional(),
  LLM_HARD_CHAIN: text.optional(),
  LLM_TRANSCRIBER: text.optional(),
  LLM_DESCRIBER: text.optional(),
  LLM_TIMEOUT: number(0.1, 120).default(20),
  LLM_HEDGE: numberOrOff(0.1, 120).default('off'),
  LLM_BUDGET: numberOrOff(0, 100_000).default(5),
  LLM_CONTACT_BUDGET: numberOrOff(0, 100_000).default(0.5),
  LLM_PRICES: text.optional(),
  OPENROUTER_API_KEY: text.optional(),
  OPENAI_API_KEY: text.optional(),
  ANTHROPIC_API_KEY: text.optional(),
  HF_TOKEN: text.optional(),
  CUSTOM_API_KEY: text.optional(),
  OPENROUTER_BASE_URL: url.default('https://openrouter.ai/api/v1'),
  OPENAI_BASE_URL: url.default('https://api.openai.com/v1'),
  ANTHROPIC_BASE_URL: url.default('https://api.anthropic.com/v1'),
  HF_BASE_URL: url.default('https://router.huggingface.co/v1'),
  OLLAMA_BASE_URL: url.default('http://127.0.0.1:11434/v1'),
  CUSTOM_BASE_URL: url.optional(),
});

/** One message to one person every 6 seconds, after a burst. @see WhatsApp Business Platform, "Throughput" */
const PAIR_EVERY_MS = 6 * SECOND;

/**
 * Reads the environment. An empty variable counts as absent, as a line `NAME=` in `.env` means it.
 *
 * @param root relative folders begin here.
 * @throws StartProblem naming the variable and what it should look like.
 */
export function readConfig(environment: NodeJS.ProcessEnv, root: string): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = Environment.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StartProblem(`The setting ${issue?.path.join('.')} is not right: ${issue?.message}. See .env.example.`);
  }
  const env = read.data;
  const whatsapp = readWhatsApp(env);
  const emulator = env.EMULATOR ? env.EMULATOR === 'on' : whatsapp === null;
  const folder = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: folder(env.DATA_DIR),
    secretKey: env.SECRET_KEY ?? null,
    role: env.ROLE,
    emulator,
    demo: env.DEMO ? env.DEMO === 'on' : emulator,
    logLevel: env.LOG_LEVEL,
    whatsapp,
    graph: { url: env.WHATSAPP_GRAPH_URL, version: env.WHATSAPP_GRAPH_VERSION },
    limits: {
      throughput: env.WHATSAPP_THROUGHPUT === 'off' ? null : env.WHATSAPP_THROUGHPUT,
      pair: env.WHATSAPP_PAIR_LIMIT === 'off' ? null : { burst: env.WHATSAPP_PAIR_LIMIT, everyMs: PAIR_EVERY_MS },
      contact:
        env.CONTACT_RATE_LIMIT === 'off'
          ? null
          : { burst: env.CONTACT_RATE_LIMIT, everyMs: MINUTE / env.CONTACT_RATE_LIMIT },
    },
    apiRateLimit: env.API_RATE_LIMIT === 'on',
    webhookHosts: env.WEBHOOK_ALLOWED_HOSTS.split(/[\s,]+/).filter(Boolean),
    flowsDir: folder(env.FLOWS_DIR),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? 'Parlour <parlour@localhost>',
    admin: readAdmin(env),
    consoleDir: folder(env.CONSOLE_DIST),
    models: readModels(env),
  };
}

function readModels(env: z.infer<typeof Environment>): ModelConfig | null {
  try {
    return readModelConfig(env);
  } catch (error) {
    throw error instanceof ModelSettingWrong ? new StartProblem(error.message) : error;
  }
}

function readAdmin({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password }: z.infer<typeof Environment>): Config['admin'] {
  if ((email === undefined) !== (password === undefined))
    throw new StartProblem('To make the first owner at start, set both ADMIN_EMAIL and ADMIN_PASSWORD.');
  return email && password ? { email, password } : null;
}

/** All of a number or nothing: half of it would look connected and answer nobody. The account id may come later. */
function readWhatsApp(env: z.infer<typeof Environment>): WhatsAppAccess | null {
  const needed = {
    WHATSAPP_PHONE_NUMBER_ID: env.WHATSAPP_PHONE_NUMBER_ID,
    WHATSAPP_ACCESS_TOKEN: env.WHATSAPP_ACCESS_TOKEN,
    WHATSAPP_APP_SECRET: env.WHATSAPP_APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: env.WHATSAPP_VERIFY_TOKEN,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === Object.keys(needed).length && !env.WHATSAPP_BUSINESS_ACCOUNT_ID) return null;
  const { WHATSAPP_PHONE_NUMBER_ID, WHATSAPP_ACCESS_TOKEN, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN } = needed;
  if (!WHATSAPP_PHONE_NUMBER_ID || !WHATSAPP_ACCESS_TOKEN || !WHATSAPP_APP_SECRET || !WHATSAPP_VERIFY_TOKEN) {
    throw new StartProblem(`To connect a WhatsApp number, set ${missing.join(' and ')} too; see docs/whatsapp.md.`);
  }
  return {
    phoneNumberId: WHATSAPP_PHONE_NUMBER_ID,
    accountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID ?? null,
    accessToken: WHATSAPP_ACCESS_TOKEN,
    appSecret: WHATSAPP_APP_SECRET,
    verifyToken: WHATSAPP_VERIFY_TOKEN,
  };
}

/** Where a browser finds this installation, such as "https://desk.example.com". */
export const originOf = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string =>
  new URL(publicUrl ?? `http://localhost:${port}`).origin;
