import { type ShopParts, trackingLinks } from '../src/commerce/index.ts';
import { products, variants } from '../src/commerce/schema.ts';
import { contacts } from '../src/contacts/schema.ts';
import { fileStore, type OpenDirectory, sendDoor } from '../src/conversations/index.ts';
import type { Ctx } from '../src/platform/context.ts';
import { newId } from '../src/platform/id.ts';
import { businesses } from '../src/platform/schema.ts';

/** A small shop in New York with a hoodie and a mug, and two customers. */
export async function openShop({ db }: Ctx, slug = 'corner-shop') {
  const [businessId, hoodieId, mugId, sheena, omar] = Array.from({ length: 5 }, newId) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const shop = { businessId, currency: 'USD' };
  await db
    .insert(businesses)
    .values({ id: businessId, slug, name: 'Corner Shop', timeZone: 'America/New_York', languages: ['en', 'es'] });
  await db.insert(products).values([
    {
      businessId,
      id: hoodieId,
      handle: 'hoodie',
      name: 'Hoodie',
      description: 'Warm and heavy.',
      category: 'Tops',
      translations: { es: { name: 'Sudadera', category: 'Partes de arriba' } },
      aliases: { en: ['hooded sweatshirt'], es: ['buzo', 'camión'] },
      options: { size: ['S', 'M', 'L'], color: ['black', 'grey'] },
      position: 1,
    },
    { businessId, id: mugId, handle: 'mug', name: 'Mug', category: 'Gifts', position: 2 },
  ]);
  const [largeHoodie, smallHoodie, mug] = await db
    .insert(variants)
    .values([
      {
        ...shop,
        productId: hoodieId,
        sku: 'HOOD-L',
        options: { size: 'L', color: 'black' },
        amount: 3_900,
        onHand: 10,
      },
      { ...shop, productId: hoodieId, sku: 'HOOD-S', options: { size: 'S', color: 'grey' }, amount: 3_500, onHand: 2 },
      { ...shop, productId: mugId, sku: 'MUG', amount: 1_250, onHand: 5 },
    ])
    .returning({ id: variants.id });
  await db.insert(contacts).values([
    { businessId, id: sheena, name: 'Sheena' },
    { businessId, id: omar, name: 'Omar' },
  ]);
  return {
    businessId,
    sheena,
    omar,
    hoodieId,
    mugId,
    largeHoodie: largeHoodie!.id,
    smallHoodie: smallHoodie!.id,
    mug: mug!.id,
  };
}

/** What the routes of a shop need, for one that has no WhatsApp number yet. */
export function noNumber(ctx: Ctx, folder = '/nonexistent'): ShopParts {
  const files = fileStore(folder);
  const directory = { business: () => undefined, channelOf: () => undefined } as unknown as OpenDirectory;
  return {
    directory,
    files,
    door: sendDoor(ctx, directory, files),
    links: trackingLinks('a key of tests'),
    publicUrl: 'https://shop.example',
  };
}
