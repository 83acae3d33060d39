import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { consentOf } from '../contacts/index.ts';
import type { InboundContent } from '../conversations/api.ts';
import { readState } from './flows/state.ts';
import { type TestBot, testBot } from './test-bot.ts';
import { bodyOf, optionsOf } from './test-customer.ts';

const DESK = `
version: 1
name: desk
languages: [en, es]
start: main
variables: { word: null }
triggers:
  - words: { en: [opening hours, when are you open, are you open today], es: [horario, a qué hora abren] }
    title: { en: Opening hours, es: Horario }
    next: hours
  - { message: location, next: near }
nodes:
  main:
    type: menu
    text: { en: Welcome, es: Bienvenida }
    options:
      - { id: word, title: { en: Say a word, es: Di una palabra }, next: word }
      - { id: confirm, title: { en: Confirm, es: Confirmar }, next: confirm }
      - { id: hours, title: { en: Hours, es: Horas }, next: hours }
  word: { type: question, text: { en: Which word?, es: ¿Qué palabra? }, expect: text, save: word, next: said }
  said: { type: text, text: { en: "You said {{word}}.", es: "Dijiste {{word}}." }, next: main }
  hours: { type: text, text: { en: Nine to five., es: De nueve a cinco. }, next: main }
  near: { type: text, text: { en: That is near us., es: Está cerca. }, next: main }
  confirm:
    type: menu
    fresh: true
    text: { en: Sure?, es: ¿Seguro? }
    options:
      - { id: yes, title: { en: Do it, es: Hazlo }, next: done }
      - { id: no, title: { en: Leave it, es: Déjalo }, next: main }
  done: { type: end, text: { en: Done., es: Hecho. } }
`;
const file = { mediaId: '0198c0de-0000-7000-8000-000000000001' };

