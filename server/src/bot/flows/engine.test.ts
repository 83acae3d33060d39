import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TestBot, testBot } from '../test-bot.ts';
import { bodyOf, type Customer, optionsOf } from '../test-customer.ts';
import { readState } from './state.ts';

const HEAD = `
version: 1
name: desk
languages: [en, es]
start: main
variables: { note: null }
`;
const MAIN = `
  main:
    type: menu
    text: { en: "Hello {{contact.first_name}}", es: "Hola {{contact.first_name}}" }
    options:
      - { id: one, title: { en: One, es: Uno }, words: { en: [first thing], es: [lo primero] }, next: sub }
      - { id: ask, title: { en: Ask me, es: Pregúntame }, next: question }
      - { id: rest, title: { en: Wait, es: Espera }, next: pause }
  sub:
    type: menu
    text: { en: Sub, es: Sub }
    options:
      - { id: deep, title: { en: Deep, es: Hondo }, set: { note: seen }, next: told }
      - { id: back, title: { en: Return, es: Regresar }, next: back }
  told: { type: text, text: { en: "Note: {{note}}.", es: "Nota: {{note}}." }, next: deeper }
  deeper:
    type: menu
    text: { en: Deeper, es: Más hondo }
    options:
      - { id: sub, title: { en: Up, es: Arriba }, next: sub }
      - { id: end, title: { en: Finish, es: Fin }, next: over }
  over: { type: end, text: { en: Over, es: Fin } }
`;
const QUESTION = `
  question:
    type: question
    text: { en: A number from 1 to 5?, es: ¿Un número del 1 al 5? }
    expect: number
    at_least: 1
    at_most: 5
    save: answer
    retry: { en: From 1 to 5 please., es: Del 1 al 5. }
    tries: 2
    otherwise: main
    next: answered
  answered: { type: text, text: { en: "You said {{answer}}.", es: "Dijiste {{answer}}." }, next: size }
  size:
    type: condition
    cases:
      - { variable: answer, at_least: 3, next: large }
    else: small
  large: { type: text, text: { en: Large., es: Grande. }, next: main }
  small: { type: text, text: { en: Small., es: Pequeño. }, next: main }
`;
const PAUSE = `
  pause: { type: wait, for: 2 hours, next: woken, reply: interrupted }
  woken: { type: text, text: { en: It is time., es: Ya es hora. }, next: main }
  interrupted: { type: text, text: { en: "You said {{said}}.", es: "Dijiste {{said}}." }, next: main }
`;

