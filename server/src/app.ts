import helmet from '@fastify/helmet';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Accounts, isUnowned } from './accounts/index.ts';
import { aiRoutes, type Classifier, type Desk, faqRoutes, flowRoutes } from './bot/index.ts';
import type { Connecting } from './channels/whatsapp-cloud/connecting.ts';
import { channelSetUpRoutes } from './channels/whatsapp-cloud/setup-routes.ts';
import { readAgain, type WebhookDoor, whatsappWebhook } from './channels/whatsapp-cloud/webhook.ts';
import { commerceRoutes, publicShopRoutes, type TrackingLinks } from './commerce/index.ts';
import { consolePages, isConsoleBuilt } from './console/pages.ts';
import { consentRoutes, contactFileRoutes, contactRoutes } from './contacts/index.ts';
import { channelRoutes } from './conversations/channel-routes.ts';
import type { FileStore, OpenDirectory, SendDoor } from './conversations/index.ts';
import { mediaRoutes } from './conversations/media-routes.ts';
import { messageRoutes } from './conversations/routes.ts';
import { templateRoutes } from './conversations/template-routes.ts';
import { eventRoutes, inboxRoutes, noticeRoutes, type Pushes, type WhoIsHere } from './inbox/index.ts';
import type { Models } from './models/index.ts';
import { compatibleRoutes, operationRoutes } from './operations/index.ts';
import type { Ctx } from './platform/context.ts';
import { httpServer } from './platform/http.ts';
import type { LiveHub } from './platform/live-hub.ts';
import type { Metrics } from './platform/metrics.ts';
import { requirePolicy } from './platform/policy.ts';
import { limitRates, RATE_LIMITS } from './platform/rate-limit.ts';
import { inRequestScope } from './platform/request-scope.ts';
import { type Business, NO_BUSINESS } from './platform/schema.ts';
import type { SecretBox } from './platform/secrets.ts';
import { productionRoutes, ticketRoutes } from './production/index.ts';
import { openApiOf, referencePage } from './reference.ts';
import { reportRoutes } from './reports/index.ts';
import { webhookRoutes } from './webhooks-out/index.ts';
import { personRecords } from './wiring.ts';

type Guest = {
  handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): boolean;
};

export type AppParts = {
  accounts: Accounts;
  /** The context behind the second wall: what answers a request sees one business only. */
  walled: Ctx;
  directory: OpenDirectory;
  files: FileStore;
  door: SendDoor;
  webhook: WebhookDoor & { refresh(): Promise<void> };
  metrics: Metrics;
  models: Models | null; // language models, when a chain is set
  classifier: Classifier;
  desk: Desk;
  links: TrackingLinks;
  live: LiveHub;
  here: WhoIsHere;
  pushes: Pushes;
  wakeDue: () => Promise<void>;
  /** Whether those who ask too often are turned away. */
  apiRateLimit: boolean;
  box: SecretBox;
  /** The Graph API that new numbers are connected to. */
  graph: Connecting['graph'];
  /** Hosts of private networks that webhooks may be sent to. */
  webhookHosts: readonly string[];
  /** Where the built console lies, if it is built. */
  consoleDir: string;
  /** Where the world reaches this installation, such as "https://desk.example.com"; null: not set. */
  publicUrl: string | null;
  /** Everything that must work before this node takes traffic; a text says what does not. */
  notReady: () => Promise<string | null>;
  /** Hears what made a request fail on our side. */
  onFailure: (error: unknown) => void;
  /** The emulated WhatsApp, when it lives in this process. */
  emulator: Guest | null;
};

