import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { startParlour } from '../parlour.ts';
import { forEach, hears } from './several.ts';

/** One number a country; some share theirs. */
const numbers = [
  ...new Map(
    getCountries().map((country) => [
      getExampleNumber(country, examples)!.number,
      getExampleNumber(country, examples)!,
    ]),
  ).values(),
];

/** One person in two spellings: what WhatsApp reports, and what people write. */
const variants = [
  { country: 'Brazil', reported: '551187654321', written: ['+55 11 98765-4321', '+55 11 8765-4321'] },
  { country: 'Argentina', reported: '5491198765432', written: ['+54 9 11 9876-5432', '+54 11 9876-5432'] },
  { country: 'Mexico', reported: '5215598761234', written: ['+52 55 9876 1234', '+52 1 55 9876 1234'] },
];

describe('a customer of any country', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  const contactsKnownBy = (phone: string) =>
    t.rows<{ contact_id: string }>(
      `select distinct contact_id from contact_identities where kind = 'phone' and value = '${phone}'`,
    );
  const found = async (phone: string) => {
    const { status, body } = await t.api('GET', `/messages?phone=${encodeURIComponent(phone)}`);
    assert.equal(status, 200, phone);
    return body.items.filter(({ author }) => author === 'customer').length;
  };
  const send = (to: string, text: string) => t.api('POST', '/messages', { to, text });

  test('writes, is answered, is found and reached by the number in every spelling', async () => {
    await forEach(numbers, async (number) => {
      const customer = t.phone(number.number, 'Ana');
      customer.says('hello', { to: t.shop });
      await customer.next({ to: t.shop });

      assert.equal((await contactsKnownBy(number.number)).length, 1, number.number);
      assert.equal(await found(number.formatInternational()), 1, number.number);

      const sent = await send(number.formatInternational(), 'How are you?');
      assert.equal(sent.status, 202, number.number);
      await hears(customer, 'How are you?', { to: t.shop });
    });
  });

  for (const { country, reported, written } of variants)
    test(`of ${country} is one person, however the number is spelled`, async () => {
      const customer = t.phone(`+${reported}`, 'Bia');
      customer.says('hello', { to: t.shop });
      await customer.next({ to: t.shop });

      for (const [nth, spelling] of written.entries()) {
        assert.equal(await found(spelling), 1, spelling);
        assert.equal((await send(spelling, `message ${nth}`)).status, 202, spelling);
        await hears(customer, `message ${nth}`, { to: t.shop });
      }
      const contacts = await t.rows(
        `select distinct contact_id from contact_identities where value like '%${reported.slice(-8)}'`,
      );
      assert.equal(contacts.length, 1);
    });

  test('whose number cannot be one is refused with the reason', async () => {
    for (const to of [
      '',
      '+',
      '+49',
      '+999999999999',
      '123',
      'hello',
      '+1 650 555 1234 x5',
      '\0',
      '+1650555123456789',
    ]) {
      const { status, body } = await send(to, 'hello');
      assert.deepEqual([status, body.type], [400, '/problems/phone-invalid'], to);
    }
    assert.equal((await send('1'.repeat(41), 'hello')).status, 400);
  });
});
