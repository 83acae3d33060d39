import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testContext } from '../../test/support.ts';
import { newId } from '../platform/id.ts';
import { businesses } from '../platform/schema.ts';
import { consentOf, recordConsent } from './consent.ts';
import { consents, contacts } from './schema.ts';

describe('consent', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  const [businessId, contactId] = [newId(), newId()];
  before(async () => {
    t = await testContext();
    await t.ctx.db.insert(businesses).values({ id: businessId, slug: 'shop', name: 'Shop' });
    await t.ctx.db.insert(contacts).values({ businessId, id: contactId, name: 'Ada' });
  });
  after(() => t.end());

  const record = (granted: boolean, source: string) =>
    t.ctx.db.transaction((tx) =>
      recordConsent(tx, { businessId, contactId, scope: 'marketing', granted, source, at: t.ctx.now() }),
    );
  const current = () => consentOf(t.ctx.db, businessId, contactId, 'marketing');

  test('is unknown until somebody says something', async () => {
    assert.equal(await current(), null);
  });

  test('is what was said last, with its source and time', async () => {
    assert.equal(await record(true, 'operator'), true);
    t.clockMovesBy(1_000);
    assert.equal(await record(false, 'word: STOP'), true);

    assert.deepEqual(await current(), { granted: false, source: 'word: STOP', at: t.ctx.now() });
  });

  test('said again changes nothing and is not written twice', async () => {
    assert.equal(await record(false, 'word: stop'), false);
    assert.equal((await t.ctx.db.select().from(consents)).length, 2);
  });
});
