import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { createEmulator, fakeClock } from './index.ts';
import { type JournalLine, openJournal } from './journal.ts';
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

describe('a journal', () => {
  const chat = (numberId: string, lastCustomerAt: number) => ({ phoneId: 'ana', numberId, lastCustomerAt, unseen: [] });
  const linesIn = (folder: string): JournalLine[] => {
    const lines: JournalLine[] = [];
    openJournal(folder, (line) => lines.push(line)).close();
    return lines;
  };

  test('stays small while it is open, however often its records change', (t) => {
    const folder = newFolder(t);
    const journal = openJournal(folder, () => {}, 2_000);
    let largest = 0;
    for (let change = 0; change <= 5_000; change++) {
      journal.put('chat', 'a', chat('1', change));
      journal.put('chat', 'b', chat('2', change));
      journal.put('webhook', String(change), {
        id: '1',
        wabaId: '1',
        numberId: '1',
        field: 'messages',
        value: '{}',
        at: 1,
        summary: '',
      });
      journal.remove('webhook', String(change));
      largest = Math.max(largest, statSync(join(folder, 'journal.jsonl')).size);
    }
    journal.close();

    assert.ok(largest < 4_000, `it grew to ${largest} bytes`);
    assert.deepEqual(
      linesIn(folder).map(({ kind, value }) => [
        kind,
        value && 'lastCustomerAt' in value ? value.lastCustomerAt : null,
      ]),
      [
        ['chat', 5_000],
        ['chat', 5_000],
      ],
    );
  });

  test('keeps the whole row when the one after it was torn', (t) => {
    const folder = newFolder(t);
    const journal = openJournal(folder, () => {});
    journal.put('chat', 'a', chat('1', 7));
    journal.close();
    appendFileSync(join(folder, 'journal.jsonl'), '{"kind":"chat","id":"a","value":{"phoneId":"an');
    assert.deepEqual(
      linesIn(folder).map(({ value }) => value),
      [chat('1', 7)],
    );
  });
});
