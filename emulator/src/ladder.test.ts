import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, hello, openShop, shopWithAna } from './test-business.ts';

const HOUR = 3_600_000;
const names = (statuses: { status: string }[]) => statuses.map(({ status }) => status);

describe('a message of the business', () => {
  test('is sent, delivered, and read when the person looks', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);

    const { body } = await sends(hello);
    await emulator.settled();
    assert.deepEqual(names(statuses()).sort(), ['delivered', 'sent']);

    ana.reads();
    await emulator.settled();
    assert.equal(statuses().at(-1).status, 'read');
    assert.ok(statuses().every(({ id }) => id === body.messages[0].id));
  });

  test('climbs at the pace that was set', async (t) => {
    const statusTimes = { sentAfterMs: 100, deliveredAfterMs: 400, readAfterMs: 1_000 };
    const { sends, statuses, passes } = await shopWithAna(t, { statuses: statusTimes });
    await sends(hello);

    const seen = [];
    for (const ms of [99, 1, 399, 1, 999, 1]) {
      await passes(ms);
      seen.push(statuses().length);
    }

    assert.deepEqual(seen, [0, 1, 1, 2, 2, 3]);
  });

  test('waits as sent while the phone is offline', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    ana.online(false);

    await sends(hello);
    await emulator.settled();
    assert.deepEqual(names(statuses()), ['sent']);
    assert.deepEqual(ana.received(), []);

    ana.online(true);
    await emulator.settled();
    assert.deepEqual(names(statuses()), ['sent', 'delivered']);
    assert.equal(ana.received().length, 1);
  });

  test('is never reported as read when receipts are off', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    ana.readReceipts(false);

    await sends(hello);
    ana.reads();
    await emulator.settled();

    assert.ok(!names(statuses()).includes('read'));
  });

  test('that comes into an open chat is read without being delivered', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    ana.opens();

    await sends(hello);
    await emulator.settled();

    assert.deepEqual(names(statuses()).sort(), ['read', 'sent']);
    assert.ok(statuses().every(({ pricing }) => pricing));
  });

  test('carries its opaque data and its price in the statuses', async (t) => {
    const { sends, statuses, values, emulator } = await shopWithAna(t);

    await sends({ ...hello, biz_opaque_callback_data: 'corr/1' });
    await emulator.settled();

    const sent = statuses().find(({ status }) => status === 'sent');
    assert.deepEqual(
      { ...sent, id: '', recipient_user_id: '' },
      {
        id: '',
        status: 'sent',
        timestamp: '1772452800',
        recipient_id: '16505551234',
        recipient_user_id: '',
        biz_opaque_callback_data: 'corr/1',
        pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
      },
    );
    assert.ok(values('messages').every((value) => value.contacts?.[0].wa_id === '16505551234'));
  });

  test('has a conversation in statuses of webhooks before v24', async (t) => {
    const { sends, statuses, emulator } = await shopWithAna(t, { webhookVersion: 23 });
    await sends(hello);
    await emulator.settled();
    assert.equal(statuses()[0].conversation.origin.type, 'service');
  });

  test('costs something from October 2026 on', async (t) => {
    const shop = await openShop(t);
    await shop.passes(220 * 24 * HOUR);
    shop.emulator.phone(ANA).says('hi');

    await shop.sends(hello);
    await shop.emulator.settled();

    assert.equal(shop.statuses()[0].pricing.type, 'regular');
  });

  test('fails by webhook after 24 hours of silence', async (t) => {
    const { sends, statuses, values, passes, ana } = await shopWithAna(t);
    await passes(24 * HOUR);

    const { status } = await sends(hello);
    await passes(0);

    assert.equal(status, 200);
    assert.equal(statuses()[0].status, 'failed');
    assert.equal(statuses()[0].errors[0].code, 131047);
    assert.equal(values('messages').at(-1)?.contacts, undefined);
    assert.deepEqual(ana.received(), []);
  });

  test('is refused at once after 24 hours when the limit is set to answer', async (t) => {
    const { sends, passes } = await shopWithAna(t, { limits: { window: 'answer' } });
    await passes(24 * HOUR - 1);
    assert.equal((await sends(hello)).status, 200);

    await passes(1);
    assert.equal((await sends(hello)).body.error.code, 131047);
  });

  test('to a number nobody has, or that blocked the business, is undeliverable', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    ana.blocks();

    await sends(hello);
    await sends({ ...hello, to: '+447700900999' });
    await emulator.settled();

    assert.deepEqual(
      statuses().map(({ errors }) => errors[0].code),
      [131026, 131026],
    );
    assert.equal(ana.messages().at(-1)?.content.type, 'notice');
  });

  test('that is a reaction is only ever sent', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    const question = ana.says('Is it here?');

    await sends({ type: 'reaction', reaction: { message_id: question.id, emoji: '👍' } });
    await emulator.settled();

    assert.deepEqual(names(statuses()), ['sent']);
    assert.deepEqual(ana.messages().find(({ id }) => id === question.id)?.reactions, [
      { from: 'business', emoji: '👍' },
    ]);
  });

  test('that reacts to an unknown message fails with 131009', async (t) => {
    const { sends, statuses, emulator } = await shopWithAna(t);
    await sends({ type: 'reaction', reaction: { message_id: 'wamid.unknown', emoji: '👍' } });
    await emulator.settled();
    assert.equal(statuses()[0].errors[0].code, 131009);
  });

  test('appears on the phone without any status when statuses are off', async (t) => {
    const { ana, sends, statuses } = await shopWithAna(t, { statuses: false });

    await sends(hello);

    assert.equal((await ana.next()).content.type, 'text');
    assert.deepEqual(statuses(), []);
  });
});

describe("a customer's message", () => {
  test('gets its second tick with the 200 and turns blue when the business reads it', async (t) => {
    const shop = await openShop(t);
    const ana = shop.emulator.phone(ANA);
    const first = ana.says('one');
    ana.says('two');
    assert.equal(first.ticks, 'sent');

    await shop.emulator.settled();
    assert.deepEqual(
      ana.messages().map(({ ticks }) => ticks),
      ['delivered', 'delivered'],
    );

    const second = ana.messages()[1]?.id;
    await shop.graph('POST', '106540352242922/messages', {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: second,
    });
    assert.deepEqual(
      ana.messages().map(({ ticks }) => ticks),
      ['read', 'read'],
    );
  });

  test('waits while the phone is offline and leaves, in order, when it is back', async (t) => {
    const shop = await openShop(t);
    const ana = shop.emulator.phone(ANA);
    ana.online(false);
    assert.equal(ana.says('one').ticks, 'waiting');
    ana.says('two');
    await shop.emulator.settled();
    assert.equal(shop.received.length, 0);

    shop.emulator.holdWebhooks();
    ana.online(true);
    shop.emulator.releaseWebhooks({ inOnePost: 5 });
    await shop.emulator.settled();

    assert.deepEqual(
      shop.messages().map(({ text }) => text.body),
      ['one', 'two'],
    );
  });
});
