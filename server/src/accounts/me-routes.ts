import { eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { MAY, PERMISSIONS, ROLES } from '../platform/policy.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import type { Identity } from './identify.ts';
import { endSession, endSessions, sessionsOf } from './people.ts';
import { personsOnly } from './problems.ts';
import { people } from './schema.ts';

const BusinessRef = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

const MeView = z.object({
  kind: z.enum(['person', 'key', 'operator']),
  person: z
    .object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      language: z.string().nullable().describe('Of the console; null: what the browser asks for.'),
      secondFactor: z.object({
        on: z.boolean(),
        required: z.boolean().describe('Until it is set up, only the own account is open.'),
      }),
    })
    .nullable()
    .describe('Null: a key asks.'),
  business: BusinessRef.extend({
    timeZone: z.string(),
    currency: z.string(),
    country: z.string(),
    languages: z.array(z.string()),
    flow: z.string(),
  })
    .nullable()
    .describe('Null: this person works for no business (any more).'),
  role: z.enum(ROLES).nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
  businesses: z.array(BusinessRef.extend({ role: z.enum(ROLES).nullable() })).describe('Where one may switch to.'),
});

const SessionView = z.object({
  id: z.uuid(),
  current: z.boolean(),
  address: z.string().nullable(),
  browser: z.string().nullable().describe('As it calls itself.'),
  startedAt: z.iso.datetime(),
  usedAt: z.iso.datetime().describe('To about five minutes.'),
  endsAt: z.iso.datetime().describe('Unless it is used before.'),
});

/** `/api/v1/me`: who asks, what they may, and their own account. */
export const meRoutes =
  (ctx: Ctx, { asksSecondFactor, businesses: all }: Identity): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['me'];

    app.get(
      '/me',
      {
        config: { allow: 'signed-in' },
        schema: { tags, summary: 'Who asks, for which business, and what they may do', response: { 200: MeView } },
      },
      async (request) => {
        const { actor, business, signedIn } = request;
        const role = actor?.kind === 'person' ? actor.role : null;
        return {
          kind: signedIn ? ('person' as const) : (actor?.kind ?? 'person'),
          person: signedIn && {
            id: signedIn.person.id,
            name: signedIn.person.name,
            email: signedIn.person.email,
            language: signedIn.person.language,
            secondFactor: {
              on: signedIn.person.twoFactorEnabled,
              required: business !== null && role !== null && asksSecondFactor(business, role),
            },
          },
          business: business && { ...refOf(business), ...settingsOf(business) },
          role,
          permissions: permissionsOf(request),
          businesses: signedIn
            ? signedIn.memberships.map((one) => ({ ...refOf(one.business), role: one.role }))
            : actor?.kind === 'operator'
              ? all().map((one) => ({ ...refOf(one), role: null }))
              : business
                ? [{ ...refOf(business), role: null }]
                : [],
        };
      },
    );

    app.patch(
      '/me',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'Change the own name or language',
          body: z.object({
            name: z.string().trim().min(1).max(256).optional(),
            language: z
              .string()
              .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
              .max(35)
              .nullable()
              .optional(),
          }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { person } = personOf(request);
        const { name, language } = request.body;
        const change = {
          ...(name === undefined ? {} : { name: cleanLine(name, 256) }),
          ...(language === undefined ? {} : { language }),
        };
        await ctx.db
          .update(people)
          .set({ ...change, updatedAt: ctx.now() })
          .where(eq(people.id, person.id));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/me/sessions',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'Browsers one is signed in with',
          response: { 200: z.object({ items: z.array(SessionView) }) },
        },
      },
      async (request) => {
        const { person, sessionId } = personOf(request);
        const rows = await sessionsOf(ctx, person.id);
        return {
          items: rows.map((row) => ({
            id: row.id,
            current: row.id === sessionId,
            address: row.ipAddress || null,
            browser: row.userAgent || null,
            startedAt: row.createdAt.toISOString(),
            usedAt: row.updatedAt.toISOString(),
            endsAt: row.expiresAt.toISOString(),
          })),
        };
      },
    );

    app.delete(
      '/me/sessions/:id',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags,
          summary: 'Sign one browser out',
          params: z.object({ id: z.uuid() }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { person } = personOf(request);
        await endSession(ctx.db, { personId: person.id, id: request.params.id });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/me/sessions',
      {
        config: { allow: 'signed-in' },
        schema: { tags, summary: 'Sign all other browsers out', response: { 204: z.null() } },
      },
      async (request, reply) => {
        const { person, sessionId } = personOf(request);
        await endSessions(ctx.db, person.id, { butFor: sessionId });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/businesses',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['businesses'],
          summary: 'The businesses one may work in',
          response: { 200: z.object({ items: z.array(BusinessRef) }) },
        },
      },
      async (request) => {
        if (request.signedIn) return { items: request.signedIn.memberships.map(({ business }) => refOf(business)) };
        if (request.actor?.kind !== 'operator') return { items: request.business ? [refOf(request.business)] : [] };
        const rows = await ctx.db.select().from(businesses).orderBy(businesses.createdAt, businesses.id);
        return { items: rows.map(refOf) };
      },
    );
  };

const refOf = ({ id, slug, name }: Business) => ({ id, slug, name });
const settingsOf = ({ timeZone, currency, country, languages, flow }: Business) => ({
  timeZone,
  currency,
  country,
  languages,
  flow,
});

function permissionsOf({ actor }: FastifyRequest) {
  if (!actor) return [];
  if (actor.kind === 'operator') return [...PERMISSIONS];
  return actor.kind === 'person' ? [...MAY[actor.role]] : [...actor.scopes];
}

/** @throws persons-only */
function personOf({ signedIn }: FastifyRequest) {
  if (!signedIn) throw personsOnly();
  return signedIn;
}
