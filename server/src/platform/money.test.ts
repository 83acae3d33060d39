import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { localeOf } from './locale.ts';
import { formatMoney, minorUnitDigits } from './money.ts';

fc.configureGlobal({ seed: 20_260_302 }); // the same cases every time; change it to look for new ones

/** Intl separates with non-breaking and other spaces; which ones is its own business. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('money', () => {
  test('is written as the language writes it', () => {
    assert.equal(formatMoney(3_900, 'USD', 'en'), '$39.00');
    assert.equal(plain(formatMoney(3_900, 'USD', 'es')), '39,00 US$');
    assert.equal(formatMoney(123_456_789, 'USD', 'en'), '$1,234,567.89');
    assert.equal(formatMoney(-5, 'USD', 'en'), '-$0.05');
  });

  test('has as many decimals as its currency', () => {
    assert.equal(formatMoney(3_900, 'JPY', 'en'), '¥3,900');
    assert.equal(plain(formatMoney(3_900, 'KWD', 'en')), 'KWD 3.900');
    assert.deepEqual(['USD', 'JPY', 'KWD'].map(minorUnitDigits), [2, 0, 3]);
  });

  test('of a hundred billion loses no cent', () => {
    assert.equal(formatMoney(99_999_999_999_999, 'USD', 'en'), '$999,999,999,999.99');
  });

  test('reads as it does where the shop is', () => {
    const shop = { languages: ['en', 'es'], country: 'US' };
    assert.equal(formatMoney(3_900, 'USD', localeOf(shop, 'es')), '$39.00');
    assert.equal(localeOf(shop, null), 'en-US');
    assert.equal(localeOf(shop, 'es-MX'), 'es-MX');
  });

  test('in a language that is none is written in English', () => {
    for (const language of ['', 'not a language', 'x', 'tlh'])
      assert.equal(formatMoney(3_900, 'USD', language), '$39.00');
    assert.equal(localeOf({ languages: [], country: 'US' }, 'not a language'), 'en');
  });
});

test('every amount of money is written with exactly its digits, in every currency', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'INR', 'BRL', 'MXN', 'JPY', 'KRW', 'KWD', 'TND');
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 43), max: 2 ** 43 }), currency, (amount, currency) => {
      const written = formatMoney(amount, currency, 'en');
      const digits = written.replace(/\D/g, '');
      assert.equal(Number(digits) || 0, Math.abs(amount));
      assert.equal(written.includes('-'), amount < 0);
    }),
  );
});
