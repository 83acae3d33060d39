import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { businesses } from '../platform/schema.ts';
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

  test('its letter speaks the language of who is invited, or else of who invites, or else of the business', async () => {
    const owner = await ownerOf(house, 'third@example.com');
    const invite = async (headers: Record<string, string> = {}, email = 'someone@example.com') => {
      const body = { email, role: 'viewer' };
      assert.equal(
        (await owner.send('POST', '/api/v1/team/invitations', body, { 'x-business': 'factory', ...headers })).status,
        201,
      );
      return house.posted.at(-1)!;
    };
    const factory = eq(businesses.id, house.factory.id);
    await house.ctx.db
      .update(businesses)
      .set({ languages: ['pt', 'en'] })
      .where(factory);
    await house.refresh();
    assert.equal((await invite()).subject, 'Olivia convida você para Factory');

    assert.match((await invite({ 'accept-language': 'fr-FR,ar;q=0.8' })).text, /للانضمام إلى فريق Factory/);
    await owner.send('PATCH', '/api/v1/me', { language: 'es' });
    assert.equal((await invite({ 'accept-language': 'en' })).subject, 'Olivia te invita a Factory');

    const ravi = await colleagueOf(owner, house, { email: 'ravi@example.com', role: 'agent' });
    await ravi.send('PATCH', '/api/v1/me', { language: 'hi' });
    assert.match((await invite({}, 'ravi@example.com')).text, /सात दिनों के भीतर यह लिंक खोलें:\n.+\/invitation\//);
  });
});
