import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buttons, hello, NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

async function call(shop: Shop, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${shop.origin}/phone/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const value: ReturnType<typeof JSON.parse> = text ? JSON.parse(text) : null;
  return { status: response.status, body: value };
}

describe('the phone page', () => {
  test('gets everything to draw', async (t) => {
    const shop = await openShop(t, { numbers: [{ verifiedName: 'Shop', about: 'Hoodies', starters: ['hi'] }] });
    shop.emulator.phone('+16505551234', { name: 'Ana' });

    const { body } = await call(shop, 'GET', 'state');

    assert.deepEqual(body.numbers, [
      { id: NUMBER, name: 'Shop', displayNumber: '+1 555 078 3881', about: 'Hoodies', starters: ['hi'] },
    ]);
    assert.deepEqual(
      body.phones.map(({ name, number }: { name: string; number: string }) => [name, number]),
      [['Ana', '+16505551234']],
    );
    assert.deepEqual(body.chats, [{ phoneId: body.phones[0].id, numberId: NUMBER, unread: 0, typing: false }]);
  });

  test('makes phones, with a number of their own when none is given', async (t) => {
    const shop = await openShop(t);
    const ana = await call(shop, 'POST', 'phones', { name: ' Ana ', number: '+1 650 555 1234' });
    assert.deepEqual([ana.status, ana.body.name, ana.body.number], [201, 'Ana', '+16505551234']);
    assert.match((await call(shop, 'POST', 'phones', { name: 'Ben' })).body.number, /^\+1650555\d{4}$/);

    assert.equal((await call(shop, 'POST', 'phones', { name: 'Ana again', number: '+16505551234' })).status, 409);
    assert.equal((await call(shop, 'POST', 'phones', { name: 'X', number: 'hello' })).status, 400);
    assert.equal((await call(shop, 'POST', 'phones', { name: ' ' })).status, 400);
  });

  test('writes, reads, taps and turns pages of fifty', async (t) => {
    const shop = await shopWithAna(t);
    const chat = `chats/${shop.ana.person.id}/${NUMBER}`;
    await shop.sends(buttons('Yes'));
    const { id } = await shop.ana.next();
    assert.equal((await call(shop, 'GET', 'state')).body.chats[0].unread, 1);

    assert.equal((await call(shop, 'POST', `${chat}/read`)).status, 204);
    assert.equal((await call(shop, 'GET', 'state')).body.chats[0].unread, 0);
    const tap = await call(shop, 'POST', `${chat}/messages`, { type: 'choice', bubbleId: id, choiceId: 'yes' });
    assert.deepEqual([tap.status, tap.body.content], [201, { type: 'choice', title: 'Yes' }]);

    for (let nth = 0; nth < 60; nth++)
      await call(shop, 'POST', `${chat}/messages`, { type: 'text', body: String(nth) });
    const { body: last } = await call(shop, 'GET', chat);
    const { body: before } = await call(shop, 'GET', `${chat}?before=${encodeURIComponent(last.bubbles[0].id)}`);
    assert.deepEqual([last.bubbles.length, before.bubbles.length], [50, 13]);
    assert.equal(last.bubbles.at(-1).content.body, '59');
    assert.equal(before.bubbles.at(-1).content.body, '9');
  });

  test('uploads a file and sends it', async (t) => {
    const shop = await shopWithAna(t);
    const headers = { 'content-type': 'application/pdf', 'x-file-name': encodeURIComponent('señal.pdf') };
    const { body: upload } = await call(shop, 'POST', 'uploads', '%PDF', headers);

    const sent = await call(shop, 'POST', `chats/${shop.ana.person.id}/${NUMBER}/messages`, {
      type: 'document',
      mediaId: upload.mediaId,
    });

    assert.deepEqual(sent.body.content.media, {
      mediaId: upload.mediaId,
      mimeType: 'application/pdf',
      sizeBytes: 4,
      fileName: 'señal.pdf',
    });
    assert.equal((await call(shop, 'POST', 'uploads', '', headers)).status, 400);
  });

  test('switches receipts, airplane mode and blocking', async (t) => {
    const shop = await shopWithAna(t);
    const path = `phones/${shop.ana.person.id}/settings`;
    const { body } = await call(shop, 'POST', path, {
      readReceipts: false,
      online: false,
      blocked: [NUMBER, 'nobody'],
    });
    assert.deepEqual([body.readReceipts, body.online, body.blocked], [false, false, [NUMBER]]);

    const refused = await call(shop, 'POST', `chats/${shop.ana.person.id}/${NUMBER}/messages`, {
      type: 'text',
      body: 'hi',
    });
    assert.deepEqual([refused.status, typeof refused.body.error.message], [409, 'string']);
    assert.deepEqual(shop.ana.messages().at(-1)?.content, { type: 'notice', body: 'You blocked this business.' });
  });

  test('reads what went over the wire', async (t) => {
    const shop = await shopWithAna(t);
    await shop.sends(hello);
    await shop.emulator.settled();

    const { entries } = (await call(shop, 'GET', 'ledger')).body;

    const lines = entries.map(({ direction, summary, status }: Record<string, unknown>) => [
      direction,
      summary,
      status,
    ]);
    assert.deepEqual(lines.slice(0, 2), [
      ['to_business', 'messages · text “hi” from Ana', 200],
      ['from_business', 'messages · text “Hello” to +16505551234', 200],
    ]);
    assert.equal(JSON.parse(entries[1].request).text.body, 'Hello');
    assert.equal((await call(shop, 'GET', `ledger?after=${entries[1].id}`)).body.entries.length, entries.length - 2);
  });

  test('gets a clear 4xx for what makes no sense', async (t) => {
    const shop = await shopWithAna(t);
    const chat = `chats/${shop.ana.person.id}/${NUMBER}`;
    const cases: [string, string, unknown, number][] = [
      ['GET', 'nothing', undefined, 404],
      ['GET', 'media/1', undefined, 404],
      ['GET', `chats/${shop.ana.person.id}/1`, undefined, 404],
      ['GET', `chats/1/${NUMBER}`, undefined, 404],
      ['POST', 'phones', '{"name":', 400],
      ['POST', 'phones', { name: 5 }, 400],
      ['POST', `${chat}/messages`, { type: 'text', body: '  ' }, 400],
      ['POST', `${chat}/messages`, { type: 'text', body: 'x'.repeat(4_097) }, 400],
      ['POST', `${chat}/messages`, { type: 'dance' }, 400],
      ['POST', `${chat}/messages`, { type: 'image', mediaId: '1' }, 404],
      ['POST', `${chat}/messages`, { type: 'choice', bubbleId: 'x', choiceId: 'y' }, 404],
      ['POST', `${chat}/messages`, { type: 'location', latitude: 100, longitude: 0 }, 400],
      ['POST', `${chat}/messages`, 'x'.repeat(1_000_001), 413],
    ];
    for (const [method, path, body, expected] of cases) {
      const { status, body: answer } = await call(shop, method, path, body);
      assert.equal(status, expected, `${method} ${path}`);
      assert.equal(typeof answer.error.message, 'string');
    }
  });

  test('cannot be driven by a page of somebody else', async (t) => {
    const shop = await openShop(t);
    const { status } = await call(shop, 'POST', 'phones', { name: 'Eve' }, { 'sec-fetch-site': 'cross-site' });
    assert.equal(status, 403);
  });
});
