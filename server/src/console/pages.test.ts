import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { httpServer } from '../platform/http.ts';
import { consolePages, isConsoleBuilt } from './pages.ts';

const PAGE =
  '<meta nonce="__NONCE__" name="parlour" content="__PARLOUR__"><link nonce="__NONCE__" href="/assets/a-1.css">';

describe('the console', () => {
  let folder: string;
  let app: FastifyInstance;
  let people = 1;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'console-'));
    assert.equal(isConsoleBuilt(folder), false);
    for (const name of ['assets', 'icons']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'assets/a-1.css'), 'body{}');
    await writeFile(join(folder, 'assets/a-1.css.br'), 'pressed');
    for (const name of ['sw.js', 'scheme.js', 'manifest.webmanifest']) await writeFile(join(folder, name), '{}');
    app = await httpServer(pino({ level: 'silent' }));
    await app.register(consolePages({ folder, hasPhones: true, isUnowned: async () => people === 0 }));
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

  test('opens at every address that is nobody else’s', async () => {
    for (const url of ['/', '/sign-in', '/shop/orders/1042?view=all', '/shop/inbox/0199']) {
      const { statusCode, headers } = await get(url);

      assert.equal(statusCode, 200, url);
      assert.match(String(headers['content-type']), /^text\/html/);
    }
  });

  test('leaves alone what is missing elsewhere', async () => {
    for (const url of [
      '/api/v1/nothing',
      '/webhooks/nobody',
      '/assets/gone.js',
      '/phone/',
      '/docs/x',
      '/favicon.ico',
    ]) {
      const { statusCode, headers } = await get(url);

      assert.equal(statusCode, 404, url);
      assert.match(String(headers['content-type']), /^application\/problem\+json/, url);
    }
  });

  test('lets in only style tags of this very answer, and no inline code', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1];

    assert.ok(nonce && nonce !== '__NONCE__');
    assert.ok(String(first.headers['content-security-policy']).includes(`style-src 'self' 'nonce-${nonce}'`));
    assert.match(String(first.headers['content-security-policy']), /script-src 'self';/);
    assert.ok(!second.body.includes(nonce));
    assert.match(first.body, /content="phones"/);
  });

  test('says when nobody has an account yet, until somebody has', async () => {
    const fresh = await httpServer(pino({ level: 'silent' }));
    await fresh.register(consolePages({ folder, hasPhones: false, isUnowned: async () => people === 0 }));
    const page = async () => (await fresh.inject({ url: '/' })).body;

    people = 0;
    assert.match(await page(), /content="unowned"/);
    people = 1;
    assert.match(await page(), /content=""/);
    await fresh.close();
  });

  test('is asked for anew each time; its files, named by their content, are kept for a year', async () => {
    assert.equal((await get('/')).headers['cache-control'], 'no-store');
    assert.equal((await get('/sw.js')).headers['cache-control'], 'no-cache');
    assert.equal((await get('/assets/a-1.css')).headers['cache-control'], 'public, max-age=31536000, immutable');
  });

  test('comes compressed to those who can read it', async () => {
    const { headers, body } = await get('/assets/a-1.css', { 'accept-encoding': 'br, gzip' });

    assert.equal(headers['content-encoding'], 'br');
    assert.match(String(headers['content-type']), /^text\/css/);
    assert.equal(body, 'pressed');
    assert.equal((await get('/assets/a-1.css')).body, 'body{}');
  });

  test('gives away nothing of the machine', async () => {
    for (const url of [
      '/assets/../index.html',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/icons/..%2f..%2fetc%2fpasswd',
    ]) {
      const { body } = await get(url);

      assert.doesNotMatch(body, /root:|"dependencies"/);
    }
  });
});
