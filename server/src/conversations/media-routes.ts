import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { cleanLine } from '../platform/text.ts';
import type { OpenDirectory } from './directory.ts';
import { type FileStore, LARGEST_BYTES } from './files.ts';
import { channelNotFound, mediaEmpty } from './problems.ts';

const MediaView = z.object({
  id: z.uuid(),
  mimeType: z.string(),
  sizeBytes: z.number().nullable(),
  fileName: z.string().nullable(),
});

/** What a browser may show by itself; documents, SVG and HTML too, are handed out as downloads. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/)/;

/** `/api/v1/media`: files to send, and files customers sent. */
export const mediaRoutes =
  (ctx: Ctx, directory: OpenDirectory, files: FileStore): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers(); // a JSON file is a file
    app.addContentTypeParser('*', async (_request: unknown, payload: Readable) => payload); // streamed, never in memory

    app.post(
      '/media',
      {
        bodyLimit: LARGEST_BYTES,
        config: { allow: 'messages:write' },
        schema: {
          tags: ['media'],
          summary: 'Upload a file to send: the body is the file, Content-Type its type',
          querystring: z.object({
            fileName: z.string().max(256).optional(),
            link: z
              .string()
              .max(2_000)
              .optional()
              .describe('Instead of a body: a public https address to fetch it from.'),
          }),
          response: { 201: MediaView },
        },
      },
      async (request, reply) => {
        const { link, fileName: given } = request.query;
        const fileName = given ? cleanLine(given, 256) : null;
        const owner = ownerOf(directory, businessOf(request).id);
        if (link !== undefined) return reply.code(201).send(await files.fetchLink(ctx, owner, link, fileName));
        if (!(request.body instanceof Readable)) throw mediaEmpty();
        const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
        return reply.code(201).send(await files.take(ctx, owner, request.body, { mimeType, fileName }));
      },
    );

    app.get(
      '/media/:id',
      {
        config: { allow: 'messages:read' },
        schema: { tags: ['media'], summary: 'A file of a conversation', params: z.object({ id: z.uuid() }) },
      },
      async (request, reply) => {
        const { row, body } = await files.read(ctx, businessOf(request).id, request.params.id);
        const disposition = SHOWN.test(row.mimeType) ? 'inline' : 'attachment';
        const name = encodeURIComponent(row.fileName ?? row.id);
        if (row.sizeBytes !== null) reply.header('content-length', row.sizeBytes);
        return sandboxed(reply)
          .type(row.mimeType)
          .header('content-disposition', `${disposition}; filename*=UTF-8''${name}`) // RFC 6266: the name is data, not a path
          .send(body);
      },
    );

    app.get(
      '/media/:id/thumbnail',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags: ['media'],
          summary: 'A small WebP of a picture, at most 320 pixels wide and high',
          params: z.object({ id: z.uuid() }),
        },
      },
      async (request, reply) => {
        const body = await files.readThumbnail(ctx, businessOf(request).id, request.params.id);
        return sandboxed(reply).type('image/webp').header('content-disposition', 'inline').send(body);
      },
    );
  };

/** What strangers sent may be looked at and do nothing. */
const sandboxed = (reply: FastifyReply): FastifyReply =>
  reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=3600') // an id never gets other bytes
    .header('content-security-policy', "sandbox; default-src 'none'");

/** @throws channel-not-found */
function ownerOf(directory: OpenDirectory, businessId: string): { businessId: string; channelId: string } {
  const open = directory.channelOf(businessId);
  if (!open) throw channelNotFound();
  return { businessId, channelId: open.row.id };
}
