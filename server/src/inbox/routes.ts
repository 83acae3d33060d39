import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Ctx } from '../platform/context.ts';
import { cannedReplyRoutes } from './canned-routes.ts';
import { conversationChangeRoutes } from './conversation-change-routes.ts';
import { conversationMessageRoutes } from './conversation-message-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import type { DeskParts } from './conversation-view.ts';
import { entryRoutes } from './entry-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { presenceRoutes } from './presence-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { viewRoutes } from './view-routes.ts';

/** The desk over HTTP: conversations, and what a team shares. */
export const inboxRoutes =
  (ctx: Ctx, parts: DeskParts): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(conversationRoutes(ctx, parts));
    await app.register(conversationMessageRoutes(ctx, parts));
    await app.register(conversationChangeRoutes(ctx, parts));
    await app.register(entryRoutes(ctx));
    await app.register(labelRoutes(ctx));
    await app.register(viewRoutes(ctx));
    await app.register(presenceRoutes(ctx));
    await app.register(settingsRoutes(ctx));
    await app.register(cannedReplyRoutes(ctx));
  };
