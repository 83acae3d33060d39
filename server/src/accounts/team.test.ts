import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Browser, colleagueOf, GOOD_PASSWORD, type House, openHouse, ownerOf } from './test-house.ts';

type Item = { id: string; email: string; role: string; action: string; subject: string; actor: { name: string } };
const itemsOf = async (browser: Browser, url: string): Promise<Item[]> =>
  (await browser.send('GET', url, undefined, { 'x-business': 'shop' })).body.items as Item[];
const idOf = async (owner: Browser, email: string): Promise<string> =>
  (await itemsOf(owner, '/api/v1/team')).find((one) => one.email === email)!.id;

describe('a team', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
  });
  after(() => house.end());

  test('is led by owners: an admin cannot make or unmake one', async () => {
    const admin = await colleagueOf(owner, house, { email: 'amir@example.com', role: 'admin' });
    const olivia = await idOf(owner, 'olivia@example.com');
    const invited = await admin.send('POST', '/api/v1/team/invitations', { email: 'x@example.com', role: 'owner' });
    assert.equal(invited.body.type, '/problems/owners-only');
    assert.equal((await admin.send('PATCH', `/api/v1/team/${olivia}`, { role: 'viewer' })).status, 403);
    assert.equal((await admin.send('DELETE', `/api/v1/team/${olivia}`)).status, 403);
  });

  test('always keeps an owner', async () => {
    const olivia = await idOf(owner, 'olivia@example.com');
    const demoted = await owner.send('PATCH', `/api/v1/team/${olivia}`, { role: 'agent' });
    const removed = await owner.send('DELETE', `/api/v1/team/${olivia}`);
    assert.deepEqual([demoted.body.type, removed.body.type], ['/problems/last-owner', '/problems/last-owner']);
  });

  test('two owners cannot remove each other at once', async () => {
    const second = await colleagueOf(owner, house, { email: 'omar@example.com', role: 'owner', business: 'factory' });
    const first = await idOfIn(owner, 'factory', 'olivia@example.com');
    const omar = await idOfIn(owner, 'factory', 'omar@example.com');
    const answers = await Promise.all([
      owner.send('DELETE', `/api/v1/team/${omar}`, undefined, { 'x-business': 'factory' }),
      second.send('DELETE', `/api/v1/team/${first}`, undefined, { 'x-business': 'factory' }),
    ]);
    assert.equal(answers.filter(({ status }) => status === 204).length, 1);
  });

  test('a new role ends what somebody is signed in with', async () => {
    const house2 = await openHouse();
    const lead = await ownerOf(house2);
    const ana = await colleagueOf(lead, house2, { email: 'ana@example.com', role: 'agent' });
    const changed = await lead.send('PATCH', `/api/v1/team/${await idOf(lead, 'ana@example.com')}`, { role: 'viewer' });

    assert.equal(changed.body.role, 'viewer');
    assert.equal((await ana.send('GET', '/api/v1/me')).status, 401);
    await ana.send('POST', '/api/auth/sign-in/email', { email: 'ana@example.com', password: GOOD_PASSWORD });
    assert.equal((await ana.send('GET', '/api/v1/me')).body.role, 'viewer');
    assert.equal((await ana.send('POST', '/api/v1/team/invitations', { email: 'b@c.de', role: 'viewer' })).status, 403);
    await house2.end();
  });

  test('somebody taken out of it is out at once, and keeps their account', async () => {
    const ben = await colleagueOf(owner, house, { email: 'ben@example.com', role: 'agent' });
    assert.equal(
      (
        await owner.send('DELETE', `/api/v1/team/${await idOf(owner, 'ben@example.com')}`, undefined, {
          'x-business': 'shop',
        })
      ).status,
      204,
    );
    assert.equal((await ben.send('GET', '/api/v1/me')).status, 401);
    await ben.send('POST', '/api/auth/sign-in/email', { email: 'ben@example.com', password: GOOD_PASSWORD });
    const me = await ben.send('GET', '/api/v1/me');
    assert.deepEqual([me.body.business, me.body.permissions, me.body.businesses], [null, [], []]);
    assert.equal((await ben.send('GET', '/api/v1/team')).status, 404);
  });
});

