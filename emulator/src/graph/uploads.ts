import { numeric, said } from '../json.ts';
import type { World } from '../world.ts';
import { answer, type Call, parametersOf, type Reply } from './call.ts';
import { invalidParameter, unknownObject } from './errors.ts';

/**
 * The Resumable Upload API: a session, then the bytes, then a handle for template samples and the profile picture.
 *
 * @see Graph API, Resumable Upload (not read again for this edition)
 */

/** An upload under way, by session; and what became of it, by handle. */
export type Uploads = { sessions: Map<string, Session>; files: Map<string, string> };
type Session = { type: string; name: string; length: number; bytes: Buffer };

const LARGEST = 100 * 1024 * 1024;

export const createUploads = (): Uploads => ({ sessions: new Map(), files: new Map() });

/** `POST /{APP_ID}/uploads?file_length=…&file_type=…` */
export async function beginUpload(call: Call): Promise<Reply> {
  const { file_length: length, file_type: type, file_name: name } = await parametersOf(call);
  const size = numeric(length);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST)
    throw invalidParameter(`Param file_length must be from 1 to ${LARGEST}.`);
  if (typeof type !== 'string' || !/^[\w.+-]+\/[\w.+-]+$/.test(type))
    throw invalidParameter('The parameter file_type is required.');
  const id = `upload:${Buffer.from(call.world.random.hex(32), 'hex').toString('base64url')}`;
  call.world.uploads.sessions.set(id, { type, name: said(name ?? 'file'), length: size, bytes: Buffer.alloc(0) });
  return answer({ id });
}

/** `POST /upload:{SESSION}` with the bytes from `file_offset` on. */
export function continueUpload({ world, request, body }: Call, id: string): Reply {
  const session = world.uploads.sessions.get(id);
  if (!session) throw unknownObject(id, 'POST');
  const offset = Number(request.headers.file_offset);
  if (offset !== session.bytes.length)
    throw invalidParameter(`The header file_offset must be ${session.bytes.length}.`);
  session.bytes = Buffer.concat([session.bytes, body]);
  if (session.bytes.length > session.length) throw invalidParameter('There are more bytes than file_length says.');
  if (session.bytes.length < session.length) return answer({ id, file_offset: session.bytes.length });
  world.uploads.sessions.delete(id);
  return answer({ h: keep(world, session) });
}

/** `GET /upload:{SESSION}`: how far it came. */
export function readUpload({ world }: Call, id: string): Reply {
  const session = world.uploads.sessions.get(id);
  if (!session) throw unknownObject(id, 'GET');
  return answer({ id, file_offset: session.bytes.length });
}

/** @returns the file behind a handle, null when there is none. */
export function takeUpload(world: World, handle: string): string | null {
  return world.uploads.files.get(handle) ?? null;
}

function keep(world: World, { type, name, bytes }: Session): string {
  const media = world.media.add(world.random.digits(16), bytes, {
    mimeType: type,
    fileName: name,
    origin: 'business',
    storedAt: world.clock.now().getTime(),
  });
  const handle = `4::${Buffer.from(`${type}:${media.id}:${world.random.hex(16)}`).toString('base64url')}`;
  world.uploads.files.set(handle, media.id);
  return handle;
}
