import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { newId } from '../platform/id.ts';
import type { OpenDirectory } from './directory.ts';
import { fileStore } from './files.ts';
import { media } from './schema.ts';

describe('a file the customer deletes while it is being fetched', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let folder: string;
  before(async () => {
    t = await testDesk();
    folder = await mkdtemp(join(tmpdir(), 'parlour-files-'));
  });
  after(async () => {
    await t.end();
    await rm(folder, { recursive: true, force: true });
  });

  test('is not kept', async () => {
    const mediaId = newId();
    const ref = { businessId: t.business.id, channelId: t.channel.id };
    const row = { ...ref, id: mediaId, providerMediaId: '5', mimeType: 'image/jpeg', status: 'pending' as const };
    await t.ctx.db.insert(media).values({ ...row, createdAt: t.ctx.now() });
    const downloadMedia = async (_id: string, into: Writable) => {
      await new Promise<void>((resolve) => into.end('bytes', () => resolve()));
      await t.rows(`update media set status = 'refused' where id = '${mediaId}'`);
      return { outcome: 'stored' as const, mimeType: 'image/jpeg', sizeBytes: 5, sha256: 'x' };
    };
    const directory = { channel: () => ({ channel: { downloadMedia } }) } as unknown as OpenDirectory;

    await fileStore(folder).fetch(directory)(t.ctx, { businessId: t.business.id, mediaId });

    assert.deepEqual(await t.rows(`select status from media where id = '${mediaId}'`), [{ status: 'refused' }]);
    assert.deepEqual(await readdir(join(folder, t.business.id)), []);
  });
});
