import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createBot } from '../index.ts';
import { flowVersions } from '../schema.ts';
import { type TestBot, testBot } from '../test-bot.ts';
import { bodyOf, newCustomer } from '../test-customer.ts';
import { readState } from './state.ts';

const desk = (greeting: string, answer = 'Told.') => `
version: 1
name: desk
languages: [en]
start: main
nodes:
  main: { type: menu, text: "${greeting}", options: [{ id: tell, title: Tell, next: tell }, { id: rest, title: Rest, next: over }] }
  tell: { type: question, text: "Tell me.", expect: text, save: told, next: told }
  told: { type: text, text: "${answer}", next: sub }
  sub: { type: menu, text: Sub, options: [{ id: menu, title: Home, next: start }] }
  over: { type: end, text: Over }
`;

describe('an edit of a flow', () => {
  let t: TestBot;
  before(async () => {
    t = await testBot({ desk: desk('First') });
  });
  after(() => t.end());
  const fileOf = () => t.bot.flows.files().find(({ file }) => file.endsWith('desk.yaml'))!;

  test('counts from the next conversation on, without a restart', async () => {
    await t.edit('desk', desk('Second'));
    const ada = await t.customer('en');

    assert.equal(bodyOf((await ada.says('hi')).replies[0]), 'Second');
  });

  test('lets a conversation in the middle of the old version finish it', async () => {
    await t.edit('desk', desk('Third', 'Old answer.'));
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Tell');
    const begun = readState(ada.state)!.version;

    await t.edit('desk', desk('Fourth', 'New answer.'));
    assert.equal(bodyOf((await ada.says('something')).replies[0]), 'Old answer.\n\nSub');
    assert.equal(readState(ada.state)!.version, begun);

    assert.equal(
      bodyOf((await ada.taps('Home')).replies[0]),
      'Fourth',
      'the main menu is where the new version begins',
    );
    assert.notEqual(readState(ada.state)!.version, begun);
  });

  test('lets it finish also on a node that never read the old version', async () => {
    await t.edit('desk', desk('Fifth', 'Answer of the fifth.'));
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Tell');
    await t.edit('desk', desk('Sixth', 'Answer of the sixth.'));

    const other = await createBot(t.ctx, { flowsFolder: t.folder });
    const there = await newCustomer(t.ctx, other, t.business, 'en');
    there.state = ada.state;

    assert.equal(bodyOf((await there.says('something')).replies[0]), 'Answer of the fifth.\n\nSub');
    other.close();
  });

  test('that is broken leaves the last good version in place and says why, with the line', async () => {
    await t.edit('desk', desk('Good'));
    await t.edit('desk', desk('Broken').replace('next: tell }', 'next: tel }'));

    const ada = await t.customer('en');
    assert.equal(bodyOf((await ada.says('hi')).replies[0]), 'Good');
    assert.equal(fileOf().inUse, false);
    assert.deepEqual(
      fileOf().findings.map(({ line, message }) => [line, message]),
      [[7, 'there is no node "tel" – did you mean "tell"?']],
    );

    await t.edit('desk', desk('Mended'));
    assert.equal(bodyOf((await (await t.customer('en')).says('hi')).replies[0]), 'Mended');
    assert.equal(fileOf().inUse, true);
  });

  test('that is broken when a node starts leaves it with the version that was last in use', async () => {
    t.clockMovesBy(1_000);
    await t.edit('desk', desk('Before the restart'));
    await (await t.customer('en')).says('hi');
    await t.edit('desk', 'version: [');

    const other = await createBot(t.ctx, { flowsFolder: t.folder });
    const ada = await newCustomer(t.ctx, other, t.business, 'en');

    assert.equal(bodyOf((await ada.says('hi')).replies[0]), 'Before the restart');
    other.close();
    await t.edit('desk', desk('After it'));
  });

  test('that only comes while nobody writes is kept for nobody', async () => {
    await t.edit('desk', desk('Read by one'));
    await (await t.customer('en')).says('hi');
    await t.edit('desk', desk('Read by nobody'));
    await t.edit('desk', desk('Read by many'));
    await (await t.customer('en')).says('hi');
    await (await t.customer('en')).says('hi');

    const kept = (await t.ctx.db.select().from(flowVersions)).map(({ definition }) => JSON.stringify(definition));
    assert.equal(kept.filter((one) => one.includes('Read by one')).length, 1);
    assert.equal(kept.filter((one) => one.includes('Read by nobody')).length, 0);
    assert.equal(kept.filter((one) => one.includes('Read by many')).length, 1);
  });
});

describe('a business whose flow is not there', () => {
  test('gets a person for its customers, and they are told', async () => {
    const t = await testBot({ desk: desk('Hi') }, { flow: 'lost' });
    const ada = await t.customer('es');

    const { replies, handOff } = await ada.says('hola');

    assert.match(bodyOf(replies[0]), /he pedido a una persona/);
    assert.deepEqual(handOff, { reason: 'there is no flow called "lost"' });
    await t.end();
  });

  test('has it as soon as the file comes', async () => {
    const t = await testBot({ desk: desk('Hi') }, { flow: 'late' });
    await t.edit('late', desk('Here I am').replace('name: desk', 'name: late'));

    assert.equal(bodyOf((await (await t.customer('en')).says('hi')).replies[0]), 'Here I am');
    await t.end();
  });

  test('is not harmed by folders and files that are no flows', async () => {
    const t = await testBot({ desk: desk('Hi') });
    await mkdir(join(t.folder, 'strange.yaml'));
    await writeFile(join(t.folder, 'desk.test.yaml'), 'flow: desk');
    await writeFile(join(t.folder, 'notes.txt'), 'hello');
    await t.edit('aaa', '\u0000');

    await t.edit('desk', desk('Still here'));
    assert.equal(bodyOf((await (await t.customer('en')).says('hi')).replies[0]), 'Still here');
    await rm(join(t.folder, 'strange.yaml'), { recursive: true });
    await t.end();
  });
});
