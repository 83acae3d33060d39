import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { fileType, SNIFF_BYTES } from '../platform/file-type.ts';
import { newId } from '../platform/id.ts';
import { tellLive } from '../platform/live.ts';
import { fetchPublic } from '../platform/public-fetch.ts';
import type { OpenDirectory } from './directory.ts';
import { linkNotFetched, mediaEmpty, mediaNotFound, mediaNotHere, mediaTooLarge, noThumbnail } from './problems.ts';
import { media } from './schema.ts';
import { hasThumbnail, thumbnailOf, thumbnailPathOf } from './thumbnails.ts';

type MediaRow = typeof media.$inferSelect;
const MediaRef = z.object({ businessId: z.uuid(), mediaId: z.uuid() });

/** The largest file WhatsApp takes or hands over. @see WhatsApp Business Platform, Media, "Supported media types" */
export const LARGEST_BYTES = 104_857_600;

/**
 * Files of conversations: bytes under `folder` by our own names, one folder a business; rows say what they are.
 */
export function fileStore(folder: string) {
  const pathOf = ({ businessId, id }: { businessId: string; id: string }): string => join(folder, businessId, id);

  /** A new file and its row, or neither. */
  async function keep(
    ctx: Ctx,
    owner: Owner,
    fileName: string | null,
    fill: (sink: Writable) => Promise<Seen & { claimed: string }>,
  ): Promise<MediaRow> {
    const row = { ...owner, id: newId(), fileName, status: 'stored' as const, createdAt: ctx.now() };
    const path = pathOf(row);
    await mkdir(join(folder, owner.businessId), { recursive: true });
    try {
      const { head, sizeBytes, sha256, claimed } = await fill(createWriteStream(path, { mode: 0o600 }));
      if (sizeBytes === 0) throw mediaEmpty();
      const mimeType = fileType(head, claimed);
      const [stored] = await ctx.db
        .insert(media)
        .values({ ...row, mimeType, sizeBytes, sha256, storedAt: ctx.now() })
        .returning();
      return stored!;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  return {
    /**
     * Fetches what a customer sent, as a job. Twice does no harm: the file appears whole, under its final name, or not
     * at all. Throws to be tried again; what the provider refuses for good is noted and over.
     */
    fetch:
      (directory: OpenDirectory) =>
      async (ctx: Ctx, payload: unknown): Promise<void> => {
        const { businessId, mediaId } = MediaRef.parse(payload);
        const row = await findMedia(ctx, businessId, mediaId);
        if (row?.status !== 'pending' || row.providerMediaId === null) return;
        const channel = directory.channel(row.channelId)?.channel;
        if (!channel?.downloadMedia) return note(ctx, row, { status: 'failed', failure: 'This channel has no files.' });

        const path = pathOf(row);
        const draft = `${path}.${newId()}`;
        await mkdir(join(folder, businessId), { recursive: true });
        const result = await channel.downloadMedia(row.providerMediaId, createWriteStream(draft, { mode: 0o600 }));
        if (result.outcome === 'stored') {
          await rename(draft, path);
          const { mimeType, sizeBytes, sha256 } = result;
          await note(ctx, row, { status: 'stored', mimeType, sizeBytes, sha256, storedAt: ctx.now() });
          const now = await findMedia(ctx, businessId, mediaId);
          if (now?.status !== 'stored') await rm(path, { force: true }); // the customer deleted it meanwhile
          return;
        }
        await rm(draft, { force: true });
        if (result.outcome === 'refused') return note(ctx, row, { status: 'refused', failure: result.failure.title });
        throw new Error(result.failure.title); // the job is tried again
      },

    /**
     * Takes a file in that is to be sent. Its type is what its bytes say, not what somebody claims.
     *
     * @returns its row; `mediaId` goes into a message's `file`.
     * @throws media-empty, media-too-large
     */
    async take(ctx: Ctx, owner: Owner, body: Readable, { mimeType: claimed, fileName }: About): Promise<MediaRow> {
      return keep(ctx, owner, fileName, async (sink) => {
        const look = looker();
        await pipeline(body, look.through, sink);
        return { ...look.seen(), claimed };
      });
    },

    /**
     * Takes in a file that lies at a public address, so that it is checked before it is sent and WhatsApp need not
     * fetch it.
     *
     * @throws link-not-fetched, media-empty
     */
    async fetchLink(ctx: Ctx, owner: Owner, link: string, fileName: string | null): Promise<MediaRow> {
      return keep(ctx, owner, fileName, async (sink) => {
        const look = looker();
        const way = new PassThrough();
        const stored = pipeline(way, look.through, sink);
        const [fetched] = await Promise.all([
          fetchPublic(link, way, { maxBytes: LARGEST_BYTES }),
          stored.catch(() => {}), // what broke the fetch is told by its outcome
        ]);
        if (fetched.outcome === 'fetched') await stored;
        else
          throw linkNotFetched(
            fetched.cause,
            LINK_ADVICE[fetched.cause] ?? `its server does not answer (${fetched.cause}).`,
          );
        return { ...look.seen(), claimed: fetched.mimeType };
      });
    },

    /** @throws media-not-found, also for a file of another business; media-not-here while it is being fetched. */
    async read(ctx: Ctx, businessId: string, mediaId: string): Promise<{ row: MediaRow; body: Readable }> {
      const row = await storedMedia(ctx, businessId, mediaId);
      return { row, body: createReadStream(pathOf(row)) };
    },

    /** Takes files off the disk whose rows say already that they are gone. Twice does no harm. */
    async remove(businessId: string, mediaIds: readonly string[]): Promise<void> {
      for (const id of mediaIds) {
        const path = pathOf({ businessId, id });
        await Promise.all([rm(path, { force: true }), rm(thumbnailPathOf(path), { force: true })]);
      }
    },

    /**
     * A small picture of a picture, WebP.
     *
     * @throws media-not-found, media-not-here; no-thumbnail when the file is no picture, or none that can be read
     */
    async readThumbnail(ctx: Ctx, businessId: string, mediaId: string): Promise<Readable> {
      const row = await storedMedia(ctx, businessId, mediaId);
      const path = hasThumbnail(row.mimeType) ? await thumbnailOf(pathOf(row)) : null;
      if (path === null) throw noThumbnail();
      return createReadStream(path);
    },

    /**
     * Uploads a file of ours to the provider unless it lies there already.
     *
     * @returns the provider's id, or what a send would say that did not get through.
     */
    async handOver(ctx: Ctx, directory: OpenDirectory, businessId: string, mediaId: string) {
      const row = await findMedia(ctx, businessId, mediaId);
      const channel = row && directory.channel(row.channelId)?.channel;
      if (!row || !channel?.uploadMedia) return fileGone;
      if (row.providerMediaId) return { outcome: 'uploaded' as const, providerMediaId: row.providerMediaId };
      const size = await sizeOf(pathOf(row));
      if (size === null) return fileGone;
      const upload = {
        body: createReadStream(pathOf(row)),
        sizeBytes: size,
        mimeType: row.mimeType,
        fileName: row.fileName ?? 'file',
      };
      const result = await channel.uploadMedia(upload);
      if (result.outcome === 'uploaded') await note(ctx, row, { providerMediaId: result.providerMediaId });
      return result;
    },
  };
}

type Owner = { businessId: string; channelId: string };
type About = { mimeType: string; fileName: string | null };
type Seen = { head: Buffer; sizeBytes: number; sha256: string };

/** Looks at bytes that pass: how many, their hash, and the first of them. */
function looker() {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let sizeBytes = 0;
  return {
    async *through(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        if (sizeBytes < SNIFF_BYTES) head.push(chunk);
        sizeBytes += chunk.length;
        if (sizeBytes > LARGEST_BYTES) throw mediaTooLarge();
        hash.update(chunk);
        yield chunk;
      }
    },
    seen: (): Seen => ({ head: Buffer.concat(head).subarray(0, SNIFF_BYTES), sizeBytes, sha256: hash.digest('hex') }),
  };
}

/** Why an address is not one we go to. */
const LINK_ADVICE: Record<string, string> = {
  'not-an-address': 'this is not a web address.',
  scheme: 'the address must begin with https://.',
  userinfo: 'an address with a name and password in it is not used.',
  'not-public': 'the address does not lie on the public internet.',
  redirect: 'the address leads on to another one. Give that one.',
  status: 'its server does not hand it out.',
  'too-large': 'it is larger than the 100 MB WhatsApp takes.',
};

const fileGone = {
  outcome: 'refused' as const,
  failure: { code: 'no-file', title: 'The file of this message is gone.' },
};

/** @returns null when the file is not there, as after a restore without the media folder. */
const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

export type FileStore = ReturnType<typeof fileStore>;

async function findMedia(ctx: Ctx, businessId: string, mediaId: string): Promise<MediaRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(media)
    .where(and(eq(media.businessId, businessId), eq(media.id, mediaId)));
  return row;
}

/** @throws media-not-found, media-not-here */
async function storedMedia(ctx: Ctx, businessId: string, mediaId: string): Promise<MediaRow> {
  const row = await findMedia(ctx, businessId, mediaId);
  if (!row) throw mediaNotFound();
  if (row.status !== 'stored') throw mediaNotHere(row.status, row.failure);
  return row;
}

/** What became of a file; nothing, when it was settled otherwise since `row` was read. */
async function note(ctx: Ctx, { businessId, id, status }: MediaRow, change: Partial<MediaRow>): Promise<void> {
  await ctx.db
    .update(media)
    .set(change)
    .where(and(eq(media.businessId, businessId), eq(media.id, id), eq(media.status, status)));
  tellLive(ctx, businessId, { kind: 'media', id });
}
