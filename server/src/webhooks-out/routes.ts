import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import {
  DELIVERY_STATES,
  DeliveryView,
  DeliveryWithAttempts,
  EndpointChange,
  EndpointView,
  EndpointWithSecret,
  EVENTS,
  NewEndpoint,
  Replay,
} from './api.ts';
import { DATA, MEANING } from './composing.ts';
import { listDeliveries, MOST_REPLAYS, readDelivery, replayOne, replayRange, tellTest } from './deliveries.ts';
import {
  addEndpoint,
  changeEndpoint,
  endpointView,
  type Keeping,
  listEndpoints,
  removeEndpoint,
  renewSecret,
  requireEndpoint,
} from './endpoints.ts';
import { followWebhooks } from './feed.ts';
import { endpointDisabled } from './problems.ts';

const ById = z.object({ id: z.uuid() });
const Told = z.object({ id: z.uuid().describe('Of the delivery.') });

/** `/api/v1/webhooks`: whom we tell what happens, and what became of it. */
export const webhookRoutes =
  (ctx: Ctx, keeping: Keeping): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['webhooks'];
    const read = { config: { allow: 'webhooks:read' as const } };
    const write = { config: { allow: 'webhooks:write' as const } };
    const who = (request: FastifyRequest) => ({ businessId: businessOf(request).id, actor: actorOf(request) });

    app.get(
      '/webhooks',
      {
        ...read,
        schema: {
          tags,
          summary: 'Endpoints that are told what happens',
          response: { 200: z.object({ items: z.array(EndpointView) }) },
        },
      },
      async (request) => ({ items: await listEndpoints(ctx.db, businessOf(request).id) }),
    );

    app.get(
      '/webhooks/events',
      {
        ...read,
        schema: {
          tags,
          summary: 'What can be told, with the shape of its data',
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  event: z.enum(EVENTS),
                  meaning: z.string(),
                  schema: z.looseObject({}).describe('JSON Schema of `data`.'),
                }),
              ),
            }),
          },
        },
      },
      async () => ({
        items: EVENTS.map((event) => ({
          event,
          meaning: MEANING[event],
          schema: { ...z.toJSONSchema(DATA[event], { unrepresentable: 'any' }) },
        })),
      }),
    );

    app.post(
      '/webhooks',
      {
        ...write,
        schema: {
          tags,
          summary: 'Add an endpoint; the answer shows its secret, this one time',
          body: NewEndpoint,
          response: { 201: EndpointWithSecret },
        },
      },
      async (request, reply) => {
        // The secret must not be kept, so this answer is not: an Idempotency-Key makes no difference here.
        const made = await addEndpoint(ctx, who(request), request.body, keeping);
        await followWebhooks(ctx);
        return reply.code(201).send(made);
      },
    );

    app.get(
      '/webhooks/:id',
      { ...read, schema: { tags, summary: 'One endpoint', params: ById, response: { 200: EndpointView } } },
      async (request) => endpointView(await requireEndpoint(ctx.db, businessOf(request).id, request.params.id)),
    );

    app.patch(
      '/webhooks/:id',
      {
        ...write,
        schema: {
          tags,
          summary: 'Change, pause or enable an endpoint',
          params: ById,
          body: EndpointChange,
          response: { 200: EndpointView },
        },
      },
      async (request) => {
        const answer = await answerOnce(ctx, businessOf(request).id, request, async () => ({
          status: 200,
          body: await changeEndpoint(ctx, who(request), request.params.id, request.body, keeping),
        }));
        await followWebhooks(ctx);
        return EndpointView.parse(answer.body);
      },
    );

    app.delete(
      '/webhooks/:id',
      {
        ...write,
        schema: {
          tags,
          summary: 'Remove an endpoint and its log',
          params: ById,
          response: { 200: z.object({ removed: z.literal(true) }) },
        },
      },
      async (request) => {
        await removeEndpoint(ctx, who(request), request.params.id);
        await followWebhooks(ctx);
        return { removed: true as const };
      },
    );

    app.post(
      '/webhooks/:id/secrets',
      {
        ...write,
        schema: {
          tags,
          summary: 'Give an endpoint a new secret, shown this one time; both sign for 24 hours',
          params: ById,
          response: { 201: EndpointWithSecret },
        },
      },
      async (request, reply) => reply.code(201).send(await renewSecret(ctx, who(request), request.params.id, keeping)),
    );

    app.post(
      '/webhooks/:id/tests',
      {
        ...write,
        schema: {
          tags,
          summary: 'Send the event webhook.test, also to a paused endpoint',
          params: ById,
          response: { 202: Told },
        },
      },
      async (request, reply) => {
        const { businessId, actor } = who(request);
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const id = await ctx.db.transaction(async (tx) => {
            const endpoint = await requireEndpoint(tx, businessId, request.params.id);
            await recordAudit(tx, { businessId, actor, action: 'webhook.tested', subject: endpoint.url });
            return tellTest(ctx, tx, endpoint);
          });
          return { status: 202, body: { id } };
        });
        return reply.code(202).send(Told.parse(answer.body));
      },
    );

    app.get(
      '/webhooks/:id/deliveries',
      {
        ...read,
        schema: {
          tags,
          summary: 'What was sent to an endpoint, newest first',
          params: ById,
          querystring: PageQuery.extend({
            state: z.enum(DELIVERY_STATES).optional(),
            event: z.string().max(64).optional(),
          }),
          response: { 200: PageOf(DeliveryView) },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { id: endpointId } = await requireEndpoint(ctx.db, businessId, request.params.id);
        return listDeliveries(ctx.db, { businessId, endpointId }, request.query);
      },
    );

    app.post(
      '/webhooks/:id/replays',
      {
        ...write,
        schema: {
          tags,
          summary: `Send a range again, oldest first; at most ${MOST_REPLAYS} at once`,
          params: ById,
          body: Replay,
          response: { 202: z.object({ replayed: z.number().int(), more: z.boolean() }) },
        },
      },
      async (request, reply) => {
        const { businessId, actor } = who(request);
        const endpoint = await requireEndpoint(ctx.db, businessId, request.params.id);
        if (endpoint.disabledAt) throw endpointDisabled();
        const { from, to, state } = request.body;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const range = { from: new Date(from), to: new Date(to), state };
          const replayed = await replayRange(ctx, { businessId, endpointId: endpoint.id }, range);
          await recordAudit(ctx.db, {
            businessId,
            actor,
            action: 'webhook.replayed',
            subject: endpoint.url,
            after: { from, to, replayed },
          });
          return { status: 202, body: { replayed, more: replayed === MOST_REPLAYS } };
        });
        return reply.code(202).send(z.object({ replayed: z.number(), more: z.boolean() }).parse(answer.body));
      },
    );

    app.get(
      '/deliveries/:id',
      {
        ...read,
        schema: {
          tags,
          summary: 'One delivery: its body and every attempt',
          params: ById,
          response: { 200: DeliveryWithAttempts },
        },
      },
      async (request) => readDelivery(ctx.db, businessOf(request).id, request.params.id),
    );

    app.post(
      '/deliveries/:id/replays',
      {
        ...write,
        schema: {
          tags,
          summary: 'Send one again: the same id and body',
          params: ById,
          response: { 202: DeliveryWithAttempts },
        },
      },
      async (request, reply) => {
        const { businessId, actor } = who(request);
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await replayOne(ctx, businessId, request.params.id);
          const delivery = await readDelivery(ctx.db, businessId, request.params.id);
          await recordAudit(ctx.db, { businessId, actor, action: 'webhook.replayed', subject: delivery.eventId });
          return { status: 202, body: delivery };
        });
        return reply.code(202).send(DeliveryWithAttempts.parse(answer.body));
      },
    );
  };
