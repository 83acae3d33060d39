import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { readPhone } from './phone.ts';

const countries = getCountries().map((country) => ({ country, number: getExampleNumber(country, examples)! }));

describe('a mobile number of any country', () => {
  test('is read as people write it at home and abroad', () => {
    for (const { country, number } of countries) {
      const digits = number.number.slice(1);
      const spellings = {
        'with country code': number.number,
        'spaced, with country code': number.formatInternational(),
        'as at home': number.formatNational(),
        'as at home, bare': number.nationalNumber,
        'as WhatsApp writes it': digits,
        'dialled from abroad': `00${digits}`,
        'as a link': number.getURI(),
        'with hard blanks': number.formatInternational().replaceAll(' ', '\u00a0'),
        'in wide digits': number.number.replace(/[+\d]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
      };
      for (const [how, text] of Object.entries(spellings))
        assert.equal(readPhone(text, country), number.number, `${country} ${how}: ${text}`);
    }
  });

  test('with country code is the same number wherever the business is', () => {
    for (const { number } of countries)
      for (const { country } of countries)
        assert.equal(readPhone(number.formatInternational(), country), number.number, country);
  });
});

describe('a number that cannot be one', () => {
  for (const text of [
    '',
    '+',
    '0',
    '123',
    '+49',
    '+1 555',
    '+999999999999',
    '+0123456789',
    '++16505551234',
    '123456789012345678',
    '+1650555123456789',
    '+1 650 555 1234 x5',
    '+1 650 555 1234 call me',
    'NaN',
    '1e10',
    '+1-800-FLOWERS',
  ])
    test(`is not read: "${text}"`, () => assert.equal(readPhone(text, 'US'), null));
});

test('a Mexican mobile is read with the 1 that was dropped in 2019, and without', () => {
  for (const text of ['+52 1 55 1234 5678', '+5215512345678', '5215512345678', '+52 55 1234 5678'])
    assert.equal(readPhone(text, 'US'), '+525512345678', text);
});

test('a country nobody knows counts as the United States', () => {
  assert.equal(readPhone('650 555 1234', 'ZZ'), '+16505551234');
});
