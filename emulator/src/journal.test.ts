import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { createEmulator, fakeClock } from './index.ts';
import { ANA, hello, openShop } from './test-business.ts';

const nowhere = 'http://127.0.0.1:1/webhooks/whatsapp';

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('an emulator with a state folder', () => {
  test('killed in the middle delivers on the next start what it had taken', async (t) => {
    const stateDir = newFolder(t);
    const life = `
      import { createEmulator } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const emulator = createEmulator({ stateDir: ${JSON.stringify(stateDir)}, webhookUrl: '${nowhere}' });
      const ana = emulator.phone('${ANA}', { name: 'Ana' });
      ana.says('one');
      ana.online(false);
      ana.says('two');
      process.kill(process.pid, 'SIGKILL');
    `;
    const [, signal] = await once(
      spawn(process.execPath, ['--input-type=module', '-e', life], { stdio: 'inherit' }),
      'exit',
    );
    assert.equal(signal, 'SIGKILL');

    const shop = await openShop(t, { stateDir });
    const ana = shop.emulator.phone(ANA);
    await shop.emulator.settled();
    assert.deepEqual(
      shop.messages().map(({ text }) => text.body),
      ['one'],
    );
    assert.deepEqual(
      ana.messages().map(({ ticks }) => ticks),
      ['delivered', 'waiting'],
    );

    ana.online(true);
    await shop.emulator.settled();
    assert.deepEqual(
      shop.messages().map(({ text }) => text.body),
      ['one', 'two'],
    );
  });

  test('remembers phones, chats, files, ticks and the service window', async (t) => {
    const stateDir = newFolder(t);
    const before = await openShop(t, { stateDir });
    const ana = before.emulator.phone(ANA, { name: 'Ana' });
    ana.sendsFile('image', Buffer.from('jpeg'), 'image/jpeg', { caption: 'broken' });
    await before.sends(hello);
    await before.emulator.settled();
    const chat = ana.messages();
    await before.emulator.close();

    const after = await openShop(t, { stateDir });
    const again = after.emulator.phone(ANA);

    assert.deepEqual(again.messages(), chat);
    assert.equal(again.person.name, 'Ana');
    const media = chat[0]?.content.type === 'image' ? chat[0].content.media.mediaId : '';
    assert.equal(await (await fetch(`${after.origin}/phone/api/media/${media}`)).text(), 'jpeg');
    await after.sends(hello);
    await after.emulator.settled();
    assert.ok(after.statuses().every(({ status }) => status !== 'failed'));
    again.reads();
    await after.emulator.settled();
    assert.deepEqual(after.statuses().filter(({ status }) => status === 'read').length, 2);
  });

  test('does not hand out an id twice, even with a seed', async (t) => {
    const stateDir = newFolder(t);
    const ids = [];
    for (let start = 0; start < 3; start++) {
      const emulator = createEmulator({ stateDir, seed: 'same', clock: fakeClock() });
      ids.push(emulator.phone(ANA).says('hi').id);
      await emulator.close();
    }
    assert.equal(new Set(ids).size, 3);
  });

  test('keeps one line a record, and leaves out a line that was torn', async (t) => {
    const stateDir = newFolder(t);
    const path = join(stateDir, 'journal.jsonl');
    const first = createEmulator({ stateDir });
    const ana = first.phone(ANA, { name: 'Ana' });
    for (const is of [false, true, false, true]) ana.online(is);
    await first.close();
    appendFileSync(path, '{"kind":"phone","id":"torn","val');

    const second = createEmulator({ stateDir });
    await second.close();

    const kinds = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    assert.deepEqual(
      kinds.filter((kind) => kind === 'phone'),
      ['phone'],
    );
    assert.equal(second.phone(ANA).person.name, 'Ana');
  });
});
