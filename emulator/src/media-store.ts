import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from './journal.ts';
import type { StoredMedia } from './records.ts';

/** Files by media id, in memory or in a folder. */
export type MediaStore = {
  add(
    id: string,
    bytes: Buffer,
    about: Pick<StoredMedia, 'mimeType' | 'fileName' | 'origin' | 'link' | 'numberId' | 'storedAt'>,
  ): StoredMedia;
  find(id: string): StoredMedia | undefined;
  bytes(id: string): Buffer | null;
  remove(id: string): boolean;
  restore(media: StoredMedia): void;
};

export function createMediaStore(stateDir: string | null, journal: Journal): MediaStore {
  const known = new Map<string, StoredMedia>();
  const inMemory = new Map<string, Buffer>();
  const folder = stateDir === null ? null : join(stateDir, 'media');
  if (folder) mkdirSync(folder, { recursive: true });

  return {
    add(id, bytes, about) {
      const sha256 = createHash('sha256').update(bytes).digest('base64');
      const media: StoredMedia = { id, sizeBytes: bytes.length, sha256, ...about };
      if (folder) writeFileSync(join(folder, id), bytes);
      else inMemory.set(id, bytes);
      known.set(id, media);
      journal.put('media', id, media);
      return media;
    },
    find: (id) => known.get(id),
    bytes(id) {
      if (!known.has(id)) return null;
      return folder ? readFileSync(join(folder, id)) : (inMemory.get(id) ?? null);
    },
    remove(id) {
      if (!known.delete(id)) return false;
      inMemory.delete(id);
      if (folder) rmSync(join(folder, id), { force: true });
      journal.remove('media', id);
      return true;
    },
    restore: (media) => {
      known.set(media.id, media);
    },
  };
}
