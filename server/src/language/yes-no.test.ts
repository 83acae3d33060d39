import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readYesNo } from './yes-no.ts';

describe('an answer to yes or no', () => {
  for (const yes of [
    'yes',
    'Yes please!',
    'yesss',
    'ok thanks',
    'sí',
    'claro que sí',
    'sim',
    'oui',
    "d'accord",
    'haan ji',
    'theek hai',
    'haan bhej do',
    'pode mandar',
    'tá ótimo',
    'ça me va',
    'hazlo',
    'हाँ',
    '👍',
    '👍🏽',
    '✅ ok',
  ]) {
    test(`"${yes}" is yes`, () => assert.equal(readYesNo(yes), true));
  }
  for (const no of [
    'no',
    'Nope.',
    'nooo',
    'no gracias',
    'não',
    'nem pensar',
    'non merci',
    'laisse tomber',
    'nahi',
    'cancel karo',
    'नहीं',
    '👎',
    '❌',
  ]) {
    test(`"${no}" is no`, () => assert.equal(readYesNo(no), false));
  }
  for (const neither of [
    '',
    'maybe',
    'not sure',
    'yes but in blue',
    'yes 👎',
    'where is my order',
    '👍👎',
    'yes or no',
  ]) {
    test(`"${neither}" is neither`, () => assert.equal(readYesNo(neither), null));
  }
});
