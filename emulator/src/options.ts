import { type Clock, realClock } from './clock.ts';
import type { ProductCard } from './phone-api.ts';
import type { BusinessPhone, Message } from './records.ts';
import type { TemplateDefinition } from './template-definition.ts';

/** A business number to offer. Ids have defaults so that one number needs no thought. */
export type NumberOptions = {
  phoneNumberId?: string;
  wabaId?: string;
  /** Business portfolio; customers have one `user_id` in each. Default: the WABA. */
  portfolioId?: string;
  displayNumber?: string;
  verifiedName?: string;
  about?: string;
  /** Things worth typing first; the phone page offers them beside the phone. */
  starters?: string[];
  /** @see WhatsApp Business Platform, Throughput: 80 by default, 20 in coexistence, 1,000 after the upgrade. */
  messagesPerSecond?: number;
};

export type StatusOptions = {
  /** From acceptance to `sent`. */
  sentAfterMs?: number;
  /** From `sent` to `delivered`, while the phone is online. */
  deliveredAfterMs?: number;
  /** Reads by itself so long after delivery; null: only when the person looks at the chat. */
  readAfterMs?: number | null;
};

export type LimitOptions = {
  /** Free-form outside 24 hours: accepted and then failed by webhook (as Meta does mostly), refused at once, or let through. */
  window?: 'status' | 'answer' | false;
  /** One message per 6 s to one customer, 45 at once. */
  pair?: boolean;
  /** `messagesPerSecond` of the number. */
  throughput?: boolean;
};

export type WebhookOptions = {
  /** POSTs under way at once. */
  concurrency?: number;
  /** Most updates in one POST; Meta goes up to 1,000 and normally sends 1. */
  batchSize?: number;
  /** How long an unfilled batch waits. */
  batchWaitMs?: number;
  /** An answer later than this counts as none. Not documented; third parties say 5 to 20 s. */
  timeoutMs?: number;
  /** Wait before the second retry (the first is immediate); doubles each time. */
  retryAfterMs?: number;
  /** Longest wait between retries. */
  retryAtMostMs?: number;
  /** Dropped when older. */
  giveUpAfterMs?: number;
};

export type WebhookRules = Required<WebhookOptions>;

export type EmulatorOptions = {
  numbers?: NumberOptions[];
  /** Customers who have a phone from the start. */
  phones?: { name: string; number: string }[];
  appSecret?: string;
  verifyToken?: string;
  accessToken?: string;
  /** Where webhooks go; without it they are dropped until `setWebhook`. */
  webhookUrl?: string;
  /** Path in front of the Graph API when it is mounted inside another server, such as "/emulator". */
  basePath?: string;
  /** How others reach `basePath`'s origin, for media URLs inside webhooks. Known by itself after `listen`. */
  publicUrl?: string;
  clock?: Clock;
  /** Same seed, same ids. Random when absent. */
  seed?: string;
  /** Folder for the journal and media; without it everything is in memory. */
  stateDir?: string;
  /** Keeps the last calls and webhooks readable; false costs nothing. */
  ledger?: boolean;
  statuses?: false | StatusOptions;
  limits?: false | LimitOptions;
  webhooks?: WebhookOptions;
  templates?: TemplateDefinition[];
  /** Products of the catalogue, for product messages and carts. */
  products?: ProductCard[];
  /** Test numbers may write to these only (131030). */
  allowList?: string[];
  /** A number nobody has: fails with 131026, or gets a phone. */
  unknownRecipients?: 'undeliverable' | 'reachable';
  /** Version of the webhooks; up to 23 statuses carry `conversation`. */
  webhookVersion?: number;
  /** Messages kept in memory; the oldest go first. */
  keepMessages?: number;
  /** False: media links are believed instead of downloaded. */
  fetchLinks?: boolean;
  /** Folder of the built phone page; false: no page. */
  page?: string | false;
  /** Called with each accepted message before it is answered. */
  onSend?: (message: Message) => void;
};

