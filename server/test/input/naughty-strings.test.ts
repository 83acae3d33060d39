import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sign, toWire } from '../../../emulator/src/index.ts';
import { cleanLine } from '../../src/platform/text.ts';
import { EMULATED } from '../../src/set-up.ts';
import { until } from '../desk.ts';
import { startParlour } from '../parlour.ts';
import { impossibleStrings, naughtyStrings } from './samples.ts';
import { forEach, hears } from './several.ts';

const { phoneNumberId } = EMULATED.shop;

/** Every string has a customer of its own, so that each is a first message and no limit of a pair is met. */
const customers = [...naughtyStrings.map((text) => [text, text] as const), ...impossibleStrings].map(
  ([given, kept], nth) => ({ given, kept, number: `+1650556${1_000 + nth}` }),
);
const strangers = customers.map((customer, nth) => ({ ...customer, number: `+1650557${1_000 + nth}` }));
const isBlank = (text: string) => text.trim() === '';

describe('a naughty string', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  const phones = new Map<string, ReturnType<typeof t.phone>>();
  const phoneOf = ({ number }: { number: string }) => phones.get(number)!;
  before(async () => {
    t = await startParlour();
    for (const { given, number } of customers) phones.set(number, t.phone(number, given));
  });
  after(() => t.end());

  const deliver = (messages: unknown[], contacts: unknown[]) => {
    const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
    const value = { messaging_product: 'whatsapp', metadata, contacts, messages };
    const changes = [{ field: 'messages', value }];
    const body = toWire({ object: 'whatsapp_business_account', entry: [{ id: EMULATED.accountId, changes }] });
    const signature = sign(body, EMULATED.access.appSecret);
    return fetch(`${t.origin}/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
    });
  };
  /** What somebody wrote in a conversation, as the API shows it, newest first. */
  const textsOf = async (author: 'customer' | 'person' | 'bot', number: string) => {
    const { status, body } = await t.api('GET', `/messages?phone=${encodeURIComponent(number)}&limit=100`);
    assert.equal(status, 200);
    return (body.items as unknown as { author: string; content: { body?: string } }[])
      .filter((message) => message.author === author)
      .map(({ content }) => content.body);
  };

  test('typed on the phone is delivered, stored and answered; nothing but blanks cannot be typed', async () => {
    await forEach(customers, async ({ given, kept, number }) => {
      const { person } = phoneOf({ number });
      const response = await fetch(`${t.origin}/phone/api/chats/${person.id}/${phoneNumberId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'text', body: given }),
      });
      const bubble = (await response.json()) as { id: string; content: { body: string } };
      if (isBlank(given)) return assert.equal(response.status, 400);

      assert.equal(response.status, 201);
      assert.equal(bubble.content.body, given);
      await until(() => phoneOf({ number }).received().length > 0);
      assert.deepEqual(await textsOf('customer', number), [kept]);
    });
  });

  test('sent through the API is stored, shown and arrives as it was sent', async () => {
    const wrote = customers.filter(({ given }) => !isBlank(given));
    await forEach(wrote, async ({ kept, number }) => {
      const { status, body } = await t.api('POST', '/messages', { to: number, text: kept });
      assert.equal(status, 202);
      assert.equal((body as unknown as { content: { body: string } }).content.body, kept);
      assert.deepEqual(await textsOf('person', number), [kept]);
      await hears(phoneOf({ number }), kept);
    });
  });

  test('that is nothing but blanks is refused by the API, with the reason', async () => {
    const [somebody] = customers;
    for (const text of naughtyStrings.filter(isBlank)) {
      const { status, body } = await t.api('POST', '/messages', { to: somebody!.number, text });
      assert.deepEqual([status, body.type], [422, '/problems/message-breaks-limits']);
    }
  });

  test('anywhere in a question to the API gets an answer or a clear refusal', async () => {
    for (const path of [
      '/messages?phone=',
      '/messages?cursor=',
      '/products?search=',
      '/orders?state=',
      '/contacts?limit=',
    ]) {
      await forEach(customers, async ({ given }) => {
        const { status, body } = await t.api('GET', `${path}${encodeURIComponent(given.toWellFormed())}`);
        assert.ok(status === 200 || (status >= 400 && status < 500 && body.type.startsWith('/problems/')), `${status}`);
      });
    }
  });

  test('as a cursor that somebody made up is refused', async () => {
    const id = '0198c0de-0000-7000-8000-000000000001';
    const keys = [[1e15, id], [-1, id], ['2026-03-02', id], ['\0', id], ['', id], [1], [1e300], [null, id], {}, 'x'];
    for (const path of ['/messages', '/contacts', '/products', '/orders', '/tickets'])
      for (const key of keys) {
        const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
        const { status, body } = await t.api('GET', `${path}?cursor=${cursor}`);
        assert.ok(status === 200 || (status === 400 && body.type === '/problems/invalid-cursor'), `${path} ${cursor}`);
      }
  });

  test('in the path of an address is answered, never with a fault of ours', async () => {
    await forEach(customers, async ({ given }) => {
      const name = encodeURIComponent(given.toWellFormed());
      for (const path of [`/messages/${name}`, `/orders/${name}`, `/products/${name}`, `/media/${name}`]) {
        const { status } = await t.api('GET', path);
        assert.ok(status < 500, `${path}: ${status}`);
      }
    });
  });

  test('in a webhook is stored and answered, whatever stands beside it', async () => {
    const messages: unknown[] = strangers.map(({ given, number }, nth) => ({
      from: number.slice(1),
      id: `wamid.naughty.${nth}`,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      type: 'text',
      text: { body: given },
    }));
    const poison = [null, 42, 'text', [], {}, { id: {} }, { ...(messages[0] as object), id: 'wamid.x', from: '\0' }];
    for (const [nth, one] of poison.entries()) messages.splice(1 + nth * 50, 0, one);
    const contacts = strangers.map(({ given, number }) => ({ wa_id: number.slice(1), profile: { name: given } }));

    assert.equal((await deliver(messages, contacts)).status, 200);

    const kept = await t.rows<{ reason: string }>(`select reason from channel_events where outcome = 'parked'`);
    assert.equal(kept.length, poison.length);
    await forEach(strangers, async ({ kept, number }) => {
      assert.deepEqual(await textsOf('customer', number), [kept]);
      await until(async () => (await textsOf('bot', number)).length > 0);
    });
  });

  test('as the name of a customer becomes one line of at most 256 characters', async () => {
    const names = await t.rows<{ phone: string; name: string }>(
      `select i.value as phone, k.name from contacts k join contact_identities i
         on i.business_id = k.business_id and i.contact_id = k.id and i.kind = 'phone'`,
    );
    const nameOf = new Map(names.map(({ phone, name }) => [phone, name]));
    for (const { given, number } of customers.filter(({ given }) => !isBlank(given)))
      assert.equal(nameOf.get(number), cleanLine(given, 256));
  });

  test('hides nobody: everybody who wrote is in the list of contacts, page by page', async () => {
    const listed = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await t.api('GET', `/contacts?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
      const page = body as unknown as { items: { phone: string }[]; nextCursor: string | null };
      for (const { phone } of page.items) listed.add(phone);
      cursor = page.nextCursor;
    }
    for (const { number } of strangers) assert.ok(listed.has(number), number);
  });
});
