import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  detectLanguage,
  matchChoice,
  readDate,
  readEmail,
  readNumber,
  readOrder,
  readOrderNumber,
  readProductQuestion,
  readQuantity,
  readYesNo,
  searchCatalogue,
  searchFaqs,
} from './index.ts';
import { shop } from './test-shop.ts';

const bank = [{ id: 'hours', question: 'When are you open?', answer: 'From 9 to 6.' }];

const READERS: Record<string, (text: string) => unknown> = {
  readOrder: (text) =>
    readOrder(text, shop, { basket: [{ productId: 'mug', quantity: 1, options: { color: 'red' } }] }),
  searchCatalogue: (text) => searchCatalogue(text, shop),
  readProductQuestion: (text) => readProductQuestion(text, shop),
  detectLanguage: (text) => detectLanguage(text),
  searchFaqs: (text) => searchFaqs(text, bank),
  matchChoice: (text) => matchChoice(text, ['Orders', 'Help']),
  readNumber: (text) => readNumber(text),
  readQuantity: (text) => readQuantity(text),
  readOrderNumber: (text) => readOrderNumber(text),
  readDate: (text) => readDate(text, { today: '2026-03-02' }),
  readEmail: (text) => readEmail(text),
  readYesNo: (text) => readYesNo(text),
};

const NAUGHTY = [
  '',
  ' \t\n\u3000 ',
  '\u0000\u0001\u001f',
  '\ud800 lone \udc00',
  '\u202eright to left\u202c',
  '👩‍👩‍👧‍👦🏳️‍🌈🇲🇽'.repeat(100),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  '__proto__ constructor toString hasOwnProperty',
  "'; DROP TABLE orders; --",
  '<script>alert(1)</script>',
  '{{7*7}} #{7*7} %s %n',
  'NaN Infinity -0 1e309 0x10 999999999999999999999',
  '½¼¾ ①② Ⅷ ٣٤ ५',
  '2147483648 -2147483649 1/0 0/0 1,,2 1.2.3.4',
  'a@b@c@d.. @@@ .@. me@'.repeat(50),
  '#'.repeat(4096),
  '-'.repeat(4096),
  '('.repeat(4096),
  'a'.repeat(4096),
  'hahaha'.repeat(700),
  'order                                   '.repeat(100),
  'no '.repeat(1365),
  'want '.repeat(819),
  '2 '.repeat(2048),
  'mug '.repeat(1024),
  'red mug, '.repeat(455),
  'instead of mug to belt '.repeat(178),
  '5kg'.repeat(1365),
  "l'".repeat(2048),
  'x'.repeat(100_000),
];

describe('whatever somebody writes', () => {
  for (const [name, read] of Object.entries(READERS)) {
    test(`${name} answers`, () => {
      for (const text of NAUGHTY) assert.doesNotThrow(() => read(text), JSON.stringify(text.slice(0, 40)));
    });
  }

  test('an order never has a quantity below one or above 9,999', () => {
    for (const text of [...NAUGHTY, 'mug 0', '-5 mugs', '99999 mugs', '0.5 mug', 'mug x 1e9', 'remove 500 mugs']) {
      for (const { quantity } of readOrder(text, shop).items)
        assert.ok(Number.isInteger(quantity) && quantity >= 1, text.slice(0, 40));
    }
  });
});
