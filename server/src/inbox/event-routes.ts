import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import type { LiveHub } from '../platform/live-hub.ts';
import { type Actor, actorOf, requirePermission } from '../platform/policy.ts';
import { openScreens } from './screens.ts';

const RETRY_MS = { least: 1_000, spread: 9_000 };

/** `GET /api/v1/events`: what changes in a business, as server-sent events. */
export const eventRoutes =
  (ctx: Ctx, hub: LiveHub): FastifyPluginAsyncZod =>
  async (app) => {
    const screens = openScreens(ctx, hub);
    app.addHook('preClose', async () => screens.stop()); // open streams would keep the server from closing

    app.get(
      '/events',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags: ['events'],
          summary: 'What changes, as it changes (server-sent events)',
          description: EVENTS,
          querystring: z.object({
            business: z.string().max(200).optional().describe('As X-Business, for clients that cannot send headers.'),
          }),
          headers: z.looseObject({ 'last-event-id': z.string().max(200).optional() }),
        },
      },
      (request, reply) => {
        const business = businessOf(request);
        requirePermission(actorOf(request), 'messages:read'); // an event carries both
        const who = whoOf(actorOf(request));
        screens.admit(who);
        begin(reply);
        screens.open(business.id, who, request.headers['last-event-id'] ?? null, reply.raw);
      },
    );
  };

const EVENTS = `\`event: changes\` says in \`data\` what changed since the event before: \`{"conversations": [row], "messages":
[message], "orders": [id], …}\`. Conversations and messages come as \`GET /conversations\` and \`GET /messages\` give them (a
message without its trace), orders, products, tickets, production, contacts, faqs, flows, channels, media and notices as ids;
\`typing\` and \`presence\` say who of the team is where. \`many\` names kinds of which too much changed to list it.

Every event has an id. Whoever connects again with \`Last-Event-ID\` gets what they missed, or \`event: reset\` when nobody
knows it any more: then read again what you show. The first event of a new stream is \`hello\`. A stream ends after five
minutes, or when its reader is too slow; connect again.`;

function whoOf(actor: Actor) {
  if (actor.kind === 'operator') return { id: 'operator', isPerson: false, name: 'Operator', limited: false };
  return { id: actor.id, isPerson: actor.kind === 'person', name: actor.name, limited: true };
}

function begin(reply: FastifyReply): void {
  reply.hijack();
  const headers = reply.getHeaders();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // proxies that collect would turn "live" into "later"
  });
  // Spread, so that not everybody returns at once when a node was restarted.
  reply.raw.write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.spread)}\n\n`);
}
