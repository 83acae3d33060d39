import { randomBytes } from 'node:crypto';
import { access, rename, rm } from 'node:fs/promises';

/** What thumbnails are made of: pictures whose bytes said so (files.ts). Never SVG, which is a program. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
const EDGE_PX = 320; // a bubble of the inbox on a screen of double density
const MOST_PIXELS = 50_000_000; // a small file may hold an endless picture

export const hasThumbnail = (mimeType: string): boolean => PICTURES.has(mimeType);

export const thumbnailPathOf = (original: string): string => `${original}.thumbnail.webp`;

/**
 * A small WebP beside a picture, made once: at most 320 pixels wide and high, turned upright, without the place and
 * camera that the original tells.
 *
 * @param original path of a picture.
 * @returns path of the thumbnail; null when the picture cannot be read.
 */
export async function thumbnailOf(original: string): Promise<string | null> {
  const path = thumbnailPathOf(original);
  if (await exists(path)) return path;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const { default: sharp } = await import('sharp'); // 30 MB of memory that most installations never need
    await sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
      .rotate()
      .resize(EDGE_PX, EDGE_PX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toFile(draft);
    await rename(draft, path);
    return path;
  } catch {
    await rm(draft, { force: true });
    return null;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
