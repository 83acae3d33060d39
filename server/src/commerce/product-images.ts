import type { Readable } from 'node:stream';
import { and, eq, isNull } from 'drizzle-orm';
import type { FileStore } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { notAPicture, productNotFound } from './problems.ts';
import { products } from './schema.ts';

const SHOWN = ['image/jpeg', 'image/png', 'image/webp'];

/** @returns the id of the picture. @throws media-not-found, media-not-here, not-a-picture */
export async function requirePicture(ctx: Ctx, files: FileStore, businessId: string, mediaId: string): Promise<string> {
  const { row, body } = await files.read(ctx, businessId, mediaId);
  body.destroy();
  if (!SHOWN.includes(row.mimeType)) throw notAPicture();
  return row.id;
}

/** A picture that a product on sale shows; every other file of the business stays where it is. @throws product-not-found */
export async function publicPicture(
  ctx: Ctx,
  files: FileStore,
  businessId: string,
  mediaId: string,
): Promise<{ body: Readable; mimeType: string; sizeBytes: number | null }> {
  const [shown] = await ctx.db
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.businessId, businessId), eq(products.imageMediaId, mediaId), isNull(products.archivedAt)))
    .limit(1);
  if (!shown) throw productNotFound(mediaId);
  const { row, body } = await files.read(ctx, businessId, mediaId);
  return { body, mimeType: row.mimeType, sizeBytes: row.sizeBytes };
}
