import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { changesSoFar } from '../platform/counters.ts';
import { type BankShelf, bankShelf } from './faqs.ts';
import type { Flow } from './flows/flow.ts';
import { type LearntShelf, learntShelf } from './learnt.ts';
import { faqs } from './schema.ts';
import { type TestBot, testBot } from './test-bot.ts';

const flowOf = (words: string[]) => `
version: 1
name: kiosk
languages: [en]
start: main
triggers:
  - words: { en: [${words.join(', ')}] }
    next: where
  - intent: faq
    next: answer
nodes:
  main: { type: menu, text: Hello, options: [{ id: where, title: Where, next: where }, { id: answer, title: Ask, next: answer }] }
  where: { type: end, text: On its way }
  answer: { type: end, text: Here }
`;

describe('what a business taught its assistant', () => {
  let t: TestBot;
  let folder: string;
  let learnt: LearntShelf;
  let banks: BankShelf;
  const flow = (): Flow => t.bot.flows.newest(t.business)!;
  const read = async (text: string) => {
    const bank = await banks.of(t.ctx.db, t.business, flow(), 'en');
    return learnt.read(bank, t.business.id, flow(), text)[0]?.label;
  };

  before(async () => {
    t = await testBot({ kiosk: flowOf(['where is my order', 'track my order', 'order status']) });
    folder = await mkdtemp(join(tmpdir(), 'learnt-'));
    learnt = learntShelf(t.ctx, folder);
    banks = bankShelf(changesSoFar(t.ctx.db));
    await t.ctx.db.insert(faqs).values({
      businessId: t.business.id,
      topic: 'engraving',
      language: 'en',
      question: 'Do you engrave?',
      variants: ['can you put my name on it', 'engraving possible?'],
      answer: 'Yes.',
    });
  });
  after(async () => {
    await learnt.close();
    await rm(folder, { recursive: true });
    await t.end();
  });

  test('is learnt beside the conversation, and then understood in other words and languages', async () => {
    assert.equal(await read('cadê minha encomenda'), undefined);

    await learnt.settled();

    assert.equal(await read('cadê minha encomenda'), 'trigger:0');
    assert.equal(await read('could you engrave my name'), 'faq:engraving');
  });

  test('is forgotten while an edited flow is learnt, since its triggers may have moved', async () => {
    await t.edit('kiosk', flowOf(['where is my order', 'track my order', 'order status', 'has it shipped']));

    assert.equal(await read('cadê minha encomenda'), undefined);
    await learnt.settled();
    assert.equal(await read('cadê minha encomenda'), 'trigger:0');
  });

  test('is nothing where nothing is to be learnt', async () => {
    const off = learntShelf(t.ctx, null);
    const bank = await banks.of(t.ctx.db, t.business, flow(), 'en');

    assert.deepEqual(off.read(bank, t.business.id, flow(), 'where is my order'), []);
  });
});
