import { accountOf } from '../meta/account.ts';
import { findFlowById } from '../meta/flows.ts';
import type { World } from '../world.ts';
import { type Access, accessOf, MANAGEMENT, MESSAGING, type Permission, requirePermission } from './access.ts';
import type { Call, Reply } from './call.ts';
import { type Endpoint, ON_ACCOUNT, ON_APP, ON_NOTHING, ON_NUMBER } from './endpoints.ts';
import { GraphError, invalidParameter, unknownObject } from './errors.ts';
import { toFlow } from './flows.ts';
import { countManagement } from './management-rate.ts';
import { deleteMedia, downloadMedia, requiredMedia, resolveMedia } from './media.ts';
import { MEDIA_PATH } from './media-url.ts';
import { PICTURE_PATH, profilePicture } from './profile.ts';
import { QR_PATH, qrPicture } from './qr-links.ts';
import { changeTemplate, readTemplate, templateById } from './templates.ts';
import { continueUpload, readUpload } from './uploads.ts';

/** Versions v21.0 to v26.0 are alive; calls of older or no version are served by a living one. @see Graph API, Versions */
const VERSION = /^\/v(\d{1,2})\.0(?=\/|$)/;
const NEWEST_VERSION = 26;

/**
 * Finds out what a call is about and has it answered.
 *
 * @param call its path is still the one of the URL, below the base path.
 * @throws GraphError
 */
export async function dispatch(call: Call): Promise<Reply> {
  const { world, request, query } = call;
  const picture = await publicPicture(world, call.path);
  if (picture) return picture;
  const access = accessOf(world, request, query.get('access_token'));
  if (call.path === MEDIA_PATH) return downloadMedia(world, query);

  const path = unversioned(call.path);
  const [id = '', edge = '', ...rest] = path.slice(1).split('/').map(decoded);
  const inside: Call = { ...call, path, rest };
  const verb = `${call.method} ${edge}`;
  const key = rest.length > 0 ? `${verb}/*` : verb;
  const business = world.businesses.get(id);
  if (business) {
    const endpoint = found(ON_NUMBER, key, call.method);
    return counted(inside, business.wabaId, access, endpoint.needs, () => endpoint.answer({ ...inside, business }));
  }
  if (world.accounts.has(id)) {
    const endpoint = found(ON_ACCOUNT, key, call.method);
    const account = accountOf(world, id);
    return counted(inside, id, access, endpoint.needs, () => endpoint.answer({ ...inside, account }));
  }
  if (id === world.settings.appId || id === 'app') return found(ON_APP, key, call.method).answer(inside);
  const alone = ON_NOTHING[`${call.method} ${id}`];
  if (alone && edge === '') return alone.answer(inside);
  return toThing(inside, access, id, verb);
}

/** A template, a Flow, an upload or a file: found by its id alone. */
async function toThing(call: Call, access: Access, id: string, verb: string): Promise<Reply> {
  const { world, method } = call;
  if (/^upload:/.test(id)) return method === 'POST' ? continueUpload(call, id) : readUpload(call, id);
  const template = templateById(world, id);
  if (template) {
    return counted(call, template.wabaId, access, MANAGEMENT, () => {
      if (verb === 'GET ') return readTemplate(call, template);
      if (verb === 'POST ') return changeTemplate(call, template);
      throw unsupported(verb);
    });
  }
  const flow = findFlowById(world, id);
  if (flow) return counted(call, flow.wabaId, access, MANAGEMENT, () => toFlow(call, flow, verb));
  if (!/^\d+$/.test(id)) throw verb.endsWith(' ') ? unknownPath(call.path) : unknownObject(id, method);
  if (!verb.endsWith(' ')) throw unknownObject(id, method);
  requirePermission(access, MESSAGING);
  const media = requiredMedia(call, id);
  if (method === 'GET') return resolveMedia(call, media);
  if (method === 'DELETE') return deleteMedia(world, media);
  throw unknownObject(id, method);
}

/** Checks the permission, and counts calls that manage toward the account's hourly rate. */
async function counted(
  call: Call,
  wabaId: string,
  access: Access,
  needed: Permission,
  answer: () => Reply | Promise<Reply>,
): Promise<Reply> {
  if (access.accounts && !access.accounts.includes(wabaId)) throw unknownObject(wabaId, call.method);
  requirePermission(access, needed);
  if (needed === MESSAGING) return answer();
  const headers = countManagement(call.world, wabaId);
  return { ...(await answer()), headers };
}

function found<Kind extends Call>(table: Record<string, Endpoint<Kind>>, key: string, method: string): Endpoint<Kind> {
  const endpoint = table[key];
  if (endpoint) return endpoint;
  throw unsupported(key || method);
}

/** Printed codes and profile pictures are for everybody. */
async function publicPicture(world: World, path: string): Promise<Reply | null> {
  if (path.startsWith(QR_PATH)) return qrPicture(world, path.slice(QR_PATH.length));
  if (path.startsWith(PICTURE_PATH)) return profilePicture(world, path.slice(PICTURE_PATH.length));
  return null;
}

function unversioned(path: string): string {
  const version = VERSION.exec(path);
  if (!version) return path;
  if (Number(version[1]) > NEWEST_VERSION) throw unknownPath(path);
  return path.slice(version[0].length);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidParameter('The path is not well encoded.');
  }
}

export const unknownPath = (path: string) => new GraphError(2500, { title: `Unknown path components: ${path}` });
const unsupported = (verb: string) =>
  new GraphError(100, { title: `Unsupported request: ${verb.trim()} is not part of the emulator yet.` });
