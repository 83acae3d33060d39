import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPersonName } from './person-names.ts';

describe('a name is read', () => {
  for (const [text, name] of [
    ['my name is ana lópez', 'Ana López'],
    ["Hi! My name's Priya and I want two mugs", 'Priya'],
    ['this is John Smith, is my order ready?', 'John Smith'],
    ["I'm María", 'María'],
    ['Hola, me llamo José Luis', 'José Luis'],
    ['Soy Ana de la Cruz', 'Ana de la Cruz'],
    ['mi nombre es Lucía y quiero un vestido', 'Lucía'],
    ['oi, me chamo João dos Santos', 'João dos Santos'],
    ['meu nome é bia', 'Bia'],
    ['sou a Camila do 302', 'Camila'],
    ["je m'appelle Jean-Luc Martin", 'Jean-Luc Martin'],
    ['Bonjour, mon nom est Aïcha', 'Aïcha'],
    ["moi c'est Fatou", 'Fatou'],
    ['mera naam Rahul Sharma hai', 'Rahul Sharma'],
    ['mera naam neha h bhai', 'Neha'],
    ["my name is O'Brien", "O'Brien"],
  ] as const)
    test(`in "${text}"`, () => assert.equal(readPersonName(text), name));
});

describe('no name is read', () => {
  for (const text of [
    'i am looking for a hoodie',
    "I'm not interested",
    'soy vegetariana',
    'sou cliente de vocês',
    'je suis intéressé',
    'main ghar pe hoon',
    'this is ridiculous',
    'this is the third time',
    "i'm exhausted",
    'Ana',
    'where is my order',
    '',
    'my name is',
    'my name is 12345',
  ])
    test(`in "${text}"`, () => assert.equal(readPersonName(text), null));
});

describe('an answer to "what is your name?"', () => {
  for (const [text, name] of [
    ['ana', 'Ana'],
    ['Hi, Ana López', 'Ana López'],
    ['Es Ana', 'Ana'],
    ['my name is Ana', 'Ana'],
    ['no', null],
    ['menu', null],
    ['1042', null],
    ['👍', null],
  ] as const)
    test(`is "${name}" in "${text}"`, () => assert.equal(readPersonName(text, { asked: true }), name));

  test('is never very long', () => {
    assert.equal(readPersonName('word '.repeat(50), { asked: true }), null);
    assert.equal(readPersonName('a'.repeat(100_000), { asked: true }), null);
  });
});
