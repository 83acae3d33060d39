import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type ChannelRow,
  ChannelView,
  CheckView,
  channelView,
  type OpenDirectory,
  syncTemplates,
} from '../../conversations/index.ts';
import { businessOf } from '../../platform/auth.ts';
import { tellLive } from '../../platform/live.ts';
import { actorOf } from '../../platform/policy.ts';
import { Problem } from '../../platform/problem.ts';
import {
  type Connecting,
  changeNumber,
  connectNumber,
  renewCredentials,
  renewVerifyToken,
  subscribe,
  tryCredentials,
} from './connecting.ts';

const ById = z.object({ id: z.uuid() });
const providerId = z
  .string()
  .trim()
  .regex(/^\d{5,32}$/, 'only digits');
const secret = z.string().trim().min(8).max(2_048);

const Credentials = z.object({
  phoneNumberId: providerId.describe('Phone number ID, from WhatsApp → API setup in the dashboard of the app.'),
  accountId: providerId.nullable().default(null).describe('WhatsApp Business Account ID: needed for templates.'),
  accessToken: secret.describe('Of a system user, with whatsapp_business_messaging and whatsapp_business_management.'),
  appSecret: secret.describe('App settings → Basic.'),
});
const Trial = z.object({
  checks: z.array(CheckView),
  number: z
    .object({ address: z.string(), name: z.string().nullable() })
    .nullable()
    .describe('Null: it could not be read.'),
});
const Webhook = {
  verifyToken: z.string().describe('To be entered at Meta with the address. Shown this one time.'),
  webhookUrl: z.string().nullable().describe('Null: PUBLIC_URL is not set.'),
};
const Connected = z.object({ channel: ChannelView, checks: z.array(CheckView) });

const channelNotFound = () => new Problem('channel-not-found', 404, 'There is no such number.');

/** `/api/v1/channels`: connecting numbers of WhatsApp and mending what is wrong with them. */
export const channelSetUpRoutes =
  (
    connecting: Connecting,
    directory: OpenDirectory,
    { publicUrl, refresh }: { publicUrl: string | null; refresh: () => Promise<unknown> },
  ): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['channels'];
    const write = { config: { allow: 'channels:write' as const } };
    const webhookUrl = publicUrl && `${publicUrl.replace(/\/+$/, '')}/webhooks/whatsapp`;
    const who = (request: FastifyRequest) => ({ businessId: businessOf(request).id, actor: actorOf(request) });
    const find = (request: FastifyRequest, id: string): ChannelRow => {
      const row = directory.channel(id)?.row;
      if (row?.businessId !== businessOf(request).id) throw channelNotFound();
      return row;
    };
    const viewOf = (row: ChannelRow) => channelView(row, directory.channel(row.id)?.channel.isOff);
    const changed = async (row: ChannelRow) => {
      await refresh();
      tellLive(connecting.ctx, row.businessId, { kind: 'channel', id: row.id });
    };

    /** So that templates are there at once; when they cannot be read now, the next round does. */
    const readTemplates = async ({ id, businessId, accountId }: ChannelRow) => {
      const platform = directory.channel(id)?.channel.templates;
      if (accountId === null || !platform) return;
      await syncTemplates(connecting.ctx, { businessId, channelId: id }, platform);
      await refresh();
    };

    app.post(
      '/channels/checks',
      {
        ...write,
        schema: {
          tags,
          summary: 'Look at credentials before they are stored',
          body: Credentials,
          response: { 200: Trial },
        },
      },
      async (request) => tryCredentials(connecting, request.body),
    );

    app.post(
      '/channels',
      {
        ...write,
        schema: {
          tags,
          summary: 'Connect a WhatsApp number that works',
          body: Credentials.extend({ name: z.string().trim().min(1).max(100).optional() }),
          response: { 201: Connected.extend(Webhook) },
        },
      },
      async (request, reply) => {
        const { row, verifyToken, checks } = await connectNumber(connecting, who(request), {
          ...request.body,
          name: request.body.name,
        });
        await changed(row);
        await readTemplates(row);
        return reply.code(201).send({ channel: viewOf(row), checks, verifyToken, webhookUrl });
      },
    );

    app.patch(
      '/channels/:id',
      {
        ...write,
        schema: {
          tags,
          summary: 'Change the name or the account of a number',
          params: ById,
          body: z.object({ name: z.string().trim().min(1).max(100).optional(), accountId: providerId.optional() }),
          response: { 200: ChannelView },
        },
      },
      async (request) => {
        const row = await changeNumber(connecting, who(request), find(request, request.params.id), request.body);
        await changed(row);
        if (request.body.accountId !== undefined) await readTemplates(row);
        return viewOf(row);
      },
    );

    app.put(
      '/channels/:id/credentials',
      {
        ...write,
        schema: {
          tags,
          summary: 'Give a number a new token or app secret, once WhatsApp accepts them',
          params: ById,
          body: z
            .object({ accessToken: secret.optional(), appSecret: secret.optional() })
            .refine(({ accessToken, appSecret }) => accessToken || appSecret, 'Give accessToken, appSecret or both.'),
          response: { 200: Connected },
        },
      },
      async (request) => {
        const { accessToken, appSecret } = request.body;
        const given = { ...(accessToken ? { accessToken } : {}), ...(appSecret ? { appSecret } : {}) };
        const { row, checks } = await renewCredentials(
          connecting,
          who(request),
          find(request, request.params.id),
          given,
        );
        await changed(row);
        return { channel: viewOf(row), checks };
      },
    );

    app.post(
      '/channels/:id/verify-tokens',
      {
        ...write,
        schema: {
          tags,
          summary: 'A new verify token for the webhook, shown this one time',
          params: ById,
          response: { 201: z.object(Webhook) },
        },
      },
      async (request, reply) => {
        const row = find(request, request.params.id);
        const verifyToken = await renewVerifyToken(connecting, who(request), row);
        await changed(row);
        return reply.code(201).send({ verifyToken, webhookUrl });
      },
    );

    app.put(
      '/channels/:id/subscription',
      {
        ...write,
        schema: {
          tags,
          summary: 'Subscribe the app to the account and lead its webhooks here',
          params: ById,
          response: { 200: z.object({ subscribed: z.literal(true), webhookUrl: z.string().nullable() }) },
        },
      },
      async (request) => {
        const row = find(request, request.params.id);
        await subscribe(connecting, who(request), row, webhookUrl);
        await changed(row);
        return { subscribed: true as const, webhookUrl };
      },
    );
  };
