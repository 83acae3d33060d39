import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { httpServer } from './http.ts';
import type { Actor } from './policy.ts';
import { limitRates } from './rate-limit.ts';

const actors: Record<string, Actor> = {
  ana: { kind: 'person', id: 'ana', name: 'Ana', role: 'agent' },
  till: { kind: 'key', id: 'till', name: 'Till', scopes: [] },
  slow: { kind: 'key', id: 'slow', name: 'Slow', scopes: [], requestsPerMinute: 1 },
  operator: { kind: 'operator' },
};

async function server(limits: Parameters<typeof limitRates>[1] = { key: 2, person: 3, address: 1 }) {
  const app = await httpServer(pino({ level: 'silent' }));
  await app.register(async (api) => {
    limitRates(api, limits);
    api.get('/', async () => 'hello');
    api.addHook('onRequest', async (request) => {
      request.actor = actors[String(request.headers['x-who'])] ?? null;
    });
  });
  return (who: string, remoteAddress = '192.0.2.1') =>
    app.inject({ url: '/', headers: { 'x-who': who }, remoteAddress });
}

test('every answer says what is left, in the words of the IETF draft', async () => {
  const ask = await server();
  const { headers, statusCode } = await ask('ana');
  assert.equal(statusCode, 200);
  assert.equal(headers['ratelimit-policy'], '"person";q=3;w=60');
  assert.match(String(headers.ratelimit), /^"person";r=2;t=\d+$/);
});

test('too much is a problem with Retry-After, for that key only', async () => {
  const ask = await server();
  await ask('till');
  await ask('till');
  const refused = await ask('till');
  assert.equal(refused.statusCode, 429);
  assert.match(String(refused.headers['content-type']), /problem\+json/);
  assert.equal(refused.json().type, '/problems/too-many-requests');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.match(String(refused.headers.ratelimit), /r=0/);
  assert.equal((await ask('ana')).statusCode, 200);
});

test('a key may have a pace of its own', async () => {
  const ask = await server();
  await ask('slow');
  assert.equal((await ask('slow')).statusCode, 429);
});

test('strangers are told apart by their address', async () => {
  const ask = await server();
  await ask('nobody');
  assert.equal((await ask('nobody')).statusCode, 429);
  assert.equal((await ask('nobody', '192.0.2.2')).statusCode, 200);
});

test('the operator is not limited, and nobody is when it is off', async () => {
  const ask = await server();
  for (let i = 0; i < 5; i++) assert.equal((await ask('operator')).statusCode, 200);
  const off = await server(null);
  for (let i = 0; i < 5; i++) assert.equal((await off('nobody')).headers.ratelimit, undefined);
});