export type Settings = {
  numbers: BusinessPhone[];
  phones: { name: string; number: string }[];
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  webhookUrl: string | null;
  basePath: string;
  publicUrl: string | null;
  clock: Clock;
  seed: string | undefined;
  stateDir: string | null;
  ledger: boolean;
  statuses: false | { sentAfterMs: number; deliveredAfterMs: number; readAfterMs: number | null };
  limits: { window: 'status' | 'answer' | false; pair: boolean; throughput: boolean };
  webhooks: WebhookRules;
  templates: TemplateDefinition[];
  products: ProductCard[];
  allowList: string[] | null;
  unknownRecipients: 'undeliverable' | 'reachable';
  webhookVersion: number;
  keepMessages: number;
  fetchLinks: boolean;
  page: string | false;
  onSend: ((message: Message) => void) | null;
};

const DAY_MS = 86_400_000;

/** What an emulator uses when nobody says otherwise; the standalone program prints these. */
export const DEFAULTS = {
  appSecret: 'emulator-app-secret',
  verifyToken: 'emulator-verify-token',
  accessToken: 'emulator-access-token',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayNumber: '+1 555 078 3881',
};

export function settingsFrom(options: EmulatorOptions, pageFolder: string): Settings {
  const limits = options.limits === false ? { window: false as const, pair: false, throughput: false } : options.limits;
  return {
    numbers: (options.numbers ?? [{}]).map(businessPhone),
    phones: options.phones ?? [],
    appSecret: options.appSecret ?? DEFAULTS.appSecret,
    verifyToken: options.verifyToken ?? DEFAULTS.verifyToken,
    accessToken: options.accessToken ?? DEFAULTS.accessToken,
    webhookUrl: options.webhookUrl ?? null,
    basePath: (options.basePath ?? '').replace(/\/+$/, ''),
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    clock: options.clock ?? realClock,
    seed: options.seed,
    stateDir: options.stateDir ?? null,
    ledger: options.ledger ?? true,
    statuses: options.statuses !== false && {
      sentAfterMs: 0,
      deliveredAfterMs: 0,
      readAfterMs: null,
      ...options.statuses,
    },
    limits: { window: 'status', pair: true, throughput: true, ...limits },
    webhooks: {
      concurrency: 32,
      batchSize: 1,
      batchWaitMs: 0,
      timeoutMs: 10_000,
      retryAfterMs: 1_000,
      retryAtMostMs: 3_600_000,
      // @see WhatsApp Business Platform, Webhooks: "for up to 7 days"
      giveUpAfterMs: 7 * DAY_MS,
      ...options.webhooks,
    },
    templates: options.templates ?? [],
    products: options.products ?? [],
    allowList: options.allowList ?? null,
    unknownRecipients: options.unknownRecipients ?? 'undeliverable',
    webhookVersion: options.webhookVersion ?? 25,
    keepMessages: options.keepMessages ?? 50_000,
    fetchLinks: options.fetchLinks ?? true,
    page: options.page ?? pageFolder,
    onSend: options.onSend ?? null,
  };
}

function businessPhone(number: NumberOptions, index: number): BusinessPhone {
  const wabaId = number.wabaId ?? DEFAULTS.wabaId;
  const displayNumber = number.displayNumber ?? (index ? `+1 555 078 ${3881 + index}` : DEFAULTS.displayNumber);
  return {
    phoneNumberId: number.phoneNumberId ?? String(BigInt(DEFAULTS.phoneNumberId) + BigInt(index)),
    wabaId,
    portfolioId: number.portfolioId ?? wabaId,
    displayNumber,
    digits: displayNumber.replace(/\D/g, ''),
    verifiedName: number.verifiedName ?? 'Test business',
    about: number.about ?? '',
    starters: number.starters ?? ['hi'],
    // @see WhatsApp Business Platform, Throughput
    messagesPerSecond: number.messagesPerSecond ?? 80,
  };
}
