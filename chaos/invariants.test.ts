import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessageRecord } from '../emulator/src/index.ts';
import type { Books, Reply, Stored } from './books.ts';
import { answeredOnce, sendsInOrder, storedOnce, turnsInOrder } from './invariants.ts';

const ANA = '+12065000001';
const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, second));

const news = (acknowledged: boolean) => ({
  attempts: 1,
  firstAcceptedAt: acknowledged ? at(1).toISOString() : null,
  acknowledgedAt: acknowledged ? at(1).toISOString() : null,
  acknowledgedTimes: acknowledged ? 1 : 0,
});

const record = (id: string, more: Partial<MessageRecord>): MessageRecord => ({
  seq: 1,
  id,
  direction: 'inbound',
  numberId: '1',
  phone: ANA,
  type: 'text',
  text: null,
  at: at(0).toISOString(),
  stage: 'delivered',
  webhook: null,
  sent: null,
  ...more,
});

const written = (id: string, acknowledged = true) => record(id, { webhook: news(acknowledged) });
const heard = (text: string, opaque: string) =>
  record(`wamid.${text}.${opaque}`, {
    direction: 'outbound',
    text,
    sent: {
      to: ANA,
      opaque,
      quotes: null,
      answer: 'whole',
      failure: null,
      shownAt: null,
      shown: null,
      statuses: [],
    },
  });

const stored = (id: string, seq: number, second: number): Stored => ({
  message_id: id,
  provider_message_id: id,
  conversation_id: 'c',
  seq,
  sent_at: at(second),
  status: 'received',
});
const reply = (id: string, answers: string, seq: number, more: Partial<Reply> = {}): Reply => ({
  message_id: id,
  provider_message_id: `wamid.${id}`,
  conversation_id: 'c',
  answers,
  seq,
  status: 'delivered',
  sends: 1,
  doubts: 0,
  failure: null,
  ...more,
});

const books = (some: Partial<Books>): Books => ({ inbound: [], accepted: [], stored: [], replies: [], ...some });
const line = (expects: string) => ({ customer: ANA, wamid: expects, expects });

describe('the comparison of the books notices', () => {
  test('a message that was acknowledged and is not stored', () => {
    const check = storedOnce(books({ inbound: [written('a'), written('b')], stored: [stored('a', 1, 0)] }));
    assert.equal(check.holds, false);
    assert.match(check.found, /1 lost/);
  });

  test('a message stored twice, and one that was never acknowledged', () => {
    assert.equal(
      storedOnce(books({ inbound: [written('a')], stored: [stored('a', 1, 0), stored('a', 2, 0)] })).holds,
      false,
    );
    assert.match(storedOnce(books({ inbound: [written('a', false)] })).found, /1 never acknowledged/);
  });

  test('a message without a reply, with two, and a reply nobody asked for', () => {
    const lines = [line('heard one'), line('heard two')];
    const found = (accepted: MessageRecord[]) => answeredOnce(books({ accepted }), lines, {});

    assert.equal(found([heard('heard one', '1'), heard('heard two', '2')]).holds, true);
    assert.match(found([heard('heard one', '1')]).found, /1 without/);
    assert.match(found([heard('heard one', '1'), heard('heard one', '1'), heard('heard two', '2')]).found, /1 doubled/);
    assert.match(found([heard('heard one', '1'), heard('heard two', '2'), heard('sorry', '3')]).found, /1 unasked/);
  });

  test('that a double is excused only after a doubt, and only if no status was told in between', () => {
    const [early, between, late] = ['2026-03-02T12:00:00Z', '2026-03-02T12:01:00Z', '2026-03-02T12:02:00Z'];
    const doubted = [reply('1', 'a', 2, { sends: 2, doubts: 1 })];
    const found = (replies: Reply[], told: string | null) => {
      const first = heard('heard one', '1');
      const status = { ...news(true), status: 'sent', at: early, lost: false, acknowledgedAt: told };
      const accepted = [
        { ...first, at: early, sent: { ...first.sent!, statuses: [status] } },
        { ...heard('heard one', '1'), at: late },
      ];
      return answeredOnce(books({ accepted, replies }), [line('heard one')], {}).holds;
    };

    assert.equal(found(doubted, null), true);
    assert.equal(found(doubted, between), false);
    assert.equal(found([reply('1', 'a', 2)], null), false);
  });

  test('turns out of order, but not a message that came after its successor was answered', () => {
    const swapped = [reply('2', 'b', 3), reply('1', 'a', 4)];
    assert.equal(
      turnsInOrder(books({ stored: [stored('a', 1, 0), stored('b', 2, 1)], replies: swapped })).holds,
      false,
    );
    const late = turnsInOrder(books({ stored: [stored('a', 2, 0), stored('b', 1, 1)], replies: swapped }));
    assert.equal(late.holds, true);
    assert.match(late.found, /1 pairs arrived in another order/);
  });

  test('replies that reach the provider out of order', () => {
    const replies = [reply('1', 'a', 1), reply('2', 'b', 2)];
    const accepted = [heard('two', '2'), heard('one', '1')];
    assert.equal(sendsInOrder(books({ accepted, replies })).holds, false);
  });
});
