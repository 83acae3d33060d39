import helmet from '@fastify/helmet';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { aiRoutes, type Classifier, faqRoutes } from './bot/index.ts';
import { type WebhookDoor, whatsappWebhook } from './channels/whatsapp-cloud/webhook.ts';
import { commerceRoutes } from './commerce/index.ts';
import { consentRoutes } from './contacts/index.ts';
import { channelRoutes } from './conversations/channel-routes.ts';
import type { FileStore, OpenDirectory, SendDoor } from './conversations/index.ts';
import { mediaRoutes } from './conversations/media-routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { templateRoutes } from './conversations/template-routes.ts';
import type { Models } from './models/index.ts';
import { requireOperator } from './platform/auth.ts';
import type { Ctx } from './platform/context.ts';
import { httpServer } from './platform/http.ts';
import type { Metrics } from './platform/metrics.ts';
import { productionRoutes } from './production/index.ts';

type Guest = {
  handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): boolean;
};

export type AppParts = {
  directory: OpenDirectory;
  files: FileStore;
  door: SendDoor;
  webhook: WebhookDoor;
  metrics: Metrics;
  models: Models | null; // language models, when a chain is set
  classifier: Classifier;
  wakeDue: () => Promise<void>;
  /** Where the world reaches this installation, such as "https://desk.example.com"; null: not set. */
  publicUrl: string | null;
  /** Everything that must work before this node takes traffic; a text says what does not. */
  notReady: () => Promise<string | null>;
  /** The emulated WhatsApp, when it lives in this process. */
  emulator: Guest | null;
};

/** Everything Parlour answers over HTTP. */
export async function buildApp(ctx: Ctx, parts: AppParts): Promise<FastifyInstance> {
  const { directory, webhook, metrics, wakeDue, emulator } = parts;
  const app = await httpServer(ctx.log);
  await app.register(whatsappWebhook(ctx, webhook)); // before the security headers: Meta reads none of them
  if (emulator) await app.register(emulatorPages(emulator));

  await app.register(async (pages) => {
    await pages.register(helmet, SECURITY_HEADERS);
    await pages.register(healthRoutes(ctx, parts));
    pages.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
    pages.get('/', { schema: { hide: true } }, async (_request, reply) =>
      emulator
        ? reply.redirect('/phone/')
        : reply.send({ service: 'parlour', api: '/api/v1/openapi.json', health: '/healthz' }),
    );
    await pages.register(
      async (api) => {
        api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
        api.get('/health', { schema: HEALTH }, async () => ({ status: 'ok' as const, service: 'whatsapp' as const }));
        await api.register(async (closed) => {
          closed.addHook('onRequest', requireOperator(ctx, directory.businesses));
          closed.addHook('onRoute', (route) => {
            route.schema = { ...route.schema, security: [{ operatorKey: [] }] };
          });
          await closed.register(conversationRoutes(ctx, directory, parts.door, wakeDue));
          await closed.register(templateRoutes(ctx, directory, parts.files));
          await closed.register(channelRoutes(ctx, directory, parts.publicUrl));
          await closed.register(consentRoutes(ctx));
          await closed.register(mediaRoutes(ctx, directory, parts.files));
          await closed.register(commerceRoutes(ctx));
          await closed.register(productionRoutes(ctx));
          await closed.register(faqRoutes(ctx));
          await closed.register(aiRoutes(ctx, parts.models, parts.classifier));
        });
      },
      { prefix: '/api/v1' },
    );
  });
  return app;
}

/** @see reliability: CSP without inline code */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    directives: {
      'default-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'media-src': ["'self'", 'blob:'],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'style-src': ["'self'"],
      'upgrade-insecure-requests': null, // a laptop speaks plain HTTP
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  strictTransportSecurity: { maxAge: 31_536_000 },
};

const HEALTH = {
  tags: ['health'],
  summary: 'Whether the WhatsApp service answers',
  response: { 200: z.object({ status: z.literal('ok'), service: z.literal('whatsapp') }) },
};

const healthRoutes =
  (ctx: Ctx, { notReady, directory }: AppParts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/healthz',
      {
        schema: {
          tags: ['health'],
          summary: 'The process is alive',
          response: { 200: z.object({ status: z.literal('ok') }) },
        },
      },
      async () => ({
        status: 'ok' as const,
      }),
    );
    const Readiness = z.object({
      status: z.enum(['ready', 'not-ready']),
      reason: z.string().optional(),
      channels: z.object({ active: z.number(), held: z.number() }).describe('Held: must be mended before it can send.'),
    });
    app.get(
      '/readyz',
      {
        schema: {
          tags: ['health'],
          summary: 'Database and jobs work; how many channels do',
          response: { 200: Readiness, 503: Readiness },
        },
      },
      async (_request, reply) => {
        const reason = (await notReady()) ?? (await databaseTrouble(ctx));
        const held = directory.channels().filter(({ row }) => row.status !== 'active').length;
        // A number that is held back is somebody's work, but no reason to send customers of the others away.
        const channels = { active: directory.channels().length - held, held };
        return reason === null
          ? { status: 'ready' as const, channels }
          : reply.code(503).send({ status: 'not-ready' as const, reason, channels });
      },
    );
  };

async function databaseTrouble(ctx: Ctx): Promise<string | null> {
  try {
    await ctx.db.execute(sql`select 1`);
    return null;
  } catch {
    return 'the database does not answer';
  }
}

/** Its requests are read by the emulator itself, byte for byte, as Meta's servers would. */
const emulatorPages =
  (emulator: Guest) =>
  async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/phone', '/phone/*', '/emulator/*']) {
      app.all(url, { schema: { hide: true } }, (request, reply) => {
        reply.hijack();
        reply.raw.setHeader('content-security-policy', PHONE_POLICY);
        reply.raw.setHeader('x-content-type-options', 'nosniff');
        if (!emulator.handle(request.raw, reply.raw)) reply.raw.writeHead(404).end();
      });
    }
  };

const PHONE_POLICY =
  "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
