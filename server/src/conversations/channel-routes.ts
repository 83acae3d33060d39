import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { channelHealth } from './channel-health.ts';
import { ChannelView, CheckView, channelView } from './channel-view.ts';
import type { OpenDirectory } from './directory.ts';
import { channelNotFound } from './problems.ts';

type Open = ReturnType<OpenDirectory['channels']>[number];
const viewOf = ({ row, channel }: Open) => channelView(row, channel.isOff);

const ById = z.object({ id: z.uuid() });

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
        config: { allow: 'channels:read' },
        schema: {
          tags,
          summary: 'Numbers of the business',
          response: { 200: z.object({ items: z.array(ChannelView) }) },
        },
      },
      async (request) => {
        const { id } = businessOf(request);
        const own = directory.channels().filter(({ row }) => row.businessId === id);
        return { items: own.map(viewOf) };
      },
    );

    app.get(
      '/channels/:id',
      {
        config: { allow: 'channels:read' },
        schema: { tags, summary: 'One number', params: ById, response: { 200: ChannelView } },
      },
      async (request) => viewOf(find(businessOf(request).id, request.params.id)),
    );

    app.get(
      '/channels/:id/health',
      {
        config: { allow: 'channels:read' },
        schema: {
          tags,
          summary: 'Everything a number needs to work, looked at now, with a fix for each failure',
          params: ById,
          response: {
            200: z.object({
              status: z.enum(['ok', 'warning', 'failed', 'off']),
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
