import type { IncomingMessage } from 'node:http';
import type { World } from '../world.ts';
import { answer, type Call, type Reply } from './call.ts';
import { GraphError } from './errors.ts';

/** @see Graph API, Permissions: the first sends and receives, the second does everything else. */
export const MESSAGING = 'whatsapp_business_messaging';
export const MANAGEMENT = 'whatsapp_business_management';
export type Permission = typeof MESSAGING | typeof MANAGEMENT;

/** A token beside the emulator's usual one. */
export type TokenOptions = {
  token: string;
  /** Both when absent. */
  permissions?: Permission[];
  /** ISO time; afterwards it is answered with 190, subcode 463. */
  expiresAt?: string;
  /** Accounts it reaches; all when absent. */
  accounts?: string[];
};

/** What the bearer of a call may do. */
export type Access = { permissions: Permission[]; accounts: string[] | null };

const ALL: Access = { permissions: [MESSAGING, MANAGEMENT], accounts: null };

/** An app token: the app speaks for itself, and for no account. @see Graph API, "App access tokens" */
const AS_APP: Access = { permissions: [MANAGEMENT], accounts: [] };

/**
 * Reads the token of a call.
 *
 * @throws 104 without one, 190 with a wrong or expired one.
 */
export function accessOf(world: World, request: IncomingMessage, inQuery: string | null): Access {
  const header = request.headers.authorization;
  const good = world.chance.goodToken(world.settings.accessToken);
  if (good !== null && (header === `Bearer ${good}` || inQuery === good)) return ALL;
  if (header === undefined && inQuery === null) throw new GraphError(104);
  return accessBy(world, inQuery ?? header?.replace(/^(Bearer|OAuth)\s+/i, '') ?? '', good);
}

/** @throws 10 for sending and 200 for managing without the permission for it. */
export function requirePermission({ permissions }: Access, needed: Permission): void {
  if (permissions.includes(needed)) return;
  if (needed === MESSAGING) throw new GraphError(10);
  throw new GraphError(200, { title: `Requires ${MANAGEMENT} permission to manage the object` });
}

/** `GET /debug_token?input_token=…`, which set-up checks call. Not in the reference. */
export function debugToken({ world, query }: Call): Reply {
  const token = query.get('input_token') ?? '';
  const good = world.chance.goodToken(world.settings.accessToken);
  const about = { app_id: world.settings.appId, type: 'SYSTEM_USER', application: 'Emulator' };
  try {
    const { permissions } = accessBy(world, token, good);
    const { expiresAt } = world.settings.tokens.find((one) => one.token === token) ?? {};
    const expires = expiresAt === undefined ? 0 : Math.floor(Date.parse(expiresAt) / 1000);
    return answer({ data: { ...about, is_valid: true, expires_at: expires, scopes: permissions } });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { code, message, subcode } = error;
    return answer({
      data: { ...about, is_valid: false, scopes: [], error: { code, message, ...(subcode ? { subcode } : {}) } },
    });
  }
}

function accessBy(world: World, token: string, good: string | null): Access {
  if (token === good) return ALL;
  if (token === `${world.settings.appId}|${world.settings.appSecret}`) return AS_APP;
  const known = world.settings.tokens.find((one) => one.token === token);
  if (!known) throw new GraphError(190);
  if (known.expiresAt !== undefined && world.clock.now().getTime() >= Date.parse(known.expiresAt)) {
    throw new GraphError(190, {
      title: `Error validating access token: Session has expired on ${known.expiresAt}.`,
      subcode: 463,
    });
  }
  return { permissions: known.permissions ?? ALL.permissions, accounts: known.accounts ?? null };
}
