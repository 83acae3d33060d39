import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { channelHealth } from './channel-health.ts';
import type { OpenDirectory } from './directory.ts';
import { channelNotFound } from './problems.ts';
import type { ChannelRow } from './schema.ts';

const ById = z.object({ id: z.uuid() });

const ChannelView = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  address: z.string().describe('The number people see.'),
  status: z.enum(['active', 'reauth_required', 'restricted']).describe('Only an active one sends.'),
  statusReason: z.string().nullable().describe('What to do about it.'),
  statusAt: z.iso.datetime(),
  quality: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  templatesSyncedAt: z.iso.datetime().nullable(),
});

const CheckView = z.object({
  id: z.string(),
  status: z.enum(['ok', 'warning', 'failed', 'unknown']),
  title: z.string(),
  details: z.string().optional(),
  fix: z.string().optional().describe('What to do about it.'),
});

/** `/api/v1/channels`: the numbers of a business and how they are doing. */
export const channelRoutes =
  (ctx: Ctx, directory: OpenDirectory, publicUrl: string | null): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['channels'];
    const find = (businessId: string, id: string) => {
      const open = directory.channel(id);
      if (open?.row.businessId !== businessId) throw channelNotFound();
      return open;
    };

    app.get(
      '/channels',
      {
        schema: {
          tags,
          summary: 'Numbers of the business',
          response: { 200: z.object({ items: z.array(ChannelView) }) },
        },
      },
      async (request) => {
        const { id } = businessOf(request);
        const own = directory.channels().filter(({ row }) => row.businessId === id);
        return { items: own.map(({ row }) => viewOf(row)) };
      },
    );

    app.get(
      '/channels/:id',
      { schema: { tags, summary: 'One number', params: ById, response: { 200: ChannelView } } },
      async (request) => viewOf(find(businessOf(request).id, request.params.id).row),
    );

    app.get(
      '/channels/:id/health',
      {
        schema: {
          tags,
          summary: 'Everything a number needs to work, looked at now, with a fix for each failure',
          params: ById,
          response: {
            200: z.object({
              status: z.enum(['ok', 'warning', 'failed']),
              checkedAt: z.iso.datetime(),
              checks: z.array(CheckView),
            }),
          },
        },
      },
      async (request) => {
        const open = find(businessOf(request).id, request.params.id);
        const health = await channelHealth(ctx, open, publicUrl);
        return { ...health, checkedAt: ctx.now().toISOString() };
      },
    );
  };

const viewOf = (row: ChannelRow): z.infer<typeof ChannelView> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  address: row.address,
  status: row.status,
  statusReason: row.statusReason,
  statusAt: row.statusAt.toISOString(),
  quality: row.quality,
  messagingLimit: row.messagingLimit,
  templatesSyncedAt: row.templatesSyncedAt?.toISOString() ?? null,
});
