import { z } from 'zod';
import { reachedToday, TIERS, type Tier } from '../meta/portfolio.ts';
import { type MetaDriver, metaDriver } from '../meta-driver.ts';
import { Refusal } from '../phones/refusal.ts';
import type { World } from '../world.ts';

/**
 * What Meta decides, over HTTP: the verbs of `emulator.meta`, one JSON object each.
 *
 * GET  /emulator/meta                                                  → { templates, numbers, accounts, portfolios }
 * POST /emulator/meta {"do": "rejects", "template": {"name": "sale"}}  → the same, afterwards
 */
const template = z.union([
  z.strictObject({ id: z.string() }),
  z.strictObject({ name: z.string(), language: z.string().optional(), account: z.string().optional() }),
]);
const number = z.string().optional();
const account = z.string().optional();
const isTier = (text: string): text is Tier => Object.hasOwn(TIERS, text);

const Order = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('reviews'),
    afterMs: z.number().min(0).nullable().optional(),
    outcome: z.enum(['APPROVED', 'REJECTED']).optional(),
    reason: z.string().optional(),
  }),
  z.strictObject({ do: z.enum(['approves', 'pauses', 'unpauses', 'disables']), template }),
  z.strictObject({ do: z.literal('rejects'), template, reason: z.string().optional() }),
  z.strictObject({ do: z.literal('rates'), template, quality: z.enum(['UNKNOWN', 'GREEN', 'YELLOW', 'RED']) }),
  z.strictObject({
    do: z.literal('recategorises'),
    template,
    category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
    announced: z.boolean().optional(),
  }),
  z.strictObject({ do: z.literal('paces'), template, freeSends: z.int().min(0) }),
  z.strictObject({ do: z.literal('judges'), template, verdict: z.enum(['good', 'bad']) }),
  z.strictObject({ do: z.literal('ratesNumber'), quality: z.enum(['UNKNOWN', 'GREEN', 'YELLOW', 'RED']), number }),
  z.strictObject({
    do: z.literal('setsNumberStatus'),
    status: z.enum(['CONNECTED', 'DISCONNECTED', 'PENDING', 'FLAGGED', 'RESTRICTED', 'BANNED']),
    number,
  }),
  z.strictObject({ do: z.literal('raisesThroughput'), maintenanceMs: z.number().min(0).optional(), number }),
  z.strictObject({
    do: z.literal('reviewsName'),
    name: z.string(),
    decision: z.enum(['APPROVED', 'REJECTED', 'DEFERRED', 'PENDING']),
    number,
  }),
  z.strictObject({ do: z.literal('setsTier'), tier: z.string().refine(isTier), number }),
  z.strictObject({ do: z.literal('setsStanding'), standing: z.enum(['good', 'restricted', 'locked']), account }),
  z.strictObject({ do: z.literal('setsPayment'), isThere: z.boolean(), account }),
  z.strictObject({ do: z.literal('expiresMedia'), mediaId: z.string() }),
  z.strictObject({ do: z.literal('tells'), field: z.string(), value: z.record(z.string(), z.unknown()), account }),
  z.strictObject({ do: z.literal('writesByHand'), customer: z.string(), text: z.string().min(1), number }),
  z.strictObject({
    do: z.literal('editsByHand'),
    customer: z.string(),
    messageId: z.string(),
    text: z.string().min(1),
    number,
  }),
  z.strictObject({ do: z.literal('revokesByHand'), customer: z.string(), messageId: z.string(), number }),
  z.strictObject({ do: z.enum(['tellsContacts', 'tellsHistory']), number }),
]);
type Order = z.output<typeof Order>;

/** @throws Refusal when the order is not understood, or names something that does not exist. */
export function obey(world: World, given: unknown): void {
  const result = Order.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Refusal(400, `${issue?.path.join('.') || 'The order'}: ${issue?.message ?? 'not understood'}`);
  }
  carryOut(metaDriver(world), result.data);
}

export function metaView(world: World) {
  return {
    templates: [...world.templates.values()],
    // The verification code is what SMS would have brought; PIN and key stay where they are.
    numbers: [...world.numbers.values()].map(({ pin, publicKey, ...number }) => ({
      ...number,
      hasPin: pin !== null,
      hasPublicKey: publicKey !== null,
    })),
    accounts: [...world.accounts.values()],
    portfolios: [...world.portfolios.values()].map((portfolio) => ({
      ...portfolio,
      reachedToday: reachedToday(world, portfolio),
    })),
  };
}

function carryOut(meta: MetaDriver, order: Order): void {
  switch (order.do) {
    case 'reviews': {
      const { do: _, ...rule } = order;
      meta.reviews(defined(rule));
      break;
    }
    case 'approves':
    case 'pauses':
    case 'unpauses':
    case 'disables':
      meta[order.do](templateOf(order));
      break;
    case 'rejects':
      meta.rejects(templateOf(order), order.reason);
      break;
    case 'rates':
      meta.rates(templateOf(order), order.quality);
      break;
    case 'recategorises':
      meta.recategorises(templateOf(order), order.category, { announced: order.announced ?? true });
      break;
    case 'paces':
      meta.paces(templateOf(order), order.freeSends);
      break;
    case 'judges':
      meta.judges(templateOf(order), order.verdict);
      break;
    case 'ratesNumber':
      meta.ratesNumber(order.quality, order.number);
      break;
    case 'setsNumberStatus':
      meta.setsNumberStatus(order.status, order.number);
      break;
    case 'raisesThroughput':
      meta.raisesThroughput({
        ...(order.number === undefined ? {} : { number: order.number }),
        ...(order.maintenanceMs === undefined ? {} : { maintenanceMs: order.maintenanceMs }),
      });
      break;
    case 'reviewsName':
      meta.reviewsName(order.name, order.decision, order.number);
      break;
    case 'setsTier':
      meta.setsTier(order.tier, order.number);
      break;
    case 'setsStanding':
      meta.setsStanding(order.standing, order.account);
      break;
    case 'setsPayment':
      meta.setsPayment(order.isThere, order.account);
      break;
    case 'expiresMedia':
      meta.expiresMedia(order.mediaId);
      break;
    case 'tells':
      meta.tells(order.field, order.value, order.account);
      break;
    case 'writesByHand':
      meta.writesByHand(order.customer, order.text, order.number);
      break;
    case 'editsByHand':
      meta.editsByHand(order.customer, order.messageId, order.text, order.number);
      break;
    case 'revokesByHand':
      meta.revokesByHand(order.customer, order.messageId, order.number);
      break;
    case 'tellsContacts':
    case 'tellsHistory':
      meta[order.do](order.number);
  }
}

/** What was left out is left out, not undefined. */
function templateOf({ template: given }: { template: z.output<typeof template> }) {
  return 'id' in given ? given : { name: given.name, ...defined({ language: given.language, account: given.account }) };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends Record<string, unknown>>(given: T): Defined<T>;
function defined(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
