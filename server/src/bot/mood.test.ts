import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { soundsUpset } from './mood.ts';
import { type TestBot, testBot } from './test-bot.ts';
import { bodyOf } from './test-customer.ts';

const KIOSK = `
version: 1
name: kiosk
languages: [en]
start: main
nodes:
  main: { type: menu, text: Hello, options: [{ id: more, title: More, next: more }] }
  more: { type: end, text: More of it }
`;

describe('a message sounds upset', () => {
  for (const text of [
    'this is ridiculous',
    'WHERE IS EVERYTHING I PAID FOR',
    'hello????',
    'I hate this, so disappointed 😡',
    'estoy muy enojada, qué decepción',
    'que vergonha de atendimento',
    'très déçue et fâchée',
    'bahut gussa hoon, sab galat hai',
    'das ist eine Frechheit',
    '😡😡',
  ])
    test(`in "${text}"`, () => assert.equal(soundsUpset(text), true));

  for (const text of [
    'my parcel is late',
    'the zip is broken',
    'não gostei da cor',
    'I am not happy with the size, but thank you',
    'no me gusta el azul',
    'something snug for my nephew who is always freezing',
    'OK THANKS',
    'où est ma commande ?',
    '',
  ])
    test(`but not in "${text}"`, () => assert.equal(soundsUpset(text), false));
});

describe('a customer who is upset twice', () => {
  let t: TestBot;
  before(async () => {
    t = await testBot({ kiosk: KIOSK });
  });
  after(() => t.end());

  test('gets a person, also without any language model', async () => {
    const ada = await t.customer();
    await ada.says('hi');
    assert.equal((await ada.says('what a useless machine you are')).handOff, undefined);
    const { handOff, trace } = await ada.says('I hate this, so disappointed 😡');

    assert.equal(handOff?.reason, 'the customer is upset');
    assert.deepEqual((trace as { owners: string[] }).owners, ['mood']);
  });

  test('is not counted on after the person was there', async () => {
    const ada = await t.customer();
    for (const text of ['hi', 'this is ridiculous', 'this is ridiculous']) await ada.says(text);

    ada.waiting = false; // given back
    const { handOff, replies } = await ada.says('this is ridiculous');

    assert.equal(handOff, undefined);
    assert.ok(replies.map(bodyOf).join('') !== '');
  });
});
