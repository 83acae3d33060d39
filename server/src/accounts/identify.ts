import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isOperatorKey } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { type Actor, requirePermission } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import { requireOwnPage } from '../platform/same-origin.ts';
import type { Business } from '../platform/schema.ts';
import { MINUTE } from '../platform/time.ts';
import { recordAudit } from './audit.ts';
import { keyDoor } from './keys.ts';
import { type Membership, membershipsOf } from './people.ts';
import { secondFactorRequired } from './problems.ts';
import type { SessionDoor, SignedIn } from './session-door.ts';
import { noteSeen } from './team.ts';

const keyMissing = () =>
  new Problem('key-missing', 401, 'Sign in, or send an API key as "Authorization: Bearer <key>".');
const keyUnknown = () =>
  new Problem(
    'key-unknown',
    401,
    'This key is not known here, was revoked or is over. Make a new one under Developers.',
  );
const businessUnknown = () =>
  new Problem('business-not-found', 404, 'There is no such business. Name one by id or slug in X-Business.');

declare module 'fastify' {
  interface FastifyRequest {
    /** The person who signed in, where they work, and the session; null for keys. */
    signedIn: (SignedIn & { memberships: Membership[] }) | null;
  }
}

export type Identity = {
  sessions: SessionDoor;
  businesses: () => Business[];
  /** Whether this business wants a second factor from such a person. */
  asksSecondFactor: (business: Business, role: Membership['role']) => boolean;
  publicUrl: string | null;
};

/**
 * Finds out who asks and about which business, and refuses whoever may not: a key of ours, the operator's key, or the
 * session of a person, who works in the business that `X-Business` names or in the one they were in last. A business
 * that is not theirs is answered like one that does not exist.
 */
export function identify(ctx: Ctx, parts: Identity) {
  const keys = keyDoor(ctx);
  const denials = denialLog(ctx);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { allow } = request.routeOptions.config;
    if (allow === undefined || allow === 'anyone') return;
    reply.header('cache-control', 'no-store'); // files say otherwise themselves
    const key = keyOf(request);
    if (key !== null) await letKeyIn(request, key);
    else await letPersonIn(request, reply);

    const { actor, business } = request;
    if (!actor) return; // a person without a business, on a route about themselves
    try {
      requirePermission(actor, allow);
    } catch (refused) {
      if (business) await denials.note(business, actor, `${request.method} ${request.routeOptions.url}`);
      throw refused;
    }
  };

  async function letKeyIn(request: FastifyRequest, key: string): Promise<void> {
    const wanted = wantedBusiness(request);
    if (keys.isKey(key)) {
      const found = await keys.open(key);
      if (!found) throw keyUnknown();
      if (wanted !== null && !isNamed(found.business, wanted)) throw businessUnknown();
      request.business = found.business;
      request.actor = found.actor;
      return;
    }
    if (!(await isOperatorKey(ctx.db, key))) throw keyUnknown();
    const all = parts.businesses();
    const business = wanted === null ? all[0] : all.find((one) => isNamed(one, wanted));
    if (!business && (wanted !== null || request.routeOptions.config.allow !== 'signed-in')) throw businessUnknown();
    request.business = business ?? null;
    request.actor = { kind: 'operator' };
  }

  async function letPersonIn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const signedIn = await parts.sessions.read(request, reply);
    if (!signedIn) throw keyMissing();
    requireOwnPage(request, parts.publicUrl);
    const { person } = signedIn;
    const memberships = await membershipsOf(ctx.db, person.id);
    request.signedIn = { ...signedIn, memberships };

    const isAboutThemselves = request.routeOptions.config.allow === 'signed-in';
    const wanted = wantedBusiness(request);
    const membership = wanted === null ? memberships[0] : memberships.find(({ business }) => isNamed(business, wanted));
    if (!membership) {
      if (wanted === null && isAboutThemselves) return;
      throw businessUnknown();
    }
    const { business, role } = membership;
    request.business = business;
    request.actor = { kind: 'person', id: person.id, name: person.name, role };
    if (!isAboutThemselves && !person.twoFactorEnabled && parts.asksSecondFactor(business, role))
      throw secondFactorRequired();
    if (!membership.lastSeenAt || ctx.now().getTime() - membership.lastSeenAt.getTime() > MINUTE)
      await noteSeen(ctx, { businessId: business.id, personId: person.id });
  }
}

/** Basic and other schemes are no keys of ours; browsers behind a password-protected proxy send them. */
function keyOf({ headers }: FastifyRequest): string | null {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = bearer ?? headers['x-api-key'];
  return typeof key === 'string' ? key : null;
}

/** `EventSource` cannot set headers: the event stream names its business in the query. */
function wantedBusiness({ headers, query }: FastifyRequest): string | null {
  const header = headers['x-business'];
  if (typeof header === 'string') return header;
  const named = typeof query === 'object' && query !== null && 'business' in query ? query.business : undefined;
  return typeof named === 'string' ? named : null;
}

const isNamed = ({ id, slug }: Business, wanted: string): boolean => id === wanted || slug === wanted;

const NOTED_PER_MINUTE = 10;

/** Refusals are written down, but a page that asks again and again does not fill the log. */
function denialLog(ctx: Ctx) {
  const pace = new RateLimiterMemory({ points: NOTED_PER_MINUTE, duration: 60 });
  return {
    async note(business: Business, actor: Actor, subject: string): Promise<void> {
      const who = 'id' in actor ? actor.id : 'operator';
      const isNew = await pace.consume(who).then(
        () => true,
        () => false,
      );
      if (isNew) await recordAudit(ctx.db, { businessId: business.id, actor, action: 'access.denied', subject });
    },
  };
}