describe('an invitation', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
  });
  after(() => house.end());

  const inviteAna = async () => {
    const made = await owner.send('POST', '/api/v1/team/invitations', { email: 'ana@example.com', role: 'agent' });
    const [, id, token] = /\/invitation\/([^#]+)#(.+)$/.exec(String(made.body.link))!;
    return { id: id!, token: token! };
  };

  test('works once, and only the newest to an address', async () => {
    const old = await inviteAna();
    const { id, token } = await inviteAna();
    const ana = { name: 'Ana', password: GOOD_PASSWORD };
    const browser = house.browser();
    const first = await browser.send('POST', `/api/v1/invitations/${old.id}/acceptance`, { ...ana, token: old.token });
    assert.equal(first.body.type, '/problems/link-invalid');
    const guessed = await browser.send('POST', `/api/v1/invitations/${id}/link`, { token: 'a guess' });
    assert.equal(guessed.body.type, '/problems/link-invalid');
    assert.equal((await browser.send('POST', `/api/v1/invitations/${id}/acceptance`, { ...ana, token })).status, 201);
    assert.equal((await browser.send('POST', `/api/v1/invitations/${id}/acceptance`, { ...ana, token })).status, 410);
    const again = await owner.send('POST', '/api/v1/team/invitations', { email: 'ANA@example.com', role: 'viewer' });
    assert.equal(again.body.type, '/problems/already-member');
  });

  test('to somebody with an account is taken up by them alone', async () => {
    const made = await owner.send(
      'POST',
      '/api/v1/team/invitations',
      { email: 'ana@example.com', role: 'viewer' },
      { 'x-business': 'factory' },
    );
    const [, id, token] = /\/invitation\/([^#]+)#(.+)$/.exec(String(made.body.link))!;
    const accept = (browser: Browser, more = {}) =>
      browser.send('POST', `/api/v1/invitations/${id}/acceptance`, { token, ...more });

    assert.equal((await accept(house.browser(), { name: 'Eve', password: GOOD_PASSWORD })).status, 409);
    assert.equal((await accept(owner)).status, 409);
    const ana = house.browser();
    await ana.send('POST', '/api/auth/sign-in/email', { email: 'ana@example.com', password: GOOD_PASSWORD });
    assert.equal((await accept(ana)).status, 201);
    const roles = async (business: string) =>
      (await ana.send('GET', '/api/v1/me', undefined, { 'x-business': business })).body.role;
    assert.deepEqual([await roles('shop'), await roles('factory')], ['agent', 'viewer']);
  });

  test('that was taken back opens nothing', async () => {
    const { body } = await owner.send('POST', '/api/v1/team/invitations', { email: 'c@example.com', role: 'agent' });
    const { id } = body.invitation as { id: string };
    assert.equal((await owner.send('DELETE', `/api/v1/team/invitations/${id}`)).status, 204);
    assert.deepEqual(await itemsOf(owner, '/api/v1/team/invitations'), []);
    assert.equal((await owner.send('DELETE', `/api/v1/team/invitations/${id}`)).status, 404);
  });
});

describe('several businesses', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
  });
  after(() => house.end());

  test('one that is not mine is answered like one that does not exist', async () => {
    const ana = await colleagueOf(owner, house, { email: 'ana@example.com', role: 'agent' });
    const foreign = await ana.send('GET', '/api/v1/team', undefined, { 'x-business': 'factory' });
    const missing = await ana.send('GET', '/api/v1/team', undefined, { 'x-business': 'nowhere' });
    assert.equal(foreign.status, 404);
    assert.deepEqual({ ...foreign.body, instance: '' }, { ...missing.body, instance: '' });
  });

  test('an owner opens another one and owns it; an agent cannot', async () => {
    const made = await owner.send('POST', '/api/v1/businesses', { name: 'Café Lúa & Co.', currency: 'EUR' });
    assert.equal(made.body.slug, 'cafe-lua-co');
    const me = await owner.send('GET', '/api/v1/me', undefined, { 'x-business': 'cafe-lua-co' });
    assert.equal(me.body.role, 'owner');
    const twice = await owner.send('POST', '/api/v1/businesses', { name: 'Café Lúa & Co.' });
    assert.equal(twice.body.type, '/problems/slug-taken');
    const ben = await colleagueOf(owner, house, { email: 'ben@example.com', role: 'agent' });
    assert.equal((await ben.send('POST', '/api/v1/businesses', { name: 'Mine' })).status, 403);
  });

  test('is never called like a page, or nobody could open it', async () => {
    const refused = await owner.send('POST', '/api/v1/businesses', { name: 'Paperwork', slug: 'docs' });
    assert.equal(refused.status, 409);
    assert.equal(refused.body.type, '/problems/slug-reserved');
    const made = await owner.send('POST', '/api/v1/businesses', { name: 'Phone' });
    assert.equal(made.body.slug, 'phone-business');
  });
});

describe('the audit log', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
    const ana = await colleagueOf(owner, house, { email: 'ana@example.com', role: 'agent' });
    await ana.send('GET', '/api/v1/audit');
    await house.browser().send('POST', '/api/auth/sign-in/email', { email: 'ana@example.com', password: 'a guess' });
  });
  after(() => house.end());

  test('says who did what, newest first, with denials and failed sign-ins', async () => {
    const items = await itemsOf(owner, '/api/v1/audit');
    assert.deepEqual(
      items.map(({ actor, action, subject }) => [actor.name, action, subject]),
      [
        ['Nobody', 'session.refused', 'ana@example.com'],
        ['ana', 'access.denied', 'GET /api/v1/audit'],
        ['ana', 'team.joined', 'ana@example.com'],
        ['Olivia', 'team.invited', 'ana@example.com'],
        ['Olivia', 'team.set_up', 'olivia@example.com'],
      ],
    );
  });

  test('is read by action, person and words, in pages', async () => {
    assert.equal((await itemsOf(owner, '/api/v1/audit?action=team.')).length, 3);
    assert.equal((await itemsOf(owner, '/api/v1/audit?action=team.invited')).length, 1);
    assert.equal((await itemsOf(owner, '/api/v1/audit?search=OLIVIA')).length, 2);
    const first = await owner.send('GET', '/api/v1/audit?limit=2', undefined, { 'x-business': 'shop' });
    const second = await itemsOf(owner, `/api/v1/audit?limit=2&cursor=${first.body.nextCursor}`);
    assert.deepEqual(
      second.map(({ action }) => action),
      ['team.joined', 'team.invited'],
    );
  });

  test('is only added to', async () => {
    for (const statement of ['update audit_log set subject = $$x$$', 'delete from audit_log', 'truncate audit_log'])
      await assert.rejects(house.ctx.db.execute(statement), (error: Error) =>
        /only added to/.test(String(error.cause)),
      );
  });
});

async function idOfIn(owner: Browser, business: string, email: string): Promise<string> {
  const { body } = await owner.send('GET', '/api/v1/team', undefined, { 'x-business': business });
  return (body.items as Item[]).find((one) => one.email === email)!.id;
}
