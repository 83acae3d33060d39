import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readStatus } from './inbound-status.ts';

const sent = { id: 'wamid.x', status: 'sent', timestamp: '1772366400', recipient_id: '16505551234' };
const read = (status: object) => readStatus({ ...sent, ...status });

describe('a status', () => {
  test('tells which message, what became of it, and when', () => {
    assert.deepEqual(readStatus(sent), {
      providerMessageId: 'wamid.x',
      messageId: null,
      status: 'sent',
      at: new Date('2026-03-01T12:00:00Z'),
    });
  });

  test('may be any step of the ladder', () => {
    for (const status of ['sent', 'delivered', 'read', 'played', 'failed']) {
      assert.equal(Object(read({ status })).status, status);
    }
  });

  test('brings our reference back', () => {
    const ours = '0198F2B6-0000-7000-8000-000000000001';
    assert.equal(Object(read({ biz_opaque_callback_data: ours })).messageId, ours.toLowerCase());
  });

  test('may carry the reference of another program, which is not ours', () => {
    for (const theirs of ['order-77', '', 7, null, `${'0'.repeat(36)}`]) {
      assert.equal(Object(read({ biz_opaque_callback_data: theirs })).messageId, null);
    }
  });

  test('that failed says why, in our words and in theirs', () => {
    const errors = [
      {
        code: 131047,
        title: 'Re-engagement message',
        message: 'Re-engagement message',
        error_data: { details: 'Message failed to send because more than 24 hours have passed' },
      },
    ];
    assert.deepEqual(Object(read({ status: 'failed', errors })).failure, {
      code: '131047',
      title: 'The customer last wrote more than 24 hours ago',
      details: 'Message failed to send because more than 24 hours have passed',
    });
  });

  test('that failed without a reason is still a failure', () => {
    assert.equal(Object(read({ status: 'failed' })).failure.code, 'unknown');
  });

  test('tells how it is billed', () => {
    const pricing = { billable: true, pricing_model: 'PMP', type: 'free_customer_service', category: 'utility' };
    assert.deepEqual(Object(read({ pricing })).pricing, { category: 'utility', type: 'free_customer_service' });
  });

  test('without message, time or a word we know cannot be used', () => {
    for (const odd of [{ id: undefined }, { id: '' }, { timestamp: 'noon' }, { status: 'warning' }, { status: 3 }]) {
      assert.equal(typeof read(odd), 'string', JSON.stringify(odd));
    }
  });
});
