import { eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { actorOf, ROLES } from '../platform/policy.ts';
import { businesses } from '../platform/schema.ts';
import { recordAudit } from './audit.ts';
import { type Invitation, invite, listInvitations, revokeInvitation } from './invitations.ts';
import type { Letters } from './letters.ts';
import { memberNotFound } from './problems.ts';
import { changeRole, findMember, listTeam, type Member, removeMember, requireOwner } from './team.ts';

const MemberView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  secondFactor: z.boolean(),
  joinedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable().describe('To the minute.'),
});

const InvitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

const ById = z.object({ id: z.uuid() });
const SecondFactorRule = z.object({
  rule: z
    .enum(['connected', 'always', 'off'])
    .describe('connected: from owners and admins once a real number is connected. always: from everybody.'),
});

/** `/api/v1/team`: who works for the business, and who is invited. */
export const teamRoutes =
  (ctx: Ctx, letters: Letters): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['team'];

    app.get(
      '/team',
      {
        config: { allow: 'team:read' },
        schema: {
          tags,
          summary: 'The team, by name',
          response: { 200: z.object({ items: z.array(MemberView) }) },
        },
      },
      async (request) => ({ items: (await listTeam(ctx.db, businessOf(request).id)).map(memberView) }),
    );

    app.patch(
      '/team/:id',
      {
        config: { allow: 'team:write' },
        schema: {
          tags,
          summary: 'Give somebody another role',
          description: 'They are signed out everywhere. Only owners make and unmake owners; one owner always stays.',
          params: ById,
          body: z.object({ role: z.enum(ROLES) }),
          response: { 200: MemberView },
        },
      },
      async (request) => {
        const key = { businessId: businessOf(request).id, personId: request.params.id };
        const member = await ctx.db.transaction(async (tx) => {
          await changeRole(tx, key, { role: request.body.role, actor: actorOf(request) });
          return findMember(tx, key);
        });
        if (!member) throw memberNotFound();
        return memberView(member);
      },
    );

    app.delete(
      '/team/:id',
      {
        config: { allow: 'team:write' },
        schema: {
          tags,
          summary: 'Take somebody out of the team',
          description: 'They are signed out everywhere. What they did keeps their name.',
          params: ById,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const key = { businessId: businessOf(request).id, personId: request.params.id };
        await ctx.db.transaction((tx) => removeMember(tx, key, actorOf(request)));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/team/invitations',
      {
        config: { allow: 'team:read' },
        schema: {
          tags,
          summary: 'Invitations nobody has taken up yet',
          response: { 200: z.object({ items: z.array(InvitationView) }) },
        },
      },
      async (request) => ({ items: (await listInvitations(ctx.db, businessOf(request).id)).map(invitationView) }),
    );

    app.post(
      '/team/invitations',
      {
        config: { allow: 'team:write' },
        schema: {
          tags,
          summary: 'Invite somebody',
          description:
            'The link works once, for seven days, and is shown this once; it is mailed too when mail is set up. An open invitation to the same address is replaced.',
          body: z.object({ email: z.email().max(320), role: z.enum(ROLES) }),
          response: { 201: z.object({ invitation: InvitationView, link: z.string(), mailed: z.boolean() }) },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const actor = actorOf(request);
        const made = await ctx.db.transaction((tx) =>
          invite(ctx, tx, { businessId: business.id, actor, ...request.body }),
        );
        const link = letters.invitationLink(made.invitation.id, made.token);
        const wishes = [made.language, request.signedIn?.person.language, request.headers['accept-language']];
        const mailed = letters.sendInvitation(made.invitation, business, link, wishes);
        return reply.code(201).send({ invitation: invitationView(made.invitation), link, mailed });
      },
    );

    app.delete(
      '/team/invitations/:id',
      {
        config: { allow: 'team:write' },
        schema: { tags, summary: 'Take an invitation back', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        const which = { businessId: businessOf(request).id, id: request.params.id, actor: actorOf(request) };
        await ctx.db.transaction((tx) => revokeInvitation(ctx, tx, which));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/team/second-factor',
      {
        config: { allow: 'team:read' },
        schema: { tags, summary: 'From whom the second factor is asked', response: { 200: SecondFactorRule } },
      },
      async (request) => ({ rule: businessOf(request).secondFactor }),
    );

    app.put(
      '/team/second-factor',
      {
        config: { allow: 'team:write' },
        schema: {
          tags,
          summary: 'Ask for the second factor, or not',
          description: 'Only owners may change this.',
          body: SecondFactorRule,
          response: { 200: SecondFactorRule },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        requireOwner(actor);
        const business = businessOf(request);
        const { rule } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async () => {
          await ctx.db.transaction(async (tx) => {
            await tx.update(businesses).set({ secondFactor: rule }).where(eq(businesses.id, business.id));
            await recordAudit(tx, {
              businessId: business.id,
              actor,
              action: 'team.second_factor',
              subject: business.name,
              before: { rule: business.secondFactor },
              after: { rule },
            });
          });
          return { status: 200, body: { rule } };
        });
        return SecondFactorRule.parse(answer.body);
      },
    );
  };

const memberView = ({ joinedAt, lastSeenAt, ...member }: Member) => ({
  id: member.id,
  name: member.name,
  email: member.email,
  role: member.role,
  secondFactor: member.secondFactor,
  joinedAt: joinedAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});

const invitationView = ({ id, email, role, invitedBy, createdAt, expiresAt }: Invitation) => ({
  id,
  email,
  role,
  invitedBy,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
