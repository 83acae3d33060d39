import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from './policy.ts';
import { Problem } from './problem.ts';
import { MINUTE, SECOND } from './time.ts';

/** Requests a minute on one node. */
export type RateLimits = { key: number; person: number; address: number };

export const RATE_LIMITS: RateLimits = { key: 600, person: 1_200, address: 300 };

/** From one address: keys and sessions that were not right. More is somebody who guesses. */
const WRONG_PER_MINUTE = 300;

const tooManyRequests = (retryAfterSeconds: number) =>
  new Problem('too-many-requests', 429, 'Too many requests. Wait as long as Retry-After says.', { retryAfterSeconds });

/**
 * Holds everybody who calls the routes of `app` to a pace: each key (its own), each person, and for routes that are
 * open to all, each address. Counted in memory: N nodes allow N times as much, which protects them as well.
 *
 * Every answer says what is left. Whoever holds the operator key runs this installation and is not limited.
 *
 * @see draft-ietf-httpapi-ratelimit-headers, "RateLimit-Policy" and "RateLimit"; RFC 9110, "Retry-After"
 */
export function limitRates(app: FastifyInstance, limits: RateLimits | null): void {
  if (!limits) return;
  const seconds = MINUTE / SECOND;
  const counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: seconds });
  const wrong = new RateLimiterMemory({ points: WRONG_PER_MINUTE, duration: seconds });

  app.addHook('onRequest', async (request) => {
    const guesses = await wrong.get(request.ip);
    if (guesses && guesses.consumedPoints > WRONG_PER_MINUTE) throw tooManyRequests(secondsUntil(guesses));
  });
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 401) await count(wrong, request.ip);
  });
  // After all hooks that find out who asks.
  app.addHook('preParsing', async (request, reply) => {
    const held = heldTo(limits, request.actor, request);
    if (!held) return;
    const used = await count(counts, held.who);
    tell(reply, held, used);
    if (used.consumedPoints > held.limit) throw tooManyRequests(secondsUntil(used));
  });
}

type Held = { who: string; policy: keyof RateLimits; limit: number };

function heldTo(limits: RateLimits, actor: Actor | null, { ip }: FastifyRequest): Held | null {
  if (!actor) return { who: `address ${ip}`, policy: 'address', limit: limits.address };
  if (actor.kind === 'operator') return null;
  const limit = actor.kind === 'key' ? (actor.requestsPerMinute ?? limits.key) : limits.person;
  return { who: `${actor.kind} ${actor.id}`, policy: actor.kind, limit };
}

/** Counts beyond the limit too: the library's refusal is a count like any other. */
async function count(limiter: RateLimiterMemory, who: string): Promise<RateLimiterRes> {
  return limiter.consume(who).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
}

function tell(reply: FastifyReply, { policy, limit }: Held, used: RateLimiterRes): void {
  const left = Math.max(0, limit - used.consumedPoints);
  reply.header('ratelimit-policy', `"${policy}";q=${limit};w=${MINUTE / SECOND}`);
  reply.header('ratelimit', `"${policy}";r=${left};t=${secondsUntil(used)}`);
}

const secondsUntil = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / SECOND));
