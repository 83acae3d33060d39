import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Ctx } from '../platform/context.ts';
import type { Mail } from '../platform/mail.ts';
import type { Business } from '../platform/schema.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { auditRoutes } from './audit-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { businessRoutes } from './business-routes.ts';
import { entranceRoutes } from './entrance-routes.ts';
import { type Identity, identify } from './identify.ts';
import { keyRoutes } from './key-routes.ts';
import { letters } from './letters.ts';
import { meRoutes } from './me-routes.ts';
import { sessionDoor } from './session-door.ts';
import { openSignIn } from './sign-in.ts';
import { teamRoutes } from './team-routes.ts';
import { keyedHash } from './tokens.ts';
import { countTries } from './tries.ts';

export type AccountsParts = {
  box: SecretBox;
  key: string; // of the installation
  origin: string; // where the console is
  publicUrl: string | null;
  mail: Mail | null;
  businesses: () => Business[];
  /** Whether real customers reach this business. */
  isConnected: (businessId: string) => boolean;
  /** Reads the businesses anew, after one was made. */
  refresh: () => Promise<void>;
};

/** Everything about who comes in: the hook that asks, and the routes of people, teams and keys. */
export function openAccounts(ctx: Ctx, parts: AccountsParts) {
  const { box, key, origin, publicUrl, mail, businesses, isConnected, refresh } = parts;
  const post = letters({ origin, mail, log: ctx.log });
  const signIn = openSignIn(ctx, { box, key, origin, sendReset: post.sendReset });
  const sessions = sessionDoor(ctx, signIn);
  const tries = countTries(ctx.db);
  const asksSecondFactor: Identity['asksSecondFactor'] = ({ id, secondFactor }, role) =>
    secondFactor === 'always' ||
    (secondFactor === 'connected' && (role === 'owner' || role === 'admin') && isConnected(id));
  const identity = { sessions, businesses, asksSecondFactor, publicUrl };
  const secret = keyedHash(key, 'sign-in');

  return {
    identify: identify(ctx, identity),
    setUpLink: post.setUpLink,
    /** Beside the API: `/api/auth`. */
    authRoutes: authRoutes(ctx, { signIn, secret, sessions, tries, publicUrl, canMail: mail !== null }),
    /**
     * @param walled sees one business only.
     */
    routes:
      (walled: Ctx): FastifyPluginAsyncZod =>
      async (app) => {
        await app.register(entranceRoutes(ctx, { signIn, sessions, tries, refresh }));
        await app.register(meRoutes(ctx, identity));
        await app.register(teamRoutes(ctx, post));
        await app.register(businessRoutes(ctx, refresh));
        await app.register(keyRoutes(walled));
        await app.register(auditRoutes(walled));
      },
  };
}
export type Accounts = ReturnType<typeof openAccounts>;
