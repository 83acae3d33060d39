import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { cleanLine } from '../platform/text.ts';
import type { OpenDirectory } from './directory.ts';
import { type FileStore, LARGEST_BYTES } from './files.ts';
import { channelNotFound } from './problems.ts';

const MediaView = z.object({
  id: z.uuid(),
  mimeType: z.string(),
  sizeBytes: z.number().nullable(),
  fileName: z.string().nullable(),
});

/** What a browser may show; everything else, SVG and HTML too, is handed out as a download. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/|application\/pdf)/;

/** `/api/v1/media`: files to send, and files customers sent. */
export const mediaRoutes =
  (ctx: Ctx, directory: OpenDirectory, files: FileStore): FastifyPluginAsyncZod =>
  async (app) => {
    app.addContentTypeParser('*', async (_request: unknown, payload: Readable) => payload); // streamed, never in memory

    app.post(
      '/media',
      {
        bodyLimit: LARGEST_BYTES,
        schema: {
          tags: ['media'],
          summary: 'Upload a file to send: the body is the file, Content-Type its type',
          querystring: z.object({ fileName: z.string().max(256).optional() }),
          response: { 201: MediaView },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const open = directory.channelOf(business.id);
        if (!open) throw channelNotFound();
        const about = {
          mimeType: request.headers['content-type'] ?? 'application/octet-stream',
          fileName: request.query.fileName ? cleanLine(request.query.fileName, 256) : null,
        };
        const row = await files.take(
          ctx,
          { businessId: business.id, channelId: open.row.id },
          request.body as Readable,
          about,
        );
        return reply.code(201).send(row);
      },
    );

    app.get(
      '/media/:id',
      { schema: { tags: ['media'], summary: 'A file of a conversation', params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        const { row, body } = await files.read(ctx, businessOf(request).id, request.params.id);
        const disposition = SHOWN.test(row.mimeType) ? 'inline' : 'attachment';
        const name = encodeURIComponent(row.fileName ?? row.id);
        return reply
          .type(row.mimeType)
          .header('content-disposition', `${disposition}; filename*=UTF-8''${name}`) // RFC 6266: the name is data, not a path
          .header('content-security-policy', "sandbox; default-src 'none'")
          .send(body);
      },
    );
  };
