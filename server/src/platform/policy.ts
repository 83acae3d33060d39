import type { FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from './problem.ts';

/** What a key or a role can be allowed: a thing, and whether to look at it or to change it. */
export const PERMISSIONS = [
  'messages:read',
  'messages:write', // send to customers
  'conversations:read',
  'conversations:write', // assign, note, take over, give back
  'contacts:read',
  'contacts:write',
  'consents:write',
  'products:read',
  'products:write',
  'orders:read',
  'orders:write',
  'production:read',
  'production:write',
  'flows:read',
  'flows:write',
  'faqs:read',
  'faqs:write',
  'templates:read',
  'templates:write',
  'channels:read',
  'channels:write',
  'reports:read',
  'ai:use',
  'business:write', // name, hours, languages
  'team:read',
  'team:write',
  'keys:read',
  'keys:write',
  'webhooks:read',
  'webhooks:write',
  'operations:read', // raw events, queues, dead letters
  'operations:write',
  'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const READS = PERMISSIONS.filter((permission) => permission.endsWith(':read'));
const OF_OWNERS: readonly Permission[] = ['keys:read', 'webhooks:read', 'operations:read', 'audit:read'];
const VIEWER = READS.filter((permission) => !OF_OWNERS.includes(permission));

/** What each role may do. An owner differs from an admin in what concerns owners: see accounts/. */
export const MAY: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  agent: [
    ...VIEWER,
    'messages:write',
    'conversations:write',
    'contacts:write',
    'consents:write',
    'orders:write',
    'production:write',
    'ai:use',
  ],
  viewer: VIEWER,
};

/** Who asks. */
export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role }
  | { kind: 'key'; id: string; name: string; scopes: readonly Permission[]; requestsPerMinute?: number }
  | { kind: 'operator' }; // whoever runs this installation, with the operator key

/** Whom a route lets in: who has the permission, every member of the business, or anybody. */
export type Allow = Permission | 'signed-in' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    allow?: Allow;
  }
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/**
 * A hook for routes as they are added: one that does not say whom it lets in stops the start. What it says stands in the
 * API's description too, as `x-allow`.
 */
export function requirePolicy(route: RouteOptions): void {
  const allow = route.config?.allow;
  if (!allow) throw new Error(`The route ${route.method} ${route.url} does not say whom it lets in: config.allow`);
  const security: Record<string, string[]>[] = allow === 'anyone' ? [] : [{ key: [] }, { session: [] }];
  route.schema = { ...route.schema, security, ...{ 'x-allow': allow } };
}

/** @throws not-allowed */
export function requirePermission(actor: Actor, allow: Allow): void {
  if (allow === 'anyone' || allow === 'signed-in' || actor.kind === 'operator') return;
  const may = actor.kind === 'person' ? MAY[actor.role] : actor.scopes;
  if (!may.includes(allow)) throw notAllowed(allow);
}

/** Who asks, on a route that lets nobody in without knowing. */
export function actorOf({ actor }: FastifyRequest): Actor {
  if (!actor) throw new Error('this route lets anybody in: nobody is known here');
  return actor;
}

const notAllowed = (allow: Permission) =>
  new Problem('not-allowed', 403, `This needs the permission ${allow}. Ask an owner or admin of the business for it.`, {
    permission: allow,
  });