describe('a turn', () => {
  let t: TestBot;
  before(async () => {
    t = await testBot({ desk: DESK });
  });
  after(() => t.end());

  const silent: InboundContent[] = [
    { type: 'reaction', to: 'wamid.1', emoji: '👍' },
    { type: 'system', kind: 'user_changed_number' },
    { type: 'edit', of: 'wamid.1', content: {} },
    { type: 'revoke', of: 'wamid.1' },
    { type: 'erased' },
    { type: 'call_permission_reply', accepted: true },
    { type: 'form_reply', name: 'flow', response: {} },
  ];
  for (const content of silent) {
    test(`of ${content.type} says nothing and changes nothing`, async () => {
      const ada = await t.customer('en');
      await ada.says('hi');
      const before = ada.state;

      const { replies } = await ada.sends(content);

      assert.deepEqual(replies, []);
      assert.deepEqual(ada.state, before);
    });
  }

  const unreadable: InboundContent[] = [
    { type: 'sticker', file },
    { type: 'audio', file, voice: true },
    { type: 'image', file },
    { type: 'video', file },
    { type: 'document', file },
    { type: 'contacts', contacts: [{ name: { formatted: 'Bob' }, phones: [], emails: [], urls: [], addresses: [] }] },
    { type: 'unsupported', kind: 'poll_creation' },
    { type: 'unknown', kind: 'hologram', raw: {} },
  ];
  for (const content of unreadable) {
    test(`of ${content.type} says honestly what it can read, and shows what works`, async () => {
      const ada = await t.customer('en');
      await ada.says('hi');

      const { replies, handOff } = await ada.sends(content);

      assert.equal(replies.length, 1);
      assert.match(bodyOf(replies[0]), /I can only read text and your taps/);
      assert.equal(optionsOf(replies[0]).length, 3);
      assert.equal(handOff, undefined);
    });
  }

  test('reads the caption of a photo as text', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.sends({ type: 'image', file, caption: 'opening hours?' });

    assert.match(bodyOf(ada.heard.at(-1)), /Nine to five/);
  });

  test('can be about a kind of message', async () => {
    const ada = await t.customer('en');
    await ada.sends({ type: 'location', latitude: 1, longitude: 1 });

    assert.match(bodyOf(ada.heard.at(-1)), /That is near us/);
  });

  test('of somebody who just opened the chat greets them', async () => {
    const ada = await t.customer('en');
    assert.equal(bodyOf((await ada.sends({ type: 'welcome_request' })).replies[0]), 'Welcome');
  });

  test('reads the button of a template as text', async () => {
    const ada = await t.customer('en');
    const { replies } = await ada.sends({ type: 'choice', id: 'SHOW_HOURS', title: 'Opening hours', of: 'template' });

    assert.match(bodyOf(replies[0]), /Nine to five/);
  });

  test('understands a question that is like the examples of a trigger', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    const { replies, trace } = await ada.says('what are your hours, please?');

    assert.match(bodyOf(replies[0]), /Nine to five/);
    assert.deepEqual((trace as { owners: string[] }).owners, ['understanding']);
  });

  test('suggests what it is not sure of', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    const { replies } = await ada.says('is the shop open on Sunday');

    assert.match(bodyOf(replies[0]), /Did you mean/);
    assert.deepEqual(
      optionsOf(replies[0]).map(({ title }) => title),
      ['Opening hours', 'Main menu'],
    );
    assert.match(bodyOf((await ada.taps('Opening hours')).replies[0]), /Nine to five/);
  });

  test('takes an old button of a confirmation for what it is', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Confirm');
    const [first] = optionsOf(ada.heard.at(-1));
    await ada.taps('Leave it');
    await ada.taps('Confirm');

    const { replies } = await ada.sends({ type: 'choice', id: first!.id, title: 'Do it', of: 'button' });

    assert.match(bodyOf(replies[0]), /That button belongs to an earlier message/);
    assert.equal(readState(ada.state)!.node, 'confirm');
    assert.equal(bodyOf((await ada.taps('Do it')).replies[0]), 'Done.');
  });

  test('understands yes and no in many words where a menu asks for them', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Confirm');
    await ada.says('yeah sure');
    assert.equal(bodyOf(ada.heard.at(-1)), 'Done.');
    await ada.says('confirm');
    await ada.says('nope');
    assert.equal(bodyOf(ada.heard.at(-1)), 'Welcome');
  });

  test('answers a burst with the last prompt only', async () => {
    const ada = await t.customer('en');
    const { replies } = await ada.sends(
      { type: 'text', body: 'hi' },
      { type: 'text', body: 'hello' },
      { type: 'text', body: '1' },
    );

    assert.deepEqual(replies, [{ type: 'text', body: 'Which word?' }]);
  });

  test('leaves the rest of a burst to the person who was asked for', async () => {
    const ada = await t.customer('en');
    const { replies, handOff } = await ada.sends({ type: 'text', body: 'human' }, { type: 'text', body: 'menu' });

    assert.ok(handOff);
    assert.equal(replies.length, 1);
  });

  test('begins politely again after half an hour, once', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Say a word');
    t.clockMovesBy(30 * 60_000);

    assert.equal(bodyOf((await ada.says('hm')).replies[0]), 'Welcome back. Let us begin again from here.\n\nWelcome');
    assert.match(bodyOf((await ada.says('hm')).replies[0]), /^Sorry/);
  });

  test('keeps the place for nearly half an hour', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Say a word');
    t.clockMovesBy(30 * 60_000 - 1);

    assert.match(bodyOf((await ada.says('hm')).replies[0]), /You said hm/);
  });

  test('begins anew when nobody can read the state any more', async () => {
    const ada = await t.customer('en');
    for (const state of [{ old: 'shape' }, 'text', 42, [], { flow: 'desk', version: 'gone', node: 'main' }]) {
      ada.state = state;
      assert.equal(bodyOf((await ada.says('hi')).replies[0]), 'Welcome');
    }
  });

  test('records stop and start, confirms each once, and answers nothing else meanwhile', async () => {
    const ada = await t.customer('en');
    const consent = () => consentOf(t.ctx.db, t.business.id, ada.contact.id, 'marketing');

    assert.match(bodyOf((await ada.says('Stop!')).replies[0]), /no more offers/);
    assert.deepEqual(await consent(), { granted: false, source: 'word: Stop!', at: t.ctx.now() });
    assert.deepEqual((await ada.says('STOP')).replies, []);
    t.clockMovesBy(1_000);
    assert.match(bodyOf((await ada.says('start')).replies[0]), /again/);
    assert.equal((await consent())?.granted, true);
    assert.equal(bodyOf((await ada.says('start')).replies[0]), 'Welcome');
  });

  test('hears stop in languages the flow does not speak', async () => {
    for (const word of ['baja', 'parar', 'ARRÊT', 'abmelden']) {
      const ada = await t.customer('en');
      assert.match(bodyOf((await ada.says(word)).replies[0]), /no more offers/, word);
    }
  });

  test('is silent while a person has the conversation, but for stop', async () => {
    const ada = await t.customer('en');
    await ada.says('human');
    const before = ada.state;

    assert.deepEqual((await ada.says('menu')).replies, []);
    assert.deepEqual((await ada.sends({ type: 'sticker', file })).replies, []);
    assert.match(bodyOf((await ada.says('stop')).replies[0]), /no more offers/);
    assert.deepEqual(ada.state, before);
  });

  test('after a person gave back begins without old misunderstandings', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    for (const word of ['blub', 'gnarf', 'quux']) await ada.says(word);
    assert.equal(ada.waiting, true);

    ada.waiting = false;
    assert.match(bodyOf((await ada.says('blub')).replies[0]), /^Sorry/);
    assert.equal(ada.waiting, false);
  });

  test('says once in the language of the contact that answers take a moment', () => {
    const say = (language: string | null) => bodyOf(t.bot.catchingUp({ language }, t.business));
    assert.match(say('es'), /^Escribes más rápido/);
    assert.match(say(null), /^You are writing faster/);
    assert.match(say('fr'), /^You are writing faster/);
  });

  test('survives any text', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    for (const text of [
      '',
      ' ',
      '\u0000',
      '{{contact.name}}',
      '🦄'.repeat(500),
      'a'.repeat(4_096),
      '#',
      '@start',
      'main/word',
      '\ud800',
      '1'.repeat(400),
    ]) {
      ada.waiting = false;
      await assert.doesNotReject(ada.says(text), JSON.stringify(text.slice(0, 20)));
    }
  });

  test('survives any tap', async () => {
    const ada = await t.customer('en');
    await ada.says('hi');
    for (const id of [
      '',
      'main/none',
      'main=x',
      'none/x',
      'word/x',
      'confirm/yes',
      'confirm/yes#99',
      '@main',
      '@nowhere',
      '@',
      'x'.repeat(300),
      'main/confirm',
      'confirm/yes',
      'confirm/yes#',
      'confirm/yes#1',
    ]) {
      ada.waiting = false;
      await assert.doesNotReject(ada.sends({ type: 'choice', id, title: 'x', of: 'button' }), id);
    }
    assert.ok(
      ada.heard.every((content) => bodyOf(content) !== 'Done.'),
      'nothing was confirmed by a forged tap',
    );
  });
});
