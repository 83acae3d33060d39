import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { changesSoFar } from '../platform/counters.ts';
import { newId } from '../platform/id.ts';
import { catalogueOf, categoriesOf, findProduct, listProducts, placeOrder, variantsOf } from './index.ts';
import { products, variants } from './schema.ts';

describe('the catalogue', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    await openShop(t.ctx, 'other-shop');
  });
  after(() => t.end());

  const list = (query: Partial<Parameters<typeof listProducts>[2]>) =>
    listProducts(t.ctx.db, shop.businessId, { limit: 50, language: 'en', ...query });
  const names = async (query: Partial<Parameters<typeof listProducts>[2]>) =>
    (await list(query)).items.map(({ name }) => name);

  test('lists what is sold in the order of the shop, sizes as the product lists them', async () => {
    const catalogue = await catalogueOf(t.ctx.db, shop.businessId);

    assert.deepEqual(
      catalogue.map(({ handle }) => handle),
      ['hoodie', 'mug'],
    );
    assert.deepEqual(
      catalogue[0]!.variants.map(({ sku }) => sku),
      ['HOOD-S', 'HOOD-L'],
    );
  });

  test('knows its products by all their names', async () => {
    const [hoodie] = await catalogueOf(t.ctx.db, shop.businessId);
    assert.deepEqual(hoodie!.aliases, { en: ['hooded sweatshirt'], es: ['Sudadera', 'buzo', 'camión'] });
  });

  test('is named in the language of the customer, and in that of the shop where it is not translated', async () => {
    assert.deepEqual(await names({ language: 'es' }), ['Sudadera', 'Mug']);
    assert.deepEqual(await names({ language: 'es-MX' }), ['Sudadera', 'Mug']);
    assert.deepEqual(await names({ language: 'fr' }), ['Hoodie', 'Mug']);
  });

  test('is found by words of its names, other names, description and options in any language', async () => {
    for (const search of [
      'hoodie',
      'Hoodies',
      'SUDADERAS',
      'hooded sweatshirt',
      'warm hood',
      'black',
      'camion',
      'Camión',
    ]) {
      assert.deepEqual(await names({ search }), ['Hoodie'], search);
    }
  });

  test('is not found by what it is not, by patterns, or by the keys it is stored under', async () => {
    for (const search of ['umbrella', 'hoodie mug', '%', '_', "'", 'color', '\\', '\u0000'])
      assert.deepEqual(await names({ search }), [], search);
    assert.deepEqual(await names({ search: '   ' }), ['Hoodie', 'Mug']);
  });

  test('comes by category, in either language', async () => {
    assert.deepEqual(await categoriesOf(t.ctx.db, shop.businessId, 'en'), [
      { category: 'Tops', products: 1 },
      { category: 'Gifts', products: 1 },
    ]);
    const [tops] = await categoriesOf(t.ctx.db, shop.businessId, 'es-MX');

    assert.equal(tops!.category, 'Partes de arriba');
    assert.deepEqual(await names({ category: tops!.category, language: 'es-MX' }), ['Sudadera']);
    assert.deepEqual(await names({ category: 'tops', language: 'es-MX' }), ['Sudadera']);
    assert.deepEqual(await names({ category: 'Shoes' }), []);
  });

  test('comes in pages that neither repeat nor skip', async () => {
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, cursor: first.nextCursor! });

    assert.deepEqual(
      [first, second].map(({ items }) => items.map(({ handle }) => handle)),
      [['hoodie'], ['mug']],
    );
    assert.equal(second.nextCursor, null);
    await assert.rejects(list({ cursor: 'WzEwMDFd' }), { kind: 'invalid-cursor', status: 400 });
  });

  test('gives variants with name, price and stock in the order they were asked for', async () => {
    const found = await variantsOf(t.ctx.db, shop.businessId, [shop.mug, newId(), shop.largeHoodie], 'es');

    assert.deepEqual(
      found.map(({ name, amount, onHand }) => [name, amount, onHand]),
      [
        ['Mug', 1_250, 5],
        ['Sudadera (L, black)', 3_900, 10],
      ],
    );
    assert.deepEqual(await variantsOf(t.ctx.db, shop.businessId, []), []);
  });

  test('has a version that changes with what is sold, by whatever hand, and not with the stock', async () => {
    const { db } = t.ctx;
    const changes = changesSoFar(db);
    const version = () => changes(db, shop.businessId, 'catalogue');
    const before = await version();

    await db.transaction((tx) =>
      placeOrder(t.ctx, tx, {
        businessId: shop.businessId,
        contactId: shop.sheena,
        conversationId: null,
        lines: [{ variantId: shop.mug, quantity: 1 }],
      }),
    );
    assert.equal(await version(), before);

    await db.update(variants).set({ amount: 1_300 }).where(eq(variants.id, shop.mug));
    const repriced = await version();
    assert.notEqual(repriced, before);

    await db.update(products).set({ name: 'Big mug' }).where(eq(products.id, shop.mugId));
    assert.notEqual(await version(), repriced);
  });

  test('no longer has what is archived, nor what belongs to another business', async () => {
    const { businessId, hoodieId, largeHoodie } = shop;
    const other = await catalogueOf(t.ctx.db, businessId);
    assert.equal(await findProduct(t.ctx.db, newId(), other[0]!.id, 'en'), null);
    assert.equal((await findProduct(t.ctx.db, businessId, hoodieId, 'en'))?.name, 'Hoodie');

    const isHoodie = and(eq(products.businessId, businessId), eq(products.id, hoodieId));
    await t.ctx.db.update(products).set({ archivedAt: t.ctx.now() }).where(isHoodie);

    assert.equal(await findProduct(t.ctx.db, businessId, hoodieId, 'en'), null);
    assert.deepEqual(await variantsOf(t.ctx.db, businessId, [largeHoodie]), []);
    assert.deepEqual(await categoriesOf(t.ctx.db, businessId, 'en'), [{ category: 'Gifts', products: 1 }]);
  });
});
