import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { createBot } from '../index.ts';
import { flowReleases } from '../schema.ts';
import { type TestBot, testBot } from '../test-bot.ts';
import { bodyOf, newCustomer } from '../test-customer.ts';
import { publishFlow } from './releases.ts';

const desk = (greeting: string, answer = 'Told.') => `
version: 1
name: desk
languages: [en]
start: main
nodes:
  main: { type: menu, text: "${greeting}", options: [{ id: tell, title: Tell, next: tell }] }
  tell: { type: question, text: "Tell me.", expect: text, save: told, next: told }
  told: { type: text, text: "${answer}", next: sub }
  sub: { type: menu, text: Sub, options: [{ id: menu, title: Home, next: start }] }
`;

describe('a published flow', () => {
  let t: TestBot;
  before(async () => {
    t = await testBot({ desk: desk('The file') });
  });
  after(() => t.end());

  const publish = async (source: string | null) => {
    const ref = { businessId: t.business.id, flow: 'desk' };
    const what = { source, by: 'Ada', note: '', restores: null };
    await t.ctx.db.transaction((tx) => publishFlow(t.ctx, tx, t.bot.desk.vocabulary, ref, what));
    await t.bot.flows.refresh();
  };
  const greeting = async (bot = t.bot) =>
    bodyOf((await (await newCustomer(t.ctx, bot, t.business, 'en')).says('hi')).replies[0]);

  test('wins over the file, also over a later edit of it, until the file is brought back', async () => {
    await publish(desk('Published'));
    assert.equal(await greeting(), 'Published');
    await t.edit('desk', desk('The file, edited'));
    assert.equal(await greeting(), 'Published');
    await publish(null);
    assert.equal(await greeting(), 'The file, edited');
  });

  test('lets a conversation in the middle of the old one finish it', async () => {
    await publish(desk('First', 'Old answer.'));
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Tell');
    await publish(desk('Second', 'New answer.'));

    assert.equal(bodyOf((await ada.says('something')).replies[0]), 'Old answer.\n\nSub');
    assert.equal(bodyOf((await ada.taps('Home')).replies[0]), 'Second');
  });

  test('that this program cannot use any more leaves the one before in place', async () => {
    await publish(desk('Good'));
    await publish(desk('Will be broken'));
    await t.ctx.db
      .update(flowReleases)
      .set({ source: 'version: 99' })
      .where(eq(flowReleases.number, await t.ctx.db.$count(flowReleases)));

    const other = await createBot(t.ctx, { flowsFolder: t.folder });
    assert.equal(await greeting(other), 'Good');
    other.close();
  });

  test('is never taken for the file of that name by other businesses', async () => {
    await publish(desk('A secret of this business'));
    await greeting();
    await t.edit('desk', 'version: [');

    const other = await createBot(t.ctx, { flowsFolder: t.folder });
    assert.doesNotMatch(JSON.stringify(other.flows.shipped('desk')?.definition ?? null), /secret/);
    other.close();
  });
});
