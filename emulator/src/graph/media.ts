import type { StoredMedia } from '../records.ts';
import type { World } from '../world.ts';
import { answer, type Call, formOf, type NumberCall, originOf, type Reply, success } from './call.ts';
import { invalidParameter, unknownObject } from './errors.ts';
import { bareType, kindOf, MEDIA_RULES, UPLOAD_TYPES } from './media-rules.ts';
import { mediaIdOf, mediaUrl } from './media-url.ts';

const DAY_MS = 86_400_000;
/** @see WhatsApp Business Platform, Media: uploaded ids live 30 days, ids from webhooks 7. */
const LIVES_MS = { business: 30 * DAY_MS, customer: 7 * DAY_MS, link: 30 * DAY_MS };

/** A type becomes a header when the file is fetched. */
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * `POST /{PHONE_NUMBER_ID}/media`: a multipart form with `messaging_product`, `file` and `type`.
 *
 * @throws GraphError 100
 */
export async function uploadMedia({ world, business, request, body }: NumberCall): Promise<Reply> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data'))
    throw invalidParameter('The parameter file is required.');
  const form = await formOf(request, body);
  if (form.get('messaging_product') !== 'whatsapp')
    throw invalidParameter('The parameter messaging_product is required.');
  const file = form.get('file');
  if (!(file instanceof File)) throw invalidParameter('The parameter file is required.');
  const declared = form.get('type');
  const mimeType = typeof declared === 'string' && declared.includes('/') ? declared : file.type;
  if (!UPLOAD_TYPES.includes(bareType(mimeType)) || !PRINTABLE.test(mimeType)) {
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${UPLOAD_TYPES.join(', ')}. Received file of type '${mimeType}'.`,
    );
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  const { largestBytes } = MEDIA_RULES[kindOf(mimeType)];
  if (bytes.length === 0) throw invalidParameter('Param file must not be empty.');
  if (bytes.length > largestBytes)
    throw invalidParameter(
      `Param file has ${bytes.length} bytes; at most ${largestBytes} are allowed for ${mimeType}.`,
    );
  const media = world.media.add(world.random.digits(16), bytes, {
    mimeType,
    origin: 'business',
    numberId: business.phoneNumberId,
    storedAt: world.clock.now().getTime(),
    ...(file.name ? { fileName: file.name } : {}),
  });
  return answer({ id: media.id });
}

/** `GET /{MEDIA_ID}`: where the bytes are for the next five minutes. */
export function resolveMedia(call: Call, media: StoredMedia): Reply {
  return answer({
    url: mediaUrl(call.world, media.id, originOf(call)),
    mime_type: media.mimeType,
    sha256: media.sha256,
    file_size: media.sizeBytes,
    id: media.id,
    messaging_product: 'whatsapp',
  });
}

export function deleteMedia(world: World, media: StoredMedia): Reply {
  world.media.remove(media.id);
  return success();
}

/** The bytes behind a media URL; 404 when the URL is forged or too old, as Meta's media host answers. */
export function downloadMedia(world: World, query: URLSearchParams): Reply {
  const id = mediaIdOf(world, query);
  const media = id === null ? null : livingMedia(world, id);
  const bytes = media && world.media.bytes(media.id);
  if (!media || !bytes) return { status: 404, body: 'Not found', type: 'text/plain' };
  return { status: 200, body: bytes, type: media.mimeType };
}

/** @returns null when there is no such file or its id has expired. */
export function livingMedia(world: World, id: string): StoredMedia | null {
  const media = world.media.find(id);
  if (!media || world.clock.now().getTime() > media.storedAt + LIVES_MS[media.origin]) return null;
  return media;
}

/** An id that is neither a number, an account nor a file. */
export function requiredMedia({ world, method, query }: Call, id: string): StoredMedia {
  const media = livingMedia(world, id);
  const owner = query.get('phone_number_id');
  const isOthers = owner !== null && media?.numberId !== undefined && media.numberId !== owner;
  if (!media || isOthers) throw unknownObject(id, method);
  return media;
}
