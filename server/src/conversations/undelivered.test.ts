import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { newId } from '../platform/id.ts';
import { channels, conversations, type Message, messages } from './schema.ts';
import { findUndelivered } from './undelivered.ts';

const undeliverable = { code: '131026', title: 'Undeliverable' };

describe('conversations with an undelivered reply', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let other: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    other = await openShop(t.ctx, 'other-shop');
  });
  after(() => t.end());

  type Said = Partial<Message> & { says: string };
  const asked = { direction: 'inbound', author: 'customer', status: 'received', says: 'where is it?' } as const;
  const lost = { status: 'failed', failure: undeliverable, says: 'on its way' } as const;

  /** A conversation on a channel of its own in which this was said, one after the other. */
  async function aConversation(said: Said[], { businessId, sheena } = shop): Promise<string> {
    const [channelId, id] = [newId(), newId()];
    const channel = { businessId, id: channelId, kind: 'whatsapp-cloud', name: 'Main', address: '+15550000001' };
    await t.ctx.db.insert(channels).values({ ...channel, externalId: channelId });
    await t.ctx.db.insert(conversations).values({ businessId, id, channelId, contactId: sheena });
    for (const { says, ...more } of said) {
      await t.ctx.db.insert(messages).values({
        businessId,
        conversationId: id,
        channelId,
        direction: 'outbound',
        author: 'person',
        status: 'sent',
        content: { type: 'text', body: says },
        sentAt: t.ctx.now(),
        createdAt: t.ctx.now(),
        ...more,
      });
    }
    return id;
  }
  const isFound = async (said: Said[]) => {
    const id = await aConversation(said);
    return (await findUndelivered(t.ctx.db, shop.businessId)).includes(id);
  };

  test('are found while the last message to the customer failed or expired, also after they wrote again', async () => {
    assert.equal(await isFound([asked, lost]), true);
    assert.equal(await isFound([asked, { ...lost, status: 'expired' }]), true);
    assert.equal(await isFound([asked, lost, asked]), true);
  });

  test('are found no more once something else was said to the customer, or it was sent once more', async () => {
    assert.equal(await isFound([asked, lost, { says: 'it is on its way' }]), false);
    assert.equal(await isFound([asked, lost, { status: 'queued', says: 'on its way' }]), false);
  });

  test('are found although we reacted to something since, or a campaign reached the customer', async () => {
    const thumb = { content: { type: 'reaction', to: 'wamid.1', emoji: '👍' } } as const;
    assert.equal(await isFound([asked, lost, { ...thumb, says: '' }]), true);
    assert.equal(await isFound([asked, lost, { lane: 'campaign', says: 'new in' }]), true);
  });

  test('are not those whom only a campaign did not reach', async () => {
    assert.equal(await isFound([asked, { says: 'on its way' }, { ...lost, lane: 'campaign' }]), false);
  });

  test('are not those whose message is still being tried, or got through after all', async () => {
    assert.equal(await isFound([asked, { ...lost, status: 'queued' }]), false);
    assert.equal(await isFound([asked, { ...lost, status: 'in_doubt' }]), false);
    assert.equal(await isFound([asked, { says: 'on its way', status: 'delivered' }]), false);
  });

  test('stay with their own business', async () => {
    const theirs = await aConversation([asked, lost], other);

    assert.deepEqual(await findUndelivered(t.ctx.db, other.businessId), [theirs]);
    assert.equal((await findUndelivered(t.ctx.db, shop.businessId)).includes(theirs), false);
  });
});