describe('a flow', () => {
  let t: TestBot;
  let ada: Customer;
  const last = () => bodyOf(ada.heard.at(-1));
  const state = () => readState(ada.state)!;
  before(async () => {
    t = await testBot({ desk: `${HEAD}nodes:${MAIN}${QUESTION}${PAUSE}` });
  });
  after(() => t.end());

  test('puts consecutive texts and the menu behind them into one message', async () => {
    ada = await t.customer('en');
    await ada.says('hi');

    const { replies } = await ada.says('1');
    const { replies: told } = await ada.taps('Deep');

    assert.equal(replies.length, 1);
    assert.deepEqual(told, [
      {
        type: 'buttons',
        body: 'Note: seen.\n\nDeeper',
        buttons: [
          { id: 'deeper/sub', title: 'Up' },
          { id: 'deeper/end', title: 'Finish' },
        ],
      },
    ]);
  });

  test('is answered by tap, number, title or word', async () => {
    for (const answer of ['1', 'ONE!', 'first thing', 'lo primero']) {
      ada = await t.customer('en');
      await ada.says('hi');
      await ada.says(answer);
      assert.equal(last(), 'Sub', answer);
    }
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('One');
    assert.equal(last(), 'Sub');
  });

  test('remembers the way back as a stack of menus', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    await ada.says('1');
    assert.deepEqual(state().stack, [
      { node: 'main', from: 'main' },
      { node: 'sub', from: 'sub' },
    ]);

    await ada.says('back');
    assert.equal(state().node, 'sub');
    await ada.says('back');
    assert.equal(state().node, 'main');
    await ada.says('back');
    assert.equal(state().node, 'main');
  });

  test('does not grow its way by walking in a circle', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    for (let round = 0; round < 20; round++) {
      await ada.taps('Deep');
      await ada.taps('Up');
    }

    assert.deepEqual(state().stack, [{ node: 'main', from: 'main' }]);
  });

  test('forgets variables at the main menu', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    await ada.taps('Deep');
    assert.deepEqual(state().variables, { note: 'seen' });

    await ada.says('menu');
    assert.deepEqual(state().variables, {});
  });

  test('reads typed answers, and goes by their value', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Ask me');
    await ada.says('let us say four');

    assert.equal(last(), 'You said 4.\n\nLarge.\n\nHello Ada');
  });

  test('asks again for an answer that does not fit, so often as it says', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Ask me');
    await ada.says('17');
    assert.equal(last(), 'From 1 to 5 please.');

    await ada.says('18');
    assert.equal(last(), 'Hello Ada', 'the second time it goes where "otherwise" says');
    assert.equal(ada.waiting, false);
  });

  test('waits, and goes on by itself when the time has come', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Wait');
    assert.deepEqual(t.bot.wakeAt(ada.state), new Date(t.ctx.now().getTime() + 7_200_000));

    t.clockMovesBy(7_200_000);
    const { replies } = await ada.sends();

    assert.equal(bodyOf(replies[0]), 'It is time.\n\nHello Ada');
    assert.equal(t.bot.wakeAt(ada.state), null);
  });

  test('that rings too early says nothing and goes on waiting', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Wait');
    t.clockMovesBy(60_000);

    const { replies } = await ada.sends();

    assert.deepEqual(replies, []);
    assert.ok(t.bot.wakeAt(ada.state));
  });

  test('that waits is not expired by the waiting, and hears who writes meanwhile', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.taps('Wait');
    t.clockMovesBy(3_600_000);
    await ada.says('are you there');

    assert.equal(last(), 'You said are you there.\n\nHello Ada');
    assert.equal(t.bot.wakeAt(ada.state), null, 'the wait is over');
  });

  test('that has ended begins again with what is said next', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    await ada.taps('Deep');
    await ada.taps('Finish');
    assert.equal(state().node, null);

    await ada.says('blub');
    assert.match(last(), /^Sorry/);
    assert.deepEqual(
      optionsOf(ada.heard.at(-1)).map(({ title }) => title),
      ['One', 'Ask me', 'Wait'],
    );
    await ada.says('2');
    assert.equal(last(), 'A number from 1 to 5?');
  });

  test('speaks the language of the contact, else of the business', async () => {
    ada = await t.customer('es');
    await ada.says('menu');
    assert.equal(last(), 'Hola Ada');
    ada = await t.customer('es-MX');
    await ada.says('menu');
    assert.equal(last(), 'Hola Ada');
    ada = await t.customer('pt');
    await ada.says('menu');
    assert.equal(last(), 'Hello Ada');
  });

  test('learns the language of a stranger once, from a greeting or a sentence, never from a number', async () => {
    ada = await t.customer();
    assert.equal((await ada.says('2')).language, undefined);
    assert.equal((await ada.says('hola')).language, 'es');
    assert.equal((await ada.says('hello')).language, undefined);
    assert.equal(last(), 'Hola Ada');

    ada = await t.customer();
    assert.equal((await ada.says('quisiera saber cómo puedo pagar mi pedido por favor')).language, 'es');
  });

  test('notices when somebody known writes whole sentences in another of its languages', async () => {
    ada = await t.customer('en');
    await ada.says('hi');

    const { language } = await ada.says('disculpe, no entiendo nada de lo que dice aquí');

    assert.equal(language, 'es');
    assert.match(last(), /^Perdón/);
  });

  test('keeps its state small and plain', async () => {
    ada = await t.customer('en');
    await ada.says('hi');
    const { state, trace } = await ada.says('1');

    assert.ok(JSON.stringify(state).length < 400);
    assert.deepEqual(JSON.parse(JSON.stringify(trace)), {
      flow: 'desk',
      version: readState(state)!.version,
      owners: ['flow'],
      understood: [{ how: 'number', what: '1' }],
      path: ['sub'],
      actions: [],
    });
  });
});

