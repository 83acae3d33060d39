import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import type { PlatformTemplate } from './channel.ts';
import { forgetTemplates, updateTemplate } from './channel-news.ts';
import { channels, templates } from './schema.ts';
import { templateChecker } from './template-check.ts';
import { syncTemplates } from './templates.ts';

describe('the mirror of the templates', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let listed: PlatformTemplate[];
  let asked: number;
  let whileReading: () => Promise<unknown>;
  before(async () => {
    t = await testDesk();
  });
  after(() => t.end());
  beforeEach(async () => {
    await t.ctx.db.delete(templates);
    listed = [hello()];
    asked = 0;
    whileReading = async () => {};
    t.clockMovesBy(3_600_000);
  });

  const hello = (more: Partial<PlatformTemplate> = {}): PlatformTemplate => ({
    providerTemplateId: '1',
    name: 'hello',
    language: 'en',
    category: 'UTILITY',
    status: 'APPROVED',
    quality: null,
    reason: null,
    parameterFormat: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Hello' }],
    ...more,
  });
  const ref = () => ({ businessId: t.business.id, channelId: t.channel.id });
  const platform = {
    listTemplates: async () => {
      asked++;
      await whileReading();
      return { outcome: 'read' as const, templates: listed };
    },
  };
  const sync = () => syncTemplates(t.ctx, ref(), platform);
  /** The platform tells that the template `hello` changed, so many seconds ago. */
  const news = (change: { status: string; reason?: string }, secondsAgo = 0) =>
    t.ctx.db.transaction((tx) =>
      updateTemplate(tx, ref(), { name: 'hello', language: 'en' }, change, {
        at: new Date(t.ctx.now().getTime() - secondsAgo * 1_000),
        now: t.ctx.now(),
      }),
    );
  const statuses = async () =>
    (
      await t.rows<{ word: string }>(
        `select name || ' ' || language || ' ' || status as word from templates order by 1`,
      )
    ).map(({ word }) => word);

  test('is what the platform lists; what it no longer lists is deleted', async () => {
    listed = [hello(), hello({ language: 'es' }), hello({ name: 'sale', status: 'REJECTED', reason: 'SCAM' })];
    await sync();
    t.clockMovesBy(1_000);
    listed = [hello({ status: 'PAUSED' })];
    const result = await sync();

    assert.deepEqual(Object(result).gone, 2);
    assert.deepEqual(await statuses(), ['hello en PAUSED', 'hello es DELETED', 'sale en DELETED']);
    const [channel] = await t.ctx.db.select().from(channels);
    assert.deepEqual(channel?.templatesSyncedAt, t.ctx.now());
  });

  test('follows the news, whose order is that of the platform', async () => {
    await news({ status: 'PAUSED', reason: 'FIRST_PAUSE' }, 10);
    assert.equal(await news({ status: 'APPROVED' }, 600), false);
    assert.deepEqual(await statuses(), ['hello en PAUSED']);
    assert.equal(await news({ status: 'APPROVED' }, 5), true);
    assert.deepEqual(await statuses(), ['hello en APPROVED']);
  });

  test('is not moved back by news of before it was read', async () => {
    await sync();
    assert.equal(await news({ status: 'PENDING' }, 600), false);
    assert.deepEqual(await statuses(), ['hello en APPROVED']);
  });

  test('keeps the news that comes while it is read', async () => {
    await sync();
    t.clockMovesBy(1_000);
    whileReading = async () => {
      t.clockMovesBy(10);
      await news({ status: 'PAUSED' });
    };
    await sync();
    assert.deepEqual(await statuses(), ['hello en PAUSED']);
  });

  test('keeps why a template is paused, which the list does not say', async () => {
    await sync();
    await news({ status: 'PAUSED', reason: 'FIRST_PAUSE' });
    t.clockMovesBy(1_000);
    listed = [hello({ status: 'PAUSED' })];
    await sync();
    assert.deepEqual(await t.rows('select reason from templates'), [{ reason: 'FIRST_PAUSE' }]);
    t.clockMovesBy(1_000);
    listed = [hello()];
    await sync();
    assert.deepEqual(await t.rows('select reason from templates'), [{ reason: null }]);
  });

  test('is to be read again when the words of a template changed', async () => {
    await sync();
    await t.ctx.db.transaction((tx) => forgetTemplates(tx, ref()));
    const [channel] = await t.ctx.db.select().from(channels);
    assert.equal(channel?.templatesSyncedAt, null);
  });

  test('asks the platform before it says no, but not again and again', async () => {
    const checker = templateChecker(t.ctx);
    const [row] = await t.ctx.db.select().from(channels);
    const templatesOfChannel = { ...platform, checkParameters: () => [], slotsOf: () => [] } as never;
    const open = {
      row: { ...row!, accountId: '1' },
      channel: { kind: 'test', templates: templatesOfChannel } as never,
    };
    const check = (name: string) => checker.check(open, { type: 'template', name, language: 'en', components: [] });

    assert.equal((await check('hello'))?.status, 'APPROVED');
    for (const name of ['nothing', 'nothing']) await assert.rejects(check(name), { kind: 'template-unknown' });
    assert.equal(asked, 1);
  });
});
