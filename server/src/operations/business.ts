import { eq } from 'drizzle-orm';
import { isSupportedCountry } from 'libphonenumber-js/mobile';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Actor } from '../platform/policy.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import { flowUnknown } from './problems.ts';

const line = (max: number) => z.string().trim().max(max);

const Card = z.object({
  email: z.union([z.email().max(256), z.literal('')]).optional(),
  phone: line(40).optional(),
  hours: line(500).optional().describe('As customers read them: "Mon–Fri 9–18".'),
  address: line(500).optional(),
});

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export const BusinessView = z.object({
  id: z.uuid(),
  slug: z.string().describe('Stands in addresses and in X-Business; it stays.'),
  name: z.string(),
  timeZone: z.string().describe('IANA name. Days and opening hours are counted in it.'),
  country: z.string().describe('ISO 3166: how a phone number without country code is read.'),
  currency: z.string().describe('ISO 4217: of new products. Prices that stand stay as they are.'),
  languages: z.array(z.string()).describe('The first one is spoken to people whose language is not known.'),
  flow: z.string().describe('The conversation that answers customers.'),
  contactCard: Card.describe('What customers are told under "contact us".'),
});
export type BusinessView = z.infer<typeof BusinessView>;

export const BusinessChange = z
  .object({
    name: line(100).min(1),
    timeZone: z.string().max(64).refine(isTimeZone, 'A name such as America/New_York.'),
    country: z.string().length(2).toUpperCase().refine(isSupportedCountry, 'Two letters, such as US.'),
    currency: z
      .string()
      .length(3)
      .toUpperCase()
      .refine((code) => CURRENCIES.has(code), 'Three letters, such as USD.'),
    languages: z
      .array(
        z
          .string()
          .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A tag such as en or pt-BR.')
          .max(35),
      )
      .min(1)
      .max(20)
      .refine((tags) => new Set(tags).size === tags.length, 'Each once.'),
    flow: line(64).min(1),
    contactCard: Card,
  })
  .partial();
export type BusinessChange = z.infer<typeof BusinessChange>;

export const businessView = ({
  id,
  slug,
  name,
  timeZone,
  country,
  currency,
  languages,
  flow,
  contactCard,
}: Business): BusinessView => {
  const { email, phone, hours, address } = contactCard;
  return {
    id,
    slug,
    name,
    timeZone,
    country,
    currency,
    languages,
    flow,
    contactCard: { email, phone, hours, address },
  };
};

/** @param isFlow whether a flow of this name can answer. @throws flow-unknown */
export async function changeBusiness(
  ctx: Ctx,
  { business, actor }: { business: Business; actor: Actor },
  change: BusinessChange,
  flows: readonly string[],
): Promise<Business> {
  if (change.flow !== undefined && !flows.includes(change.flow)) throw flowUnknown(change.flow, flows);
  return ctx.db.transaction(async (tx) => {
    const isIt = eq(businesses.id, business.id);
    const [before] = await tx.select().from(businesses).where(isIt).for('update');
    const { contactCard, name, ...rest } = change;
    const [after] = await tx
      .update(businesses)
      .set({
        ...rest,
        name: name === undefined ? before!.name : cleanLine(name, 100),
        // Only what is named changes; an empty text takes a line away.
        contactCard: Object.fromEntries(
          Object.entries({ ...before!.contactCard, ...contactCard }).filter(([, value]) => value),
        ),
      })
      .where(isIt)
      .returning();
    const changed = Object.keys(change);
    const [was, is] = [before!, after!].map((row) =>
      Object.fromEntries(Object.entries(businessView(row)).filter(([key]) => changed.includes(key))),
    );
    await recordAudit(tx, {
      businessId: business.id,
      actor,
      action: 'business.changed',
      subject: after!.name,
      before: was,
      after: is,
    });
    return after!;
  });
}