/** Everything Parlour answers over HTTP. */
export async function buildApp(open: Ctx, parts: AppParts): Promise<FastifyInstance> {
  const { walled: ctx, accounts, directory, webhook, metrics, wakeDue, emulator } = parts;
  const app = await httpServer(open.log, parts.onFailure);
  app.decorateRequest('signedIn', null);
  await app.register(whatsappWebhook(open, webhook)); // before the security headers: Meta reads none of them
  if (emulator) await app.register(emulatorPages(emulator));

  const description = () => openApiOf(app);
  /** Who asks, whether they may, and how often. */
  const guard = (api: FastifyInstance): void => {
    api.addHook('onRoute', requirePolicy);
    api.addHook('onRequest', accounts.identify);
    limitRates(api, parts.apiRateLimit ? RATE_LIMITS : null);
    // A callback: what runs inside of it, the rest of the request, keeps the scope.
    api.addHook('preValidation', (request, _reply, done) => {
      const business = request.business ?? namedIn(request.params, directory.businesses());
      inRequestScope({ businessId: business?.id ?? NO_BUSINESS, address: request.ip }, done);
    });
  };

  await app.register(async (pages) => {
    await pages.register(helmet, SECURITY_HEADERS);
    await referencePage(pages, description);
    await pages.register(healthRoutes(open, parts));
    pages.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
    if (isConsoleBuilt(parts.consoleDir))
      await pages.register(
        consolePages({
          folder: parts.consoleDir,
          hasPhones: emulator !== null,
          isUnowned: () => isUnowned(open.db),
        }),
      );
    else
      pages.get('/', { schema: { hide: true } }, async (_request, reply) =>
        emulator
          ? reply.redirect('/phone/')
          : reply.send({ service: 'parlour', api: '/api/v1/openapi.json', health: '/healthz' }),
      );
    await pages.register(accounts.authRoutes, { prefix: '/api/auth' });
    await pages.register(
      async (api) => {
        guard(api);
        api.get('/openapi.json', { config: { allow: 'anyone' }, schema: { hide: true } }, async () => description());
        api.get('/health', { config: { allow: 'anyone' }, schema: HEALTH }, async () => ({
          status: 'ok' as const,
          service: 'whatsapp' as const,
        }));
        await api.register(publicShopRoutes(ctx, parts, directory.businesses));
        await api.register(async (closed) => {
          await closed.register(accounts.routes(ctx));
          await closed.register(messageRoutes(ctx, directory, parts.door, wakeDue));
          await closed.register(inboxRoutes(ctx, parts));
          await closed.register(noticeRoutes(ctx, parts.pushes));
          await closed.register(eventRoutes(open, parts.live));
          await closed.register(templateRoutes(ctx, directory, parts.files));
          await closed.register(channelRoutes(ctx, directory, parts.publicUrl));
          await closed.register(
            channelSetUpRoutes({ ctx, box: parts.box, graph: parts.graph }, directory, {
              publicUrl: parts.publicUrl,
              refresh: webhook.refresh,
            }),
          );
          await closed.register(contactRoutes(ctx, personRecords));
          await closed.register(contactFileRoutes(ctx, personRecords));
          await closed.register(consentRoutes(ctx));
          await closed.register(mediaRoutes(ctx, directory, parts.files));
          await closed.register(commerceRoutes(ctx, parts));
          await closed.register(productionRoutes(ctx));
          await closed.register(ticketRoutes(ctx, parts));
          await closed.register(faqRoutes(ctx, parts.desk));
          await closed.register(flowRoutes(ctx, parts.desk));
          await closed.register(aiRoutes(ctx, parts.models, parts.classifier));
          await closed.register(reportRoutes(ctx));
          await closed.register(webhookRoutes(ctx, { box: parts.box, allowed: parts.webhookHosts }));
          await closed.register(
            operationRoutes(ctx, {
              installation: open,
              businesses: directory.businesses,
              readAgain: (businessId, payload) => readAgain(open, webhook, businessId, payload),
              held: (businessId) => heldNumbers(directory, businessId),
              flowsOf: ({ id }) => parts.desk.flows.usable(id),
              refresh: directory.refresh,
              wakeDue,
            }),
          );
        });
      },
      { prefix: '/api/v1' },
    );
    await pages.register(
      async (api) => {
        guard(api);
        await api.register(compatibleRoutes(ctx, parts.door, wakeDue));
      },
      { prefix: '/api/whatsapp' },
    );
  });
  return app;
}

const heldNumbers = (directory: OpenDirectory, businessId: string) =>
  directory
    .channels()
    .filter(({ row, channel }) => row.businessId === businessId && row.status !== 'active' && !channel.isOff)
    .map(({ row: { id, name, status, statusReason } }) => ({ id, name, status, statusReason }));

/** Public addresses name their business themselves: `/public/:business/…`. */
function namedIn(params: unknown, all: Business[]): Business | undefined {
  const named = typeof params === 'object' && params !== null && 'business' in params ? params.business : undefined;
  return all.find(({ id, slug }) => id === named || slug === named);
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
      channels: z
        .object({ active: z.number(), held: z.number(), off: z.number() })
        .describe('Held: must be mended before it can send. Off: of the emulator, which is not running.'),
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
        const all = directory.channels();
        const used = all.filter(({ channel }) => !channel.isOff);
        const held = used.filter(({ row }) => row.status !== 'active').length;
        // A number that is held back is somebody's work, but no reason to send customers of the others away.
        const channels = { active: used.length - held, held, off: all.length - used.length };
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
