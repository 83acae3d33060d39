import { and, eq } from 'drizzle-orm';
import { KIND, readAccess, sealAccess } from './channels/whatsapp-cloud/numbers.ts';
import { contactOfPhone } from './contacts/index.ts';
import { channels } from './conversations/schema.ts';
import { demoFactory, demoShop, seedDemo, seedDemoCustomer } from './demo/index.ts';
import type { Config } from './platform/config.ts';
import type { Ctx } from './platform/context.ts';
import { newId } from './platform/id.ts';
import { type Business, businesses } from './platform/schema.ts';
import type { SecretBox } from './platform/secrets.ts';

/** Customers whose phones lie beside the demo; their past is made up, everything after is real. */
export const DEMO_CUSTOMERS = [
  { name: 'Ana Torres', number: '+16505551234' },
  { name: 'Ben Okafor', number: '+447400123456' },
  { name: 'Chiara Rossi', number: '+393471234567' },
];

/** Where the emulator's numbers live; any ids will do, these look like Meta's. */
export const EMULATED = {
  access: {
    accessToken: 'emulated-access-token',
    appSecret: 'emulated-app-secret',
    verifyToken: 'emulated-verify-token',
  },
  accountId: '102290129340398',
  shop: { phoneNumberId: '106540352242922', displayNumber: '+1 555 078 3881' },
  factory: { phoneNumberId: '106540352242923', displayNumber: '+1 555 078 3882' },
};

/**
 * Brings the installation to what the environment asks for: the demo, its emulated numbers, the real number. What is
 * there already stays; several nodes may do this at once.
 */
export async function setUp(ctx: Ctx, config: Config, box: SecretBox): Promise<void> {
  if (config.demo) await seedDemo(ctx);
  if (config.emulator && config.demo) {
    const shop = await businessBySlug(ctx, demoShop.business.slug);
    const factory = await businessBySlug(ctx, demoFactory.business.slug);
    for (const [business, number] of [
      [shop, EMULATED.shop],
      [factory, EMULATED.factory],
    ] as const) {
      if (!business) continue;
      await connect(ctx, box, business, {
        externalId: number.phoneNumberId,
        accountId: EMULATED.accountId,
        address: number.displayNumber.replace(/[^\d+]/g, ''),
        name: `${business.name} (emulated)`,
        access: EMULATED.access,
        settings: { graphUrl: `http://127.0.0.1:${config.port}/emulator` },
      });
      await giveDemoCustomersAPast(ctx, business);
    }
  }
  if (config.whatsapp) {
    const { phoneNumberId, accountId, ...access } = config.whatsapp;
    const business = (await firstBusiness(ctx, config)) ?? (await openBusiness(ctx));
    await connect(ctx, box, business, {
      externalId: phoneNumberId,
      accountId,
      address: '', // read from the platform by the channel's health check
      name: 'WhatsApp',
      access,
      settings: {},
    });
  }
}

async function businessBySlug(ctx: Ctx, slug: string): Promise<Business | undefined> {
  const [business] = await ctx.db.select().from(businesses).where(eq(businesses.slug, slug));
  return business;
}

/** With the demo it is the demo shop, which then answers the real number. */
async function firstBusiness(ctx: Ctx, config: Config): Promise<Business | undefined> {
  if (config.demo) return businessBySlug(ctx, demoShop.business.slug);
  const [business] = await ctx.db.select().from(businesses).orderBy(businesses.createdAt, businesses.id).limit(1);
  return business;
}

async function openBusiness(ctx: Ctx): Promise<Business> {
  const [business] = await ctx.db
    .insert(businesses)
    .values({ slug: 'my-business', name: 'My business' })
    .onConflictDoNothing()
    .returning();
  return business ?? (await businessBySlug(ctx, 'my-business'))!;
}

type Connection = {
  externalId: string;
  accountId: string | null;
  address: string;
  name: string;
  access: Parameters<typeof sealAccess>[3];
  settings: Record<string, unknown>;
};

/** A number belongs to one business; a new token or secret replaces the old one and makes the channel try again. */
async function connect(ctx: Ctx, box: SecretBox, business: Business, connection: Connection): Promise<void> {
  const { externalId, accountId, address, name, access, settings } = connection;
  const id = newId();
  const secrets = sealAccess(box, business.id, id, access);
  const row = {
    businessId: business.id,
    id,
    kind: KIND,
    name,
    externalId,
    accountId,
    address,
    settings,
    secrets,
    statusAt: ctx.now(),
  };
  const [made] = await ctx.db.insert(channels).values(row).onConflictDoNothing().returning({ id: channels.id });
  if (made) return;

  const [known] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.kind, KIND), eq(channels.externalId, externalId)));
  if (!known) return;
  const sameAccess = JSON.stringify(readAccess(box, known)) === JSON.stringify(access);
  const changed = Object.entries(settings).some(([name, value]) => known.settings[name] !== value);
  if (sameAccess && !changed) return;
  await ctx.db
    .update(channels)
    .set({
      settings: { ...known.settings, ...settings },
      secrets: sealAccess(box, known.businessId, known.id, access),
      status: 'active',
      statusReason: null,
      statusAt: ctx.now(),
    })
    .where(and(eq(channels.businessId, known.businessId), eq(channels.id, known.id)));
}

async function giveDemoCustomersAPast(ctx: Ctx, business: Business): Promise<void> {
  const [ana] = DEMO_CUSTOMERS;
  await ctx.db.transaction(async (tx) => {
    const contact = await contactOfPhone(tx, business.id, ana!.number);
    await seedDemoCustomer(ctx, tx, { businessId: business.id, contactId: contact.id });
  });
}
