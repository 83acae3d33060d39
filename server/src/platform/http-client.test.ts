import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';
import { fetchPublic } from './public-fetch.ts';

let server: Server;
let origin: string;
let answer: RequestListener;
let requests: string[];
const clients: HttpClient[] = [];

const open = (options: Partial<HttpClientOptions> = {}): HttpClient => {
  const client = createHttpClient({ origin, ...options });
  clients.push(client);
  return client;
};

beforeEach(async () => {
  requests = [];
  answer = (_request, response) => response.end('yes');
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const get = { method: 'GET', path: '/x?y=1' } as const;

describe('a request', () => {
  test('gets status, headers and body', async () => {
    answer = (_request, response) => response.writeHead(418, { 'x-a': 'b' }).end('teapot');
    const result = await open().request(get);
    assert.equal(result.outcome, 'answered');
    assert.deepEqual([result.status, result.headers['x-a'], String(result.body)], [418, 'b', 'teapot']);
    assert.deepEqual(requests, ['GET /x?y=1']);
  });

  test('uses its connections again and again', async () => {
    let connections = 0;
    server.on('connection', () => connections++);
    const client = open();
    for (let n = 0; n < 20; n++) await client.request(get);
    assert.ok(connections <= 2); // the library opens a second one while it checks that the first is still good
  });

  test('does not follow a redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    assert.equal(Object(await open().request(get)).status, 302);
    assert.equal(requests.length, 1);
  });

  test('is never sent twice when the connection drops', async () => {
    answer = (_request, response) => response.destroy();
    const result = await open().request({ method: 'POST', path: '/', body: 'x' });
    assert.equal(result.outcome, 'unclear');
    assert.equal(requests.length, 1);
  });

  test('that gets more than it may take is unclear', async () => {
    answer = (_request, response) => response.end('x'.repeat(2_000));
    const result = await open({ maxAnswerBytes: 1_000 }).request(get);
    assert.deepEqual(result, { outcome: 'unclear', cause: 'too-large' });
  });

  test('that gets no answer in time is unclear', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const arrived = new Promise<void>((seen) => {
      answer = () => seen();
    });
    const result = open({ timeoutMs: 20 }).request(get);
    await arrived;
    t.mock.timers.tick(20);
    assert.deepEqual(await result, { outcome: 'unclear', cause: 'timeout' });
  });

  test('that found nobody was not sent', async () => {
    assert.deepEqual(await open({ origin: 'http://127.0.0.1:1' }).request(get), {
      outcome: 'unsent',
      cause: 'ECONNREFUSED',
    });
    assert.equal((await open({ origin: 'http://nobody.invalid' }).request(get)).outcome, 'unsent');
  });

  test('after the client was closed was not sent', async () => {
    const client = open();
    await client.close();
    assert.equal((await client.request(get)).outcome, 'unsent');
  });
});

describe('a client for the public internet only', () => {
  test('does not go to an address inside, written as numbers or behind a name', async () => {
    const { port } = new URL(origin);
    for (const inside of [origin, `http://localhost:${port}`, `http://[::1]:${port}`, `http://2130706433:${port}`]) {
      const client = open({ origin: inside, publicOnly: true });
      assert.deepEqual(await client.request(get), { outcome: 'unsent', cause: 'not-public' }, inside);
    }
    assert.equal(requests.length, 0);
  });
});

describe('an address somebody gave us', () => {
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const fetch = (address: string, options: object = {}) =>
    fetchPublic(address, sink(), {
      maxBytes: 1_000,
      allowHttp: true,
      allowedHosts: [new URL(origin).host],
      ...options,
    });

  test('is fetched when it is public or named by the operator', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('12345');
    assert.deepEqual(await fetch(`${origin}/a?b`), { outcome: 'fetched', mimeType: 'image/png', sizeBytes: 5 });
    assert.deepEqual(requests, ['GET /a?b']);
  });

  test('is refused for what it is', async () => {
    const cases: [string, object, string][] = [
      ['nonsense', {}, 'not-an-address'],
      ['ftp://a.b/c', {}, 'scheme'],
      [origin, { allowHttp: false }, 'scheme'],
      ['https://user:pass@a.b/', {}, 'userinfo'],
      [origin, { allowedHosts: [] }, 'not-public'],
      ['http://169.254.169.254/latest/meta-data', {}, 'not-public'],
      ['http://localhost:1/', {}, 'not-public'],
    ];
    for (const [address, options, cause] of cases) {
      assert.deepEqual(await fetch(address, options), { outcome: 'refused', cause }, address);
    }
    assert.equal(requests.length, 0);
  });

  test('is not followed elsewhere', async () => {
    answer = (_request, response) => response.writeHead(301, { location: 'http://127.0.0.1/' }).end();
    assert.deepEqual(await fetch(origin), { outcome: 'refused', cause: 'redirect' });
  });

  test('is cut off when it is too large or breaks off', async () => {
    answer = (_request, response) => response.end('x'.repeat(1_001));
    assert.deepEqual(await fetch(origin), { outcome: 'refused', cause: 'too-large' });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x');
      setImmediate(() => response.destroy());
    };
    assert.deepEqual(await fetch(origin), { outcome: 'unclear', cause: 'broken-off' });
  });
});
