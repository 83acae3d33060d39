import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import { requireOwnPage } from '../platform/same-origin.ts';
import { recordAudit } from './audit.ts';
import type { AuditAction } from './audit-actions.ts';
import { requireGoodPassword } from './passwords.ts';
import { endSessions, membershipsOf, personByEmail, plainEmail, sessionsOf } from './people.ts';
import {
  codeWrong,
  linkInvalid,
  passwordWrong,
  secondFactorExpired,
  secondFactorRefused,
  signInRefused,
  tooManyTries,
} from './problems.ts';
import type { Person } from './schema.ts';
import { passCookies, type SessionDoor, type SignedIn, webHeaders } from './session-door.ts';
import { recoveryCode, type SignIn } from './sign-in.ts';
import type { Tries } from './tries.ts';

const Password = z.string().min(1).max(1_024);
const Code = z.string().trim().min(6).max(32);
const Done = z.object({ done: z.literal(true) });

export type AuthParts = {
  signIn: SignIn;
  secret: string; // under which recovery codes are hashed
  sessions: SessionDoor;
  tries: Tries;
  publicUrl: string | null;
  canMail: boolean;
};

/**
 * `/api/auth`: signing in and out, passwords, the second factor. A narrow door to the sign-in library: only what stands
 * here is reachable, tokens stay in cookies, and its errors are told in our words.
 */