describe('menus', () => {
  const options = (count: number) =>
    Array.from({ length: count }, (_, at) => `      - { id: o${at}, title: "Option ${at + 1}", next: start }`).join(
      '\n',
    );
  const flow = (count: number) =>
    `${HEAD.replace('[en, es]', '[en]')}nodes:\n  main:\n    type: menu\n    text: Choose\n    options:\n${options(count)}\n`;

  for (const [count, type] of [
    [3, 'buttons'],
    [4, 'list'],
    [10, 'list'],
    [11, 'text'],
  ] as const) {
    test(`with ${count} options are shown as ${type}`, async () => {
      const t = await testBot({ desk: flow(count) });
      const ada = await t.customer('en');
      const { replies } = await ada.says('hi');

      assert.equal(replies[0]?.type, type);
      if (type === 'text') assert.match(bodyOf(replies[0]), /^Choose\n\n1\. Option 1\n2\. Option 2\n/);
      else assert.equal(optionsOf(replies[0]).length, count);
      await ada.says(String(count));
      assert.equal(ada.heard.length, 2);
      await t.end();
    });
  }
});

describe('questions', () => {
  const ask = (expect: string, more = '') =>
    `${HEAD.replace('[en, es]', '[en]')}nodes:
  main: { type: menu, text: Main, options: [{ id: go, title: Go, next: q }] }
  q: { type: question, text: Tell me, expect: ${expect}, save: a, ${more} next: done }
  done: { type: text, text: "Got {{a}}.", next: main }\n`;

  for (const [expect, said, kept] of [
    ['text', '  anything at all ', 'anything at all'],
    ['number', 'twenty five', '25'],
    ['order_number', 'order #1042', '1042'],
    ['name', 'me llamo ana lópez', 'Ana López'],
    ['date', 'tomorrow', '2026-03-03'],
    ['email', 'write to ada@example.com please', 'ada@example.com'],
    ['yes_no', 'sure', 'true'],
    ['yes_no', 'nope', 'false'],
  ] as const) {
    test(`for ${expect} understand "${said.trim()}"`, async () => {
      const t = await testBot({ desk: ask(expect) });
      const ada = await t.customer('en');
      await ada.says('hi');
      await ada.says('1');
      await ada.says(said);
      assert.equal(bodyOf(ada.heard.at(-1)), `Got ${kept}.\n\nMain`);
      await t.end();
    });
  }

  test('for a choice offer their options and keep the id of the chosen one', async () => {
    const t = await testBot({
      desk: ask('choice', 'options: [{ id: s, title: Small }, { id: l, title: Large, words: [big] }],'),
    });
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    assert.deepEqual(
      optionsOf(ada.heard.at(-1)).map(({ title }) => title),
      ['Small', 'Large'],
    );
    await ada.says('big');
    assert.equal(bodyOf(ada.heard.at(-1)), 'Got l.\n\nMain');
    await t.end();
  });

  test('for yes or no have buttons', async () => {
    const t = await testBot({ desk: ask('yes_no') });
    const ada = await t.customer('en');
    await ada.says('hi');
    await ada.says('1');
    await ada.taps('No');
    assert.equal(bodyOf(ada.heard.at(-1)), 'Got false.\n\nMain');
    await t.end();
  });

  test('take a burst as one answer when they wait for quiet', async () => {
    const t = await testBot({ desk: ask('text', 'photos: pictures, quiet: 1.5s,') });
    const ada = await t.customer('en');
    await ada.says('hi');
    assert.equal(t.bot.burst(ada.state, [ada.writes('1')], t.business).quietMs, 0);
    await ada.says('1');
    const [one, two, menu] = [ada.writes('it is'), ada.writes('broken'), ada.writes('Menu')];
    assert.deepEqual(t.bot.burst(ada.state, [one, two], t.business), { messages: [one, two], quietMs: 1_500 });
    assert.deepEqual(t.bot.burst(ada.state, [one, two, menu], t.business), { messages: [one, two], quietMs: 0 });
    assert.deepEqual(t.bot.burst(ada.state, [menu, two], t.business), { messages: [menu], quietMs: 0 });

    const { replies } = await ada.sends(
      { type: 'text', body: 'it is' },
      { type: 'image', file: { mediaId: '0198c0de-0000-7000-8000-000000000001' }, caption: 'broken here' },
      { type: 'text', body: 'badly' },
    );

    assert.equal(bodyOf(replies[0]), 'Got it is\nbroken here\nbadly.\n\nMain');

    await ada.says('1');
    const left = await ada.sends({ type: 'text', body: 'it is' }, { type: 'text', body: 'menu' });
    assert.match(bodyOf(left.replies.at(-1)), /Main$/, 'a word that works everywhere is no part of an answer');
    await t.end();
  });
});
