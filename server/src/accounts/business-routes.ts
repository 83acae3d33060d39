import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { actorOf } from '../platform/policy.ts';
import { businesses } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import { recordAudit } from './audit.ts';
import { slugOf } from './first-owner.ts';
import { PAGE_NAMES } from './page-names.ts';
import { slugReserved, slugTaken } from './problems.ts';
import { addMember, requireOwner } from './team.ts';

const View = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const UNIQUE_VIOLATION = '23505';
const zones = new Set(Intl.supportedValuesOf('timeZone')).add('UTC');

/** `POST /api/v1/businesses`: another business in the same installation. */
export const businessRoutes =
  (ctx: Ctx, refresh: () => Promise<void>): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/businesses',
      {
        config: { allow: 'business:write' },
        schema: {
          tags: ['businesses'],
          summary: 'Open another business',
          description: 'Only the operator and owners may. Whoever opens it owns it.',
          body: z.object({
            name: z.string().trim().min(1).max(256),
            slug: z
              .string()
              .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
              .max(40)
              .optional()
              .describe('Its short name in addresses; absent: made of the name.'),
            timeZone: z
              .string()
              .max(64)
              .refine((zone) => zones.has(zone), 'An IANA time zone, such as Europe/Lisbon.')
              .default('UTC'),
            country: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .default('US'),
            currency: z
              .string()
              .regex(/^[A-Z]{3}$/)
              .default('USD'),
            languages: z
              .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/))
              .min(1)
              .max(20)
              .default(['en']),
          }),
          response: { 201: View },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        requireOwner(actor);
        const { name, slug, ...settings } = request.body;
        if (slug && PAGE_NAMES.includes(slug)) throw slugReserved(slug);
        const values = { ...settings, name: cleanLine(name, 256), slug: slug ?? slugOf(name) };
        const made = await ctx.db
          .transaction(async (tx) => {
            const [business] = await tx.insert(businesses).values(values).returning();
            if (!business) throw slugTaken();
            if (actor.kind === 'person') await addMember(tx, { businessId: business.id, personId: actor.id }, 'owner');
            await recordAudit(tx, {
              businessId: business.id,
              actor,
              action: 'business.created',
              subject: business.name,
              after: values,
            });
            return business;
          })
          .catch((error: unknown) => {
            throw sqlState(error) === UNIQUE_VIOLATION ? slugTaken() : error;
          });
        await refresh();
        return reply.code(201).send({ id: made.id, slug: made.slug, name: made.name });
      },
    );
  };
