import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, hello, NUMBER, openShop, shopWithAna } from '../test-business.ts';

describe('the ledger', () => {
  test('knows of a customer’s message when the business first answered for it', async (t) => {
    const shop = await openShop(t, { webhooks: { retryAfterMs: 1_000 } });
    shop.answers.with = (nth) => [500, 202, 200][nth] ?? 200;
    const ana = shop.emulator.phone(ANA, { name: 'Ana' });
    const { id } = ana.says('hi');
    await shop.passes(2_000);

    const [record] = shop.emulator.ledger.messages({ direction: 'inbound' }).messages;
    assert.deepEqual(record, {
      seq: 1,
      id,
      direction: 'inbound',
      numberId: NUMBER,
      phone: ANA,
      type: 'text',
      text: 'hi',
      at: '2026-03-02T12:00:00.000Z',
      stage: 'delivered',
      webhook: {
        attempts: 3,
        firstAcceptedAt: '2026-03-02T12:00:00.000Z',
        acknowledgedAt: '2026-03-02T12:00:01.000Z',
        acknowledgedTimes: 1,
      },
      sent: null,
    });
  });

  test('knows of an accepted message to whom, what, and what the phone showed', async (t) => {
    const shop = await shopWithAna(t);
    const sent = await shop.sends({ ...hello, biz_opaque_callback_data: 'ref-7' });
    await shop.emulator.settled();

    const [record] = shop.emulator.ledger.messages({ opaque: 'ref-7' }).messages;
    assert.equal(record?.id, sent.body.messages[0].id);
    assert.deepEqual(
      [record?.type, record?.text, record?.sent?.to, record?.sent?.answer, record?.sent?.shown],
      ['text', 'Hello', '16505551234', 'whole', { type: 'text', body: 'Hello' }],
    );
    assert.deepEqual(
      record?.sent?.statuses.map(({ status, acknowledgedTimes, lost }) => [status, acknowledgedTimes, lost]),
      [
        ['sent', 1, false],
        ['delivered', 1, false],
      ],
    );
  });

  test('shows no webhook for what waits on a phone without a network, and nothing shown on one', async (t) => {
    const shop = await shopWithAna(t);
    shop.ana.online(false);
    shop.ana.says('are you there?');
    await shop.sends(hello);
    const { messages } = shop.emulator.ledger.messages({ after: 1 });
    assert.deepEqual(
      messages.map(({ webhook, sent }) => [webhook, sent?.shownAt ?? null]),
      [
        [null, null],
        [null, null],
      ],
    );
  });

  test('finds entries by message, status, words and direction, page by page', async (t) => {
    const shop = await shopWithAna(t);
    const sent = await shop.sends(hello);
    await shop.sends({ type: 'text', text: {} });
    await shop.emulator.settled();
    const { ledger } = shop.emulator;
    const summaries = (query: Parameters<typeof ledger.entries>[0]) =>
      ledger.entries(query).entries.map(({ summary }) => summary);

    assert.deepEqual(summaries({ messageId: sent.body.messages[0].id }), [
      'messages · text “Hello” to +16505551234',
      'messages · sent for Ana',
      'messages · delivered for Ana',
    ]);
    assert.equal(ledger.entries({ status: 'error' }).entries.length, 1);
    assert.deepEqual(summaries({ text: 'FROM ANA' }), ['messages · text “hi” from Ana']);
    const first = ledger.entries({ limit: 2 });
    const second = ledger.entries({ limit: 2, after: first.next ?? 0 });
    assert.deepEqual([first.entries.length, second.entries[0]?.id], [2, 3]);
  });

  test('says what a knob did to a call, and that there was no answer', async (t) => {
    const shop = await shopWithAna(t);
    shop.emulator.knobs.set({ calls: { dropBefore: 1 } });
    await assert.rejects(shop.sends(hello));
    const [entry] = shop.emulator.ledger.entries({ status: 'none' }).entries;
    assert.match(entry?.trouble ?? '', /cut before/);
  });

  test('is bounded, and says honestly what it dropped', async (t) => {
    const shop = await openShop(t, { ledger: { entries: 5, messages: 3 } });
    const ana = shop.emulator.phone(ANA);
    for (let nth = 0; nth < 20; nth++) {
      ana.says(String(nth));
      await shop.emulator.settled();
    }
    const { ledger } = shop.emulator;
    assert.deepEqual([ledger.entries().entries.length, ledger.entries().dropped], [5, 15]);
    assert.deepEqual(
      ledger.messages().messages.map(({ text }) => text),
      ['17', '18', '19'],
    );
    const [head, ...lines] = [...ledger.jsonLines()].map((line) => JSON.parse(line));
    assert.deepEqual(head, { line: 'ledger', complete: false, dropped: { entries: 15, messages: 17 } });
    assert.equal(lines.length, 8);
  });

  test('is empty when nobody wants one', async (t) => {
    const shop = await openShop(t, { ledger: false });
    shop.emulator.phone(ANA).says('hi');
    assert.deepEqual(shop.emulator.ledger.messages(), { messages: [], next: null, dropped: 0 });
  });
});
