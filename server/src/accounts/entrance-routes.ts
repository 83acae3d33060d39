import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { ROLES } from '../platform/policy.ts';
import { businesses } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import { isUnowned, requireSetUpLink, takeUpSetUpLink } from './first-owner.ts';
import { accept, readInvitation } from './invitations.ts';
import { passCookies, type SessionDoor, webHeaders } from './session-door.ts';
import type { SignIn } from './sign-in.ts';
import type { Tries } from './tries.ts';

const Token = z.string().min(1).max(256);
const Name = z.string().trim().min(1).max(256);
const Password = z.string().min(1).max(1_024);
const ById = z.object({ id: z.uuid() });

export type EntranceParts = { signIn: SignIn; sessions: SessionDoor; tries: Tries; refresh: () => Promise<void> };

/** How people come in for the first time: the set-up link of the first start, and invitations. */
export const entranceRoutes =
  (ctx: Ctx, { signIn, sessions, tries, refresh }: EntranceParts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['entrance'];

    app.post(
      '/set-up/link',
      {
        config: { allow: 'anyone' },
        schema: {
          tags,
          summary: 'What the set-up link opens',
          body: z.object({ token: Token }),
          response: { 200: z.object({ first: z.boolean(), businesses: z.array(z.string()) }) },
        },
      },
      async (request) => {
        await tries.count({ address: request.ip });
        await requireSetUpLink(ctx, ctx.db, request.body.token);
        const names = await ctx.db.select({ name: businesses.name }).from(businesses).orderBy(businesses.createdAt);
        return { first: await isUnowned(ctx.db), businesses: names.map(({ name }) => name) };
      },
    );

    app.post(
      '/set-up',
      {
        config: { allow: 'anyone' },
        schema: {
          tags,
          summary: 'Become the first owner',
          description:
            'With the link that was printed at the first start, or by "npm run set-up-link". Signs the person in.',
          body: z.object({
            token: Token,
            name: Name,
            email: z.email().max(320),
            password: Password,
            businessName: Name.optional().describe('Of the first business, when there is none yet.'),
          }),
          response: { 201: z.object({ email: z.string() }) },
        },
      },
      async (request, reply) => {
        await tries.count({ address: request.ip });
        const { token, password, businessName, ...given } = request.body;
        const owner = {
          email: given.email,
          name: cleanLine(given.name, 256),
          password,
          ...(businessName === undefined ? {} : { businessName: cleanLine(businessName, 256) }),
        };
        const person = await ctx.db.transaction((tx) => takeUpSetUpLink(ctx, tx, token, owner));
        await refresh();
        await begin(request, reply, { email: person.email, password });
        return reply.code(201).send({ email: person.email });
      },
    );

    app.post(
      '/invitations/:id/link',
      {
        config: { allow: 'anyone' },
        schema: {
          tags,
          summary: 'What an invitation is about',
          params: ById,
          body: z.object({ token: Token }),
          response: {
            200: z.object({
              business: z.string(),
              email: z.string(),
              role: z.enum(ROLES),
              invitedBy: z.string(),
              known: z.boolean().describe('Whether this address has an account: then sign in with it first.'),
              signedIn: z.boolean().describe('Whether this browser is signed in as that person.'),
            }),
          },
        },
      },
      async (request, reply) => {
        await tries.count({ address: request.ip });
        const { invitation, business, isKnown } = await readInvitation(ctx, ctx.db, {
          id: request.params.id,
          token: request.body.token,
        });
        const signedIn = await sessions.read(request, reply);
        return {
          business: business.name,
          email: invitation.email,
          role: invitation.role,
          invitedBy: invitation.invitedBy,
          known: isKnown,
          signedIn: signedIn?.person.email === invitation.email,
        };
      },
    );

    app.post(
      '/invitations/:id/acceptance',
      {
        config: { allow: 'anyone' },
        schema: {
          tags,
          summary: 'Take up an invitation',
          description: 'With a name and a password for a new account, or with neither as the person who is signed in.',
          params: ById,
          body: z.object({ token: Token, name: Name.optional(), password: Password.optional() }),
          response: { 201: z.object({ email: z.string() }) },
        },
      },
      async (request, reply) => {
        await tries.count({ address: request.ip });
        const { token, name, password } = request.body;
        const signedIn = await sessions.read(request, reply);
        const isNew = name !== undefined && password !== undefined;
        const as = isNew ? { name: cleanLine(name, 256), password } : (signedIn?.person ?? null);
        const person = await ctx.db.transaction((tx) => accept(ctx, tx, { id: request.params.id, token, as }));
        if (isNew) await begin(request, reply, { email: person.email, password });
        return reply.code(201).send({ email: person.email });
      },
    );

    async function begin(
      request: FastifyRequest,
      reply: FastifyReply,
      body: { email: string; password: string },
    ): Promise<void> {
      const { headers } = await signIn.api.signInEmail({ body, headers: webHeaders(request), returnHeaders: true });
      passCookies(headers, reply);
    }
  };
