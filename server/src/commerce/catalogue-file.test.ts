import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { commerceRoutes } from './index.ts';

describe('the catalogue as a file', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let app: FastifyInstance;
  before(async () => {
    t = await testContext();
    await openShop(t.ctx);
    await openShop(t.ctx, 'other-shop');
    app = await apiOf(t.ctx, commerceRoutes(t.ctx, noNumber(t.ctx)));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const file = async () => (await app.inject({ url: '/products.csv', headers: { 'x-business': 'corner-shop' } })).body;
  const send = async (payload: string | Buffer, trial = false) => {
    const headers = { 'x-business': 'corner-shop', 'content-type': 'text/csv' };
    const answer = await app.inject({ method: 'POST', url: `/products/import?trial=${trial}`, headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  };

  test('comes back as it went out: nothing changes', async () => {
    const { status, body } = await send(await file());
    assert.equal(status, 200);
    assert.equal(body.applied, true);
    assert.deepEqual(body.changes, []);
    assert.deepEqual(body.products, { created: 0, changed: 0, unchanged: 2 });
  });

  test('tells what it would change, line by line, before it does', async () => {
    const text = 'handle,sku,price,stock\nmug,MUG,12.99,7\nmug,MUG-XL,15,1\n';
    const trial = await send('handle,sku,price,stock\nmug,MUG,12.99,7\n', true);
    assert.equal(trial.body.applied, false);
    assert.deepEqual(trial.body.changes, [
      { line: 2, handle: 'mug', sku: 'MUG', field: 'price', before: '12.50', after: '12.99' },
      { line: 2, handle: 'mug', sku: 'MUG', field: 'stock', before: '5', after: '7' },
    ]);
    assert.match(await file(), /MUG,,12\.50,5/);

    const twice = await send(text);
    assert.equal(twice.body.applied, false);
    assert.match(twice.body.errors[0].message, /two items of the product have the same/);
  });

  test('makes products with their options and counts their stock', async () => {
    const { body } = await send(
      [
        'handle;name;sku;options;price;stock;category',
        'cap;Cap;CAP-R;color=red;9,50;3;Hats',
        'cap;;CAP-B;color=blue;9,50;0;',
        'mug;;MUG;;12,00;;',
      ].join('\n'),
    );
    assert.equal(body.applied, true, JSON.stringify(body.errors));
    assert.deepEqual(body.products, { created: 1, changed: 1, unchanged: 0 });
    assert.deepEqual(body.variants, { created: 2, changed: 1, unchanged: 0 });
    const lines = (await file()).split('\n');
    assert.ok(
      lines.some((line) => line.includes('cap,Cap,,Hats,,5,no,CAP-R,color=red,9.50,3')),
      lines.join('\n'),
    );
    assert.ok(lines.some((line) => line.includes('MUG,,12.00,5')));
  });

  test('with a bad line is not read in half: every mistake is named with its line', async () => {
    const { body } = await send(
      [
        'handle,name,sku,price',
        'socks,Socks,SOCK,4.999',
        'No Handle,X,X1,1',
        'mug,Mug,SOCK,1',
        'tie,,TIE,2',
        'tie,,TIE-2,',
      ].join('\n'),
    );
    assert.equal(body.applied, false);
    assert.deepEqual(
      body.errors.map(({ line }: { line: number }) => line),
      [2, 3, 4, 5, 6, 6], // a second mug with the same options; a product without a name; an item without a price
    );
    assert.doesNotMatch(await file(), /socks|tie/);
  });

  test('defuses what a table program would take for a formula, and reads it back', async () => {
    await send('handle,sku,name\nmug,MUG,"=HYPERLINK(""http://x"")"\n');
    assert.match(await file(), /'=HYPERLINK/);
    assert.deepEqual((await send(await file())).body.changes, []);
  });

  test('that is none is refused in words', async () => {
    for (const text of ['', 'hello', 'handle,sku\n', '"handle,sku\nx', Buffer.from([0xff, 0xfe, 0x00])]) {
      const { status, body } = await send(text);
      assert.ok(status === 422 || status === 400, `${status} for ${text}`);
      assert.match(body.title, /\w+/);
    }
    const { body } = await send('handle,sku,options,price\nmug,MUG,__proto__=1,2\n');
    assert.equal(body.applied, false);
  });
});
