import { and, eq, inArray, isNull } from 'drizzle-orm';
import { products, variants } from '../commerce/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { minorUnitDigits } from '../platform/money.ts';
import { businesses } from '../platform/schema.ts';
import { demoFactory, demoShop } from './businesses.ts';

/** What the demo sells, as a catalogue of WhatsApp names it: one card for each variant, prices in whole units. */
export async function demoCards(
  ctx: Ctx,
): Promise<{ retailerId: string; name: string; price: number; currency: string }[]> {
  const rows = await ctx.db
    .select({
      retailerId: variants.sku,
      product: products.name,
      options: variants.options,
      amount: variants.amount,
      currency: variants.currency,
    })
    .from(variants)
    .innerJoin(products, and(eq(products.businessId, variants.businessId), eq(products.id, variants.productId)))
    .innerJoin(businesses, eq(businesses.id, variants.businessId))
    .where(
      and(inArray(businesses.slug, [demoShop.business.slug, demoFactory.business.slug]), isNull(products.archivedAt)),
    )
    .orderBy(businesses.createdAt, products.position, variants.id);
  return rows.map(({ retailerId, product, options, amount, currency }) => ({
    retailerId,
    name: [product, ...Object.values(options)].join(', '),
    price: amount / 10 ** minorUnitDigits(currency),
    currency,
  }));
}
