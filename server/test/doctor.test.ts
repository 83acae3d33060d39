import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examine, type Section, verdictOf } from '../src/doctor-checks.ts';
import { startParlour } from './parlour.ts';
import { testDatabase } from './support.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How full the disk of whoever runs the tests is, is not ours to say. */
const troubles = (sections: Section[]) =>
  sections.flatMap(({ checks }) =>
    checks.filter(({ id, status }) => status !== 'ok' && id !== 'disk').map(({ id, status }) => `${id} ${status}`),
  );

describe('the doctor', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parlour-doctor-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('finds everything in order while Parlour runs', async () => {
    const t = await startParlour();
    try {
      // By itself this happens soon after the start; the look must not come before it.
      const numbers = await t.rows<{ id: string; slug: string }>(
        'select c.id, b.slug from channels c join businesses b on b.id = c.business_id',
      );
      for (const { id, slug } of numbers) {
        const read = await t.api('POST', `/channels/${id}/templates/sync`, {}, { 'x-business': slug });
        assert.equal(read.status, 200);
      }
      const [{ count: before } = { count: 0 }] = await t.rows<{ count: number }>(
        'select count(*)::int from channel_events',
      );
      const environment = { PORT: new URL(t.origin).port, DATABASE_URL: t.databaseUrl, DATA_DIR: t.dataDir };
      const sections = await examine(environment, ROOT);
      assert.deepEqual(troubles(sections), []);
      assert.equal(sections.length, 5, 'machine, database, work and two numbers');
      const [{ count: now } = { count: 0 }] = await t.rows<{ count: number }>(
        'select count(*)::int from channel_events',
      );
      assert.equal(now, before, 'a look leaves nothing behind');
    } finally {
      await t.end();
    }
  });

  test('says what is wrong with the settings', async () => {
    const sections = await examine({ PORT: 'many', DATA_DIR: folder }, ROOT);
    assert.match(sections[0]?.checks[0]?.title ?? '', /The setting PORT is not right/);
    assert.equal(verdictOf(sections), 'failed');
  });

  test('says that the database cannot be reached', async () => {
    const environment = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', DATA_DIR: folder, PORT: '0' };
    assert.deepEqual(troubles(await examine(environment, ROOT)), ['database failed']);
  });

  test('looks at a database that was never started on, and changes nothing', async () => {
    const database = await testDatabase();
    try {
      await writeFile(join(folder, 'secret.key'), 'k'.repeat(43));
      const sections = await examine({ DATABASE_URL: database.url, DATA_DIR: folder, PORT: '0' }, ROOT);
      assert.deepEqual(troubles(sections), ['channels warning']);
      assert.equal(verdictOf(sections), 'warning');
    } finally {
      await database.drop();
    }
  });
});
