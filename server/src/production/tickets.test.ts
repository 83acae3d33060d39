import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { on } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import {
  changeTicketState,
  findTicket,
  listTickets,
  type Report,
  reportTicket,
  type TicketProgress,
  ticketHistoryOf,
  ticketReported,
  ticketStateChanged,
  ticketsOf,
} from './index.ts';

describe('a ticket', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext([
      on(ticketReported, 'notice', async () => {}),
      on(ticketStateChanged, 'notice', async () => {}),
    ]);
    shop = await openShop(t.ctx);
  });
  after(() => t.end());

  const report = (more: Partial<Report> = {}) =>
    t.ctx.db.transaction((tx) =>
      reportTicket(t.ctx, tx, {
        businessId: shop.businessId,
        contactId: shop.sheena,
        conversationId: null,
        kind: 'defect',
        description: 'The zip is torn',
        mediaIds: [],
        ...more,
      }),
    );
  const move = (
    number: number,
    progress: Partial<TicketProgress> & Pick<TicketProgress, 'state'>,
    kind: 'defect' | 'issue' = 'defect',
  ) =>
    t.ctx.db.transaction((tx) =>
      changeTicketState(t.ctx, tx, { businessId: shop.businessId, kind, number }, { note: '', ...progress }),
    );
  const find = (number: number, contactId?: string) => findTicket(t.ctx.db, shop.businessId, { number, contactId });

  test('is received with a number of its kind and a day when it should be resolved', async () => {
    const ticket = await report({ orderNumber: 1042, mediaIds: ['photo'] });

    assert.equal(ticket.number, 1);
    assert.equal(ticket.state, 'received');
    assert.equal(ticket.progressPercent, 0);
    assert.equal(ticket.expectedOn, '2026-03-05');
    assert.deepEqual(await find(1, shop.sheena), ticket);
    assert.equal((await report({ kind: 'issue' })).number, 1);
    assert.deepEqual(
      (await t.jobs()).map(({ task }) => task),
      ['ticket.reported:notice', 'ticket.reported:notice'],
    );
  });

  test('reported ten times by the same message is one ticket', async () => {
    const causedBy = newId();
    const reports = await Promise.all(Array.from({ length: 10 }, () => report({ causedBy })));

    assert.equal(new Set(reports.map(({ id }) => id)).size, 1);
    assert.equal((await report({ causedBy })).id, reports[0]!.id);
  });

  test('needs words or a photo', async () => {
    await assert.rejects(report({ description: ' \n' }), { kind: 'empty-ticket', status: 400 });
    assert.equal((await report({ description: '', mediaIds: ['photo'] })).description, '');
  });

  test('keeps words that no database likes', async () => {
    assert.equal(
      (await report({ description: 'torn\u0000 \ud800 👕', orderNumber: 1e23 })).description,
      'torn\ufffd \ufffd 👕',
    );
  });

  test('moves forward, tells its progress, and ends at 100 %', async () => {
    const { id, number } = await report();
    await move(number, { state: 'fixing', progressPercent: 40, expectedOn: '2026-03-09', note: 'Zip ordered' });
    const resolved = await move(number, { state: 'resolved' });

    assert.equal(resolved.progressPercent, 100);
    assert.equal(resolved.expectedOn, '2026-03-09');
    const history = await ticketHistoryOf(t.ctx.db, shop.businessId, id);
    assert.deepEqual(
      history.map(({ state, note }) => [state, note]),
      [
        ['received', ''],
        ['fixing', 'Zip ordered'],
        ['resolved', ''],
      ],
    );
  });

  test('never moves back, and the same news twice is told once', async () => {
    const { number } = await report();
    await move(number, { state: 'fixing', progressPercent: 40 });
    const jobs = (await t.jobs()).length;
    await move(number, { state: 'fixing', progressPercent: 40 });

    assert.equal((await t.jobs()).length, jobs);
    await assert.rejects(move(number, { state: 'investigating' }), {
      kind: 'ticket-state-not-reachable',
      details: { number, state: 'fixing', reachable: ['fixing', 'resolved', 'rejected'] },
    });
    await assert.rejects(move(999, { state: 'fixing' }), { kind: 'ticket-not-found', status: 404 });
  });

  test('of somebody else is like one that does not exist', async () => {
    const { number } = await report();
    assert.equal(await find(number, shop.omar), null);
    assert.equal(await find(1e23), null);
    assert.equal(await findTicket(t.ctx.db, newId(), { number }), null);
    assert.deepEqual(await ticketsOf(t.ctx.db, shop.businessId, shop.omar, undefined, 10), []);
  });

  test('stands in the history of its customer by kind, the newest first', async () => {
    t.clockMovesBy(60_000);
    const newest = await report();
    const defects = await ticketsOf(t.ctx.db, shop.businessId, shop.sheena, 'defect', 3);

    assert.equal(defects.length, 3);
    assert.equal(defects[0]!.id, newest.id);
    assert.ok(defects.every(({ kind }) => kind === 'defect'));
  });

  test('stands in the list of the business, in pages that neither repeat nor skip', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = await listTickets(t.ctx.db, shop.businessId, { limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const all = await listTickets(t.ctx.db, shop.businessId, { limit: 100 });
    assert.deepEqual(
      seen,
      all.items.map(({ id }) => id),
    );

    const issues = await listTickets(t.ctx.db, shop.businessId, { limit: 100, kind: 'issue', state: 'received' });
    assert.equal(issues.items.length, 1);
  });
});
