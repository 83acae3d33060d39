import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { actorOf, PERMISSIONS } from '../platform/policy.ts';
import { cleanLine } from '../platform/text.ts';
import { type KeyRow, listKeys, makeKey, revokeKey } from './keys.ts';

const KeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe('How the key begins, to recognise it.'),
  scopes: z.array(z.enum(PERMISSIONS)),
  requestsPerMinute: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
});

/** `/api/v1/keys`: how programs come in. */
export const keyRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['keys'];

    app.get(
      '/keys',
      {
        config: { allow: 'keys:read' },
        schema: {
          tags,
          summary: 'API keys that were not revoked, newest first',
          response: { 200: z.object({ items: z.array(KeyView) }) },
        },
      },
      async (request) => ({ items: (await listKeys(ctx.db, businessOf(request).id)).map(view) }),
    );

    app.post(
      '/keys',
      {
        config: { allow: 'keys:write' },
        schema: {
          tags,
          summary: 'Make an API key',
          description: 'The key itself is in this answer and nowhere else. It cannot be allowed more than its maker.',
          body: z.object({
            name: z.string().trim().min(1).max(256),
            scopes: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length),
            expiresAt: z.iso.datetime().nullable().default(null),
            requestsPerMinute: z.number().int().min(1).max(60_000).default(600),
          }),
          response: { 201: z.object({ key: z.string(), ...KeyView.shape }) },
        },
      },
      async (request, reply) => {
        const { name, scopes, expiresAt, requestsPerMinute } = request.body;
        const wanted = {
          name: cleanLine(name, 256),
          scopes,
          requestsPerMinute,
          expiresAt: expiresAt === null ? null : new Date(expiresAt),
        };
        const where = { businessId: businessOf(request).id, actor: actorOf(request) };
        // Not kept for an Idempotency-Key: the answer holds a secret. A second key does no harm and can be revoked.
        const { row, key } = await ctx.db.transaction((tx) => makeKey(ctx, tx, { ...where, wanted }));
        return reply.code(201).send({ key, ...view(row) });
      },
    );

    app.delete(
      '/keys/:id',
      {
        config: { allow: 'keys:write' },
        schema: {
          tags,
          summary: 'Revoke an API key',
          description: 'It opens nothing from the next request on.',
          params: z.object({ id: z.uuid() }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const which = { businessId: businessOf(request).id, id: request.params.id, actor: actorOf(request) };
        await ctx.db.transaction((tx) => revokeKey(ctx, tx, which));
        return reply.code(204).send(null);
      },
    );
  };

const view = (row: KeyRow) => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  requestsPerMinute: row.requestsPerMinute,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
