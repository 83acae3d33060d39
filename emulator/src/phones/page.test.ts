import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createEmulator } from '../index.ts';
import { NUMBER, openShop } from '../test-business.ts';

describe('the page', () => {
  test('says how to build it when it is not built', async (t) => {
    const { origin } = await openShop(t, { page: '/nowhere' });
    const response = await fetch(`${origin}/phone/`);
    assert.equal(response.status, 503);
    assert.match(await response.text(), /vite build --config emulator/);
  });

  test('is served with its files, and nothing beside them', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    t.after(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'dist', 'index.html'), '<h1>Phones</h1>');
    writeFileSync(join(folder, 'dist', 'assets', 'a.js'), 'run()');
    const { origin } = await openShop(t, { page: join(folder, 'dist') });
    const get = (path: string) => fetch(`${origin}${path}`, { redirect: 'manual' });

    assert.equal((await get('/phone')).headers.get('location'), '/phone/');
    for (const path of ['/phone/', '/phone/chats/1', '/phone/?x=1'])
      assert.equal(await (await get(path)).text(), '<h1>Phones</h1>');
    const script = await get('/phone/assets/a.js');
    assert.match(script.headers.get('cache-control') ?? '', /immutable/);
    for (const path of [
      '/phone/..%2fsecret.txt',
      '/phone/x%2f..%2f..%2fsecret.txt',
      '/phone/none.js',
      '/phone/%00.js',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});

test('inside another server the Graph API lies under the base path, the page at its own', async (t) => {
  const emulator = createEmulator({ basePath: '/emulator', page: false });
  const server = createServer((request, response) => {
    if (!emulator.handle(request, response)) response.writeHead(404).end('not the emulator');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    await emulator.close();
    server.close();
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const headers = { authorization: 'Bearer emulator-access-token', connection: 'close' };
  const get = (path: string) => fetch(`${origin}${path}`, { headers });

  assert.equal((await get(`/emulator/v25.0/${NUMBER}`)).status, 200);
  assert.equal((await get('/phone/api/state')).status, 200);
  for (const path of ['/', `/v25.0/${NUMBER}`, '/phone/', '/emulatorium', '/phones']) {
    assert.equal(await (await get(path)).text(), 'not the emulator', path);
  }
});
