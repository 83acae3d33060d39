import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { editorOf } from './entries.ts';
import { changeSettings, InboxSettings, settingsOf } from './settings.ts';

/** How a team gives out its work: `/api/v1/inbox/settings`. */
export const settingsRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/inbox/settings',
      {
        config: { allow: 'conversations:read' },
        schema: { tags: ['team'], summary: 'How hand-offs are given out', response: { 200: InboxSettings } },
      },
      async (request) => settingsOf(ctx.db, businessOf(request).id),
    );

    app.put(
      '/inbox/settings',
      {
        config: { allow: 'business:write' },
        schema: {
          tags: ['team'],
          summary: 'Set how hand-offs are given out',
          body: InboxSettings,
          response: { 200: InboxSettings },
        },
      },
      async (request) => {
        await changeSettings(ctx, editorOf(request), businessOf(request).slug, request.body);
        return request.body;
      },
    );
  };