export const authRoutes =
  (ctx: Ctx, parts: AuthParts): FastifyPluginAsyncZod =>
  async (app) => {
    const { signIn, secret, sessions, tries } = parts;
    app.addHook('onRequest', async (request) => requireOwnPage(request, parts.publicUrl));

    app.get('/options', { schema: { hide: true, response: { 200: z.object({ mail: z.boolean() }) } } }, async () => ({
      mail: parts.canMail,
    }));

    app.post(
      '/sign-in/email',
      {
        schema: {
          hide: true,
          body: z.object({ email: z.string().max(320), password: Password }),
          response: { 200: z.object({ next: z.enum(['done', 'second-factor']) }) },
        },
      },
      async (request, reply) => {
        const { email, password } = request.body;
        await tries.count({ account: email, address: request.ip });
        const person = await personByEmail(ctx.db, email);
        const body = { email: plainEmail(email), password };
        const answer = await ask(request, reply, '/sign-in/email', body).catch(async (refused: unknown) => {
          if (person) await note(person, 'session.refused', request);
          throw refused;
        });
        if ('twoFactorRedirect' in answer) return { next: 'second-factor' as const };
        await tries.forget(email);
        if (person) await note(person, 'session.started', request);
        return { next: 'done' as const };
      },
    );

    for (const [path, change] of [
      ['/two-factor/verify-totp', (code: string) => code.replaceAll(' ', '')],
      ['/two-factor/verify-backup-code', (code: string) => recoveryCode(secret, code)],
    ] as const) {
      app.post(
        path,
        { schema: { hide: true, body: z.object({ code: Code }), response: { 200: Done } } },
        async (request, reply) => {
          await tries.count({ address: request.ip });
          const before = await sessions.read(request, reply);
          const open = before ? await openSessions(before) : [];
          const answer = await ask(request, reply, path, { code: change(request.body.code) });
          const person = before?.person ?? (await personOf(answer));
          if (!person) return { done: true as const };
          if (!before) await note(person, 'session.started', request);
          else if (!before.person.twoFactorEnabled) await changed(before, open, 'second_factor.on', request);
          if (!before) await tries.forget(person.email);
          return { done: true as const };
        },
      );
    }

    app.post('/sign-out', { schema: { hide: true, response: { 200: Done } } }, async (request, reply) => {
      await ask(request, reply, '/sign-out', {});
      return { done: true as const };
    });

    app.post(
      '/change-password',
      {
        schema: {
          hide: true,
          body: z.object({ currentPassword: Password, newPassword: Password }),
          response: { 200: Done },
        },
      },
      async (request, reply) => {
        const before = await signedIn(request, reply);
        await tries.count({ account: before.person.email, address: request.ip });
        requireGoodPassword(request.body.newPassword, before.person);
        const open = await openSessions(before);
        await ask(request, reply, '/change-password', { ...request.body, revokeOtherSessions: true });
        await tries.forget(before.person.email);
        await changed(before, open, 'password.changed', request);
        return { done: true as const };
      },
    );

    app.post(
      '/request-password-reset',
      { schema: { hide: true, body: z.object({ email: z.string().max(320) }), response: { 200: Done } } },
      async (request, reply) => {
        const { email } = request.body;
        await tries.count({ account: email, address: request.ip });
        if (parts.canMail) await ask(request, reply, '/request-password-reset', { email: plainEmail(email) });
        return { done: true as const };
      },
    );

    app.post(
      '/reset-password',
      {
        schema: {
          hide: true,
          body: z.object({ token: z.string().max(256), newPassword: Password }),
          response: { 200: Done },
        },
      },
      async (request, reply) => {
        await tries.count({ address: request.ip });
        requireGoodPassword(request.body.newPassword);
        await ask(request, reply, '/reset-password', request.body);
        return { done: true as const };
      },
    );

    app.post(
      '/two-factor/enable',
      {
        schema: {
          hide: true,
          body: z.object({ password: Password }),
          response: { 200: z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) }) },
        },
      },
      async (request, reply) => {
        const { person } = await signedIn(request, reply);
        await tries.count({ account: person.email, address: request.ip });
        const answer = await ask(request, reply, '/two-factor/enable', { ...request.body, method: 'totp' });
        return Enabled.parse(answer);
      },
    );

    app.post(
      '/two-factor/disable',
      { schema: { hide: true, body: z.object({ password: Password }), response: { 200: Done } } },
      async (request, reply) => {
        const before = await signedIn(request, reply);
        await tries.count({ account: before.person.email, address: request.ip });
        const open = await openSessions(before);
        await ask(request, reply, '/two-factor/disable', request.body);
        await changed(before, open, 'second_factor.off', request);
        return { done: true as const };
      },
    );

    app.post(
      '/two-factor/generate-backup-codes',
      {
        schema: {
          hide: true,
          body: z.object({ password: Password }),
          response: { 200: z.object({ recoveryCodes: z.array(z.string()) }) },
        },
      },
      async (request, reply) => {
        const before = await signedIn(request, reply);
        await tries.count({ account: before.person.email, address: request.ip });
        const answer = await ask(request, reply, '/two-factor/generate-backup-codes', request.body);
        await note(before.person, 'second_factor.codes', request);
        return NewCodes.parse(answer);
      },
    );

    /** @throws key-missing */
    async function signedIn(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
      const found = await sessions.read(request, reply);
      if (!found)
        throw new Problem('key-missing', 401, 'Sign in, or send an API key as "Authorization: Bearer <key>".');
      return found;
    }

    /** The library's answer; what it says wrong becomes a problem of ours. Its cookies go on to the browser. */
    async function ask(request: FastifyRequest, reply: FastifyReply, path: string, body: object): Promise<object> {
      const headers = webHeaders(request);
      headers.set('content-type', 'application/json');
      headers.delete('content-length');
      const url = new URL(`/api/auth${path}`, signIn.options.baseURL);
      const response = await signIn.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
      const answer: unknown = await response.json().catch(() => null);
      if (!response.ok) throw problemOf(answer, response.status);
      passCookies(response.headers, reply);
      return typeof answer === 'object' && answer !== null ? answer : {};
    }

    /** What was signed in before such a change ends; the session that made it has just been made anew. */
    async function changed(
      { person }: SignedIn,
      open: string[],
      action: AuditAction,
      request: FastifyRequest,
    ): Promise<void> {
      await endSessions(ctx.db, person.id, { ids: open });
      await note(person, action, request);
    }

    const openSessions = async ({ person }: SignedIn): Promise<string[]> =>
      (await sessionsOf(ctx, person.id)).map(({ id }) => id);

    async function personOf(answer: object): Promise<Person | null> {
      const { success, data } = WithPerson.safeParse(answer);
      return success ? personByEmail(ctx.db, data.user.email) : null;
    }

    /** In every business where the person works: each has its own log. */
    async function note(person: Person, action: AuditAction, { ip }: FastifyRequest): Promise<void> {
      for (const { business, role } of await membershipsOf(ctx.db, person.id)) {
        const isTheirs = action !== 'session.refused';
        const actor = isTheirs
          ? ({ kind: 'person', id: person.id, name: person.name, role } as const)
          : ({ kind: 'nobody', name: 'Nobody' } as const);
        await recordAudit(ctx.db, { businessId: business.id, actor, action, subject: person.email, address: ip });
      }
    }
  };

const WithPerson = z.object({ user: z.object({ email: z.string() }) });
const Enabled = z
  .object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
  .transform(({ totpURI, backupCodes }) => ({ uri: totpURI, recoveryCodes: backupCodes }));
const NewCodes = z
  .object({ backupCodes: z.array(z.string()) })
  .transform(({ backupCodes }) => ({ recoveryCodes: backupCodes }));

/** What the library says went wrong, by its code. */
function problemOf(answer: unknown, status: number): Problem {
  const code =
    typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string'
      ? answer.code
      : '';
  switch (code) {
    case 'INVALID_EMAIL':
    case 'INVALID_EMAIL_OR_PASSWORD':
      return signInRefused();
    case 'INVALID_PASSWORD':
      return passwordWrong();
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      return codeWrong();
    case 'INVALID_TWO_FACTOR_COOKIE':
      return secondFactorExpired();
    case 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE':
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      return tooManyTries(900);
    case 'INVALID_TOKEN':
      return linkInvalid();
  }
  if (status === 400 || status === 409) return secondFactorRefused();
  return new Problem(
    'sign-in-failed',
    status >= 500 ? 500 : 400,
    'Signing in did not work. Load the page again and try once more.',
  );
}
