import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, openShop, shopWithAna } from '../test-business.ts';
import { sign } from './bytes.ts';

const SECOND = 1_000;
const DAY = 86_400_000;

describe('a webhook', () => {
  test('is signed over the exact bytes that travel', async (t) => {
    const shop = await openShop(t, { appSecret: 'secret' });

    shop.emulator.phone(ANA).says('¿Tienen sudaderas? 👕');
    await shop.emulator.settled();

    const [post] = shop.received;
    assert.equal(post?.headers['x-hub-signature-256'], sign(post?.raw ?? '', 'secret'));
    assert.equal(post?.headers['content-type'], 'application/json');
    assert.ok(post?.raw.includes('\\u00bfTienen sudaderas? \\ud83d\\udc55'));
  });

  test('that is not answered with 200 comes again at once, then ever more rarely', async (t) => {
    const shop = await openShop(t);
    shop.answers.with = () => 500;

    shop.emulator.phone(ANA).says('hi');
    await shop.emulator.settled();
    assert.equal(shop.received.length, 2);

    const counts: number[] = [];
    for (const wait of [1, 2, 4, 8]) {
      await shop.passes(wait * SECOND);
      counts.push(shop.received.length);
    }
    assert.deepEqual(counts, [3, 4, 5, 6]);
    assert.equal(shop.emulator.pendingWebhooks(), 1);
  });

  test('counts as delivered with 200 only, not with 201 or 204', async (t) => {
    const shop = await openShop(t);
    shop.answers.with = (nth) => [201, 204, 200][nth] ?? 200;

    shop.emulator.phone(ANA).says('hi');
    await shop.passes(DAY);

    assert.equal(shop.received.length, 3);
    assert.equal(shop.emulator.pendingWebhooks(), 0);
  });

  test('is dropped after seven days', async (t) => {
    const shop = await openShop(t, { ledger: false });
    shop.answers.with = () => 500;

    shop.emulator.phone(ANA).says('hi');
    await shop.passes(7 * DAY);
    assert.equal(shop.emulator.pendingWebhooks(), 0);

    const tries = shop.received.length;
    await shop.passes(DAY);
    assert.equal(shop.received.length, tries);
  });

  test('can be delivered again', async (t) => {
    const shop = await shopWithAna(t);

    shop.emulator.deliverAgain(1);
    await shop.emulator.settled();

    assert.deepEqual(shop.received[1]?.raw, shop.received[0]?.raw);
  });
});

describe('held webhooks', () => {
  test('come in the order, the size and the number of copies that a test asks for', async (t) => {
    const shop = await openShop(t);
    shop.emulator.holdWebhooks();
    for (const text of ['one', 'two', 'three']) shop.emulator.phone(ANA).says(text);

    shop.emulator.releaseWebhooks({ order: 'reversed', inOnePost: 2, times: 2 });
    await shop.emulator.settled();

    const posts = shop.received.map(({ body }) =>
      body.entry[0]?.changes.map(({ value }) => value.messages?.[0].text.body),
    );
    assert.equal(posts.length, 4);
    assert.deepEqual(new Set(posts.map((post) => post?.join())), new Set(['three,two', 'one']));
  });
});

test('batches hold many updates in one POST', async (t) => {
  const shop = await openShop(t, { webhooks: { batchSize: 10 } });

  for (const text of ['one', 'two', 'three']) shop.emulator.phone(ANA).says(text);
  await shop.emulator.settled();

  assert.equal(shop.received.length, 1);
  assert.deepEqual(
    shop.messages().map(({ text }) => text.body),
    ['one', 'two', 'three'],
  );
});

describe('the callback URL', () => {
  test('is used from the moment it echoes the challenge', async (t) => {
    const shop = await openShop(t);
    const other = await openShop(t);

    await shop.emulator.setWebhook(other.webhookUrl);
    shop.emulator.phone(ANA).says('hi');
    await shop.emulator.settled();

    assert.deepEqual([shop.received.length, other.received.length], [0, 1]);
  });

  test('is refused when it does not know the verify token; the old one stays', async (t) => {
    const shop = await openShop(t, { verifyToken: 'not the one the shop knows' });
    const other = await openShop(t);

    await assert.rejects(shop.emulator.setWebhook(other.webhookUrl), /answered the verification with 403/);
    shop.emulator.phone(ANA).says('hi');
    await shop.emulator.settled();

    assert.deepEqual([shop.received.length, other.received.length], [1, 0]);
  });
});

test('any payload can be posted by hand, with a right or a wrong signature', async (t) => {
  const shop = await openShop(t);

  assert.equal(await shop.emulator.postWebhook({ object: 'whatsapp_business_account', entry: [] }), 200);
  await shop.emulator.postWebhook('{"object":"x","entry":[]}', 'sha256=00');

  assert.equal(shop.received[1]?.headers['x-hub-signature-256'], 'sha256=00');
});
