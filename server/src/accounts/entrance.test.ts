import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { colleagueOf, GOOD_PASSWORD, type House, openHouse, ownerOf } from './test-house.ts';

describe('coming in for the first time', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.end());

  test('the set-up link makes the owner of every business, once, and signs them in', async () => {
    const token = await house.setUpToken();
    const browser = house.browser();
    const link = await browser.send('POST', '/api/v1/set-up/link', { token });
    assert.deepEqual(link.body, { first: true, businesses: ['Shop', 'Factory'] });

    const olivia = { token, name: 'Olivia', email: 'Olivia@Example.com', password: GOOD_PASSWORD };
    assert.equal((await browser.send('POST', '/api/v1/set-up', olivia)).status, 201);

    const me = await browser.send('GET', '/api/v1/me');
    assert.equal(me.status, 200, JSON.stringify(me.body));
    assert.deepEqual(
      (me.body.businesses as { slug: string; role: string }[]).map(({ slug, role }) => [slug, role]),
      [
        ['shop', 'owner'],
        ['factory', 'owner'],
      ],
    );
    const again = await house.browser().send('POST', '/api/v1/set-up', { ...olivia, email: 'eve@example.com' });
    assert.equal(again.status, 410);
  });

  test('no link is made while there are people, unless somebody asks for it', async () => {
    assert.equal(await house.setUpToken(), null);
    assert.equal(typeof (await house.setUpToken(true)), 'string');
  });

  test('an invitation makes a member of one business with its role', async () => {
    const owner = await ownerOf(house, 'second@example.com');
    const ana = await colleagueOf(owner, house, { email: 'ana@example.com', role: 'agent' });
    const me = await ana.send('GET', '/api/v1/me');
    assert.equal(me.body.role, 'agent');
    assert.equal((me.body.businesses as unknown[]).length, 1);
    assert.match(house.posted.at(-1)!.text, /\/invitation\/[\w-]+#/);
  });
});
