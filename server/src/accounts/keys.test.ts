import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Browser, colleagueOf, type House, openHouse, ownerOf } from './test-house.ts';

describe('an API key', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
  });
  after(() => house.end());

  const make = async (wanted: object) =>
    (await owner.send('POST', '/api/v1/keys', { name: 'Till', ...wanted })).body as { key: string; id: string };
  const ask = async (key: string, url = '/api/v1/team', headers = {}) => {
    const { statusCode, body } = await house.app.inject({
      url,
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
    return { status: statusCode, body: JSON.parse(body) };
  };

  test('opens what its scopes say, in its business, and nothing else', async () => {
    const { key } = await make({ scopes: ['team:read'] });

    assert.equal((await ask(key)).status, 200);
    assert.equal((await ask(key, '/api/v1/audit')).body.permission, 'audit:read');
    assert.equal((await ask(key, '/api/v1/team', { 'x-business': 'shop' })).status, 200);
    assert.equal(
      (await ask(key, '/api/v1/team', { 'x-business': 'factory' })).body.type,
      '/problems/business-not-found',
    );
    const { body } = await ask(key, '/api/v1/me');
    assert.deepEqual([body.kind, body.person, body.permissions], ['key', null, ['team:read']]);
  });

  test('is shown once and kept as a hash', async () => {
    const { key } = await make({ scopes: ['team:read'] });
    const list = await owner.send('GET', '/api/v1/keys');
    assert.ok(!JSON.stringify(list.body).includes(key));
    const { rows } = await house.ctx.db.execute("select string_agg(to_jsonb(k)::text, ' ') as all from api_keys k");
    assert.ok(!String(rows[0]!.all).includes(key.slice('pb_0123456789_'.length)));
  });

  test('closes when it is revoked or over', async () => {
    const { key, id } = await make({ scopes: ['team:read'], expiresAt: '2099-01-01T00:00:00Z' });
    assert.equal((await ask(key)).status, 200);
    await house.ctx.db.execute(`update api_keys set expires_at = now() - interval '1 second' where id = '${id}'`);
    assert.equal((await ask(key)).body.type, '/problems/key-unknown');

    const other = await make({ scopes: ['team:read'] });
    assert.equal((await owner.send('DELETE', `/api/v1/keys/${other.id}`)).status, 204);
    assert.equal((await ask(other.key)).status, 401);
    assert.equal((await owner.send('DELETE', `/api/v1/keys/${other.id}`)).status, 404);
  });

  test('remembers when it was used, to the minute', async () => {
    const { key, id } = await make({ scopes: ['team:read'] });
    await ask(key);
    const first = await lastUse(id);
    await ask(key);
    assert.ok(first);
    assert.equal(await lastUse(id), first);
  });

  test('cannot be allowed more than its maker, nor make such a key', async () => {
    const { key } = await make({ scopes: ['keys:write', 'team:read'] });
    const made = await house.app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { authorization: `Bearer ${key}` },
      payload: { name: 'More', scopes: ['team:write'] },
    });
    assert.equal(made.json().type, '/problems/scopes-too-wide');
    const agent = await colleagueOf(owner, house, { email: 'ana@example.com', role: 'agent' });
    assert.equal((await agent.send('POST', '/api/v1/keys', { name: 'Mine', scopes: ['team:read'] })).status, 403);
  });

  test('that ends in the past is not made', async () => {
    const answer = await owner.send('POST', '/api/v1/keys', {
      name: 'Old',
      scopes: ['team:read'],
      expiresAt: '2020-01-01T00:00:00Z',
    });
    assert.equal(answer.body.type, '/problems/key-ends-in-past');
  });

  test('that nobody made is refused, and so is a request with none', async () => {
    assert.equal((await ask(`pb_0123456789_${'x'.repeat(43)}`)).body.type, '/problems/key-unknown');
    assert.equal((await ask('nonsense')).status, 401);
    assert.equal((await house.app.inject('/api/v1/team')).json().type, '/problems/key-missing');
  });

  async function lastUse(id: string): Promise<string | null> {
    const { body } = await owner.send('GET', '/api/v1/keys');
    return (body.items as { id: string; lastUsedAt: string | null }[]).find((one) => one.id === id)!.lastUsedAt;
  }
});
