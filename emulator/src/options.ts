import { type Clock, realClock } from './clock.ts';
import type { TokenOptions } from './graph/access.ts';
import type { LedgerSize } from './ledger/ledger.ts';
import type { FlowOptions } from './meta/flows.ts';
import type { Tier } from './meta/portfolio.ts';
import { type RateCard, SAMPLE_RATES } from './meta/rate-card.ts';
import type { ReviewRule } from './meta/templates.ts';
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
  /** What the head of a recorded conversation says (`flows/*.test.yaml`). */
  recordAs?: { flow: string; business: string };
  /** How many people the portfolio may write to first in a day; the first number of a portfolio decides. Default: no limit. */
  messagingTier?: Tier;
  /** Coexistence: somebody also writes with the WhatsApp Business app. */
  onBusinessApp?: boolean;
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
  /** The portfolio's `messagingTier`: unique people in a moving day, outside service windows (131048). */
  recipients?: boolean;
  /** Marketing messages one person gets in 24 hours, from all businesses together (131049). Meta publishes no number; none by default. */
  marketingPerPerson?: number | null;
  /** False: marketing to US numbers is not delivered at all (131049), as Meta had it in 2026. */
  marketingToUS?: boolean;
  /** Calls per account and hour other than messages and media (80007). */
  managementPerHour?: number | null;
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
  /** Same seed, same ids and same luck (`knobs.read().seed`). Random when absent. */
  seed?: string;
  /** Folder for the journal and media; without it everything is in memory. */
  stateDir?: string;
  /**
   * Keeps calls, webhooks and what became of every message readable: the last 5,000 entries and `keepMessages`
   * messages, or as many as said. False costs nothing.
   */
  ledger?: boolean | Partial<LedgerSize>;
  statuses?: false | StatusOptions;
  limits?: false | LimitOptions;
  webhooks?: WebhookOptions;
  templates?: TemplateDefinition[];
  /** What Meta says about templates that are submitted; approved at once when absent. */
  review?: Partial<ReviewRule>;
  /** Forms (Flows) that exist from the start. */
  flows?: FlowOptions[];
  /** Tokens beside `accessToken`, with fewer permissions or an end. */
  tokens?: TokenOptions[];
  /** Meta's contact book: whoever exchanged a message by number stays known by it, hidden or not. Off by default. */
  contactBook?: boolean;
  /** What delivered messages cost; sample amounts when absent. */
  rateCard?: RateCard;
  appId?: string;
  catalogId?: string;
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
  ledger: LedgerSize | null;
  statuses: false | { sentAfterMs: number; deliveredAfterMs: number; readAfterMs: number | null };
  limits: Required<LimitOptions>;
  webhooks: WebhookRules;
  templates: TemplateDefinition[];
  review: ReviewRule;
  flows: FlowOptions[];
  tokens: TokenOptions[];
  contactBook: boolean;
  rateCard: RateCard;
  appId: string;
  catalogId: string;
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
const KEEP_MESSAGES = 50_000;

/** What an emulator uses when nobody says otherwise; the standalone program prints these. */
export const DEFAULTS = {
  appSecret: 'emulator-app-secret',
  verifyToken: 'emulator-verify-token',
  accessToken: 'emulator-access-token',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayNumber: '+1 555 078 3881',
  appId: '670843887433847',
  catalogId: '194836987003835',
};

export function settingsFrom(options: EmulatorOptions, pageFolder: string): Settings {
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
    ledger: ledgerSize(options),
    statuses: options.statuses !== false && {
      sentAfterMs: 0,
      deliveredAfterMs: 0,
      readAfterMs: null,
      ...options.statuses,
    },
    limits: options.limits === false ? NO_LIMITS : { ...USUAL_LIMITS, ...options.limits },
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
    review: { afterMs: 0, outcome: 'APPROVED', reason: 'INVALID_FORMAT', ...options.review },
    flows: options.flows ?? [],
    tokens: options.tokens ?? [],
    contactBook: options.contactBook ?? false,
    rateCard: options.rateCard ?? SAMPLE_RATES,
    appId: options.appId ?? DEFAULTS.appId,
    catalogId: options.catalogId ?? DEFAULTS.catalogId,
    products: options.products ?? [],
    allowList: options.allowList ?? null,
    unknownRecipients: options.unknownRecipients ?? 'undeliverable',
    webhookVersion: options.webhookVersion ?? 25,
    keepMessages: options.keepMessages ?? KEEP_MESSAGES,
    fetchLinks: options.fetchLinks ?? true,
    page: options.page ?? pageFolder,
    onSend: options.onSend ?? null,
  };
}

const USUAL_LIMITS: Required<LimitOptions> = {
  window: 'status',
  pair: true,
  throughput: true,
  recipients: true,
  marketingPerPerson: null,
  marketingToUS: true,
  // @see WhatsApp Business Platform, Rate limits: an active account
  managementPerHour: 5_000,
};
const NO_LIMITS: Required<LimitOptions> = {
  ...USUAL_LIMITS,
  window: false,
  pair: false,
  throughput: false,
  recipients: false,
  managementPerHour: null,
};

function ledgerSize({ ledger = true, keepMessages = KEEP_MESSAGES }: EmulatorOptions): LedgerSize | null {
  if (ledger === false) return null;
  return { entries: 5_000, messages: keepMessages, ...(ledger === true ? {} : ledger) };
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
    messagesPerSecond: number.messagesPerSecond ?? (number.onBusinessApp ? 20 : 80),
    messagingTier: number.messagingTier ?? 'TIER_UNLIMITED',
    onBusinessApp: number.onBusinessApp ?? false,
    recordAs: number.recordAs ?? { flow: 'my-flow', business: 'my-business' },
  };
}
