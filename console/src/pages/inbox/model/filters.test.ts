import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { belongsTo, readFilters } from './filters.ts';
import type { Row } from './shapes.ts';

const now = new Date('2026-03-02T12:00:00Z');
const sheena: Row = {
  id: 's',
  channelId: 'c',
  contactId: 'k',
  contact: { id: 'k', name: 'Sheena', phone: '+16505551234', username: null, language: 'en' },
  status: 'open',
  snoozedUntil: null,
  assignedTo: 'person',
  assignee: { id: 'ana', name: 'Ana' },
  waitingSince: '2026-03-02T11:00:00Z',
  waitingReason: null,
  unread: 1,
  labels: ['vip'],
  lastMessage: null,
  lastMessageAt: '2026-03-02T11:00:00Z',
  serviceWindowClosesAt: '2026-03-02T14:00:00Z',
  here: [],
};
const shows = (values: Record<string, string>, row = sheena, me = 'ana') =>
  belongsTo(readFilters(values), me, now)(row);

describe('the filters of the list', () => {
  test('are read from the address, and what is not known there counts as absent', () => {
    assert.deepEqual(readFilters({ tab: 'mine', status: 'nonsense', window: 'closing', search: ' ' }), {
      tab: 'mine',
      status: 'open',
      window: 'closing',
      sort: 'newest',
    });
  });

  test('keep a conversation in the tabs it belongs to', () => {
    assert.equal(shows({ tab: 'mine' }), true);
    assert.equal(shows({ tab: 'mine' }, sheena, 'ben'), false);
    assert.equal(shows({ tab: 'unassigned' }), false);
    assert.equal(shows({ tab: 'unassigned' }, { ...sheena, assignee: null }), true);
    assert.equal(shows({ tab: 'bot' }, { ...sheena, assignee: null, waitingSince: null }), true);
  });

  test('follow status, window, label, colleague and unread', () => {
    assert.equal(shows({ status: 'resolved' }), false);
    assert.equal(shows({ status: 'any' }, { ...sheena, status: 'snoozed' }), true);
    assert.equal(shows({ window: 'closing' }), true);
    assert.equal(shows({ window: 'open' }), true);
    assert.equal(shows({ window: 'closed' }), false);
    assert.equal(shows({ label: 'vip' }), true);
    assert.equal(shows({ label: 'late' }), false);
    const ben = '01a1ff03-9775-729f-9b3c-57bb93af6aec';
    assert.equal(shows({ assignee: ben }), false);
    assert.equal(shows({ assignee: ben }, { ...sheena, assignee: { id: ben, name: 'Ben' } }), true);
    assert.equal(shows({ assignee: 'nobody' }), true, 'what is no id counts as absent');
    assert.equal(shows({ unread: 'true' }, { ...sheena, unread: 0 }), false);
  });

  test('find undelivered replies wherever they are, also in what was resolved', () => {
    assert.equal(readFilters({ undelivered: 'true' }).status, 'any');
    assert.equal(readFilters({ undelivered: 'true', status: 'open' }).status, 'open');
    const last = { id: 'm', author: 'person', type: 'text', preview: 'hi', sentAt: '2026-03-02T11:00:00Z' } as const;
    const lost: Row = {
      ...sheena,
      status: 'resolved',
      lastMessage: { ...last, direction: 'outbound', status: 'failed' },
    };
    const sent: Row = { ...sheena, lastMessage: { ...last, direction: 'outbound', status: 'sent' } };
    const asked: Row = { ...sheena, lastMessage: { ...last, direction: 'inbound', status: 'received' } };
    assert.equal(shows({ undelivered: 'true' }, lost), true);
    assert.equal(shows({ undelivered: 'true' }, sent), false);
    assert.equal(shows({ undelivered: 'true' }, asked), null, 'what was said before, the server knows');
  });

  test('leave to the server what only the server can say', () => {
    assert.equal(shows({ search: 'she' }), null);
    assert.equal(shows({ mentions: 'me' }), null);
    assert.equal(shows({ search: 'she', status: 'resolved' }), false);
  });
});
