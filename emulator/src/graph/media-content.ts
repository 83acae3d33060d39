import type { Json } from '../json.ts';
import type { BubbleContent, Media } from '../phone-api.ts';
import type { World } from '../world.ts';
import { failureOf, invalidParameter, missingParameter } from './errors.ts';
import { onlyKeys, optionalTextIn } from './fields.ts';
import { misfit, typeByExtension } from './media-rules.ts';
import type { MediaKind, Sendable } from './sendable.ts';

/** @see WhatsApp Business Platform, Messages, Media messages */
const LONGEST_CAPTION = 1_024;
const LONGEST_FILE_NAME = 240;
const LONGEST_URL = 2_048;

/** @see WhatsApp Business Platform, Media: ids of uploads live for 30 days. */
const UPLOAD_LIVES_MS = 30 * 86_400_000;

const KEYS: Record<MediaKind, Set<string>> = {
  image: new Set(['id', 'link', 'caption']),
  video: new Set(['id', 'link', 'caption']),
  audio: new Set(['id', 'link', 'voice']),
  document: new Set(['id', 'link', 'caption', 'filename']),
  sticker: new Set(['id', 'link']),
};

/** An image, video, audio, document or sticker as a message of its own. */
export function mediaContent(world: World, kind: MediaKind, value: Json): Sendable {
  onlyKeys(value, KEYS[kind], kind);
  const caption = optionalTextIn(value, 'caption', `${kind}['caption']`, LONGEST_CAPTION);
  const { media, ...rest } = mediaAt(world, kind, value, kind);
  return { content: shown(kind, media, caption, value.voice === true), category: 'service', ...rest };
}

/** The file behind `id` or `link`, wherever a message can have one (headers too). */
export function mediaAt(
  world: World,
  kind: MediaKind,
  value: Json,
  path: string,
): { media: Media } & Pick<Sendable, 'links' | 'failure'> {
  const id = optionalTextIn(value, 'id', `${path}['id']`, LONGEST_URL);
  const link = optionalTextIn(value, 'link', `${path}['link']`, LONGEST_URL);
  if (id !== undefined && link !== undefined) throw invalidParameter(`Only one of id and link may be set in ${path}.`);
  const fileName = optionalTextIn(value, 'filename', `${path}['filename']`, LONGEST_FILE_NAME);
  if (id !== undefined) return uploaded(world, kind, id, path, fileName);
  if (link !== undefined) return linked(world, kind, link, path, fileName);
  throw missingParameter(`One of ${path}['id'] and ${path}['link'] is required.`);
}

function uploaded(world: World, kind: MediaKind, id: string, path: string, fileName: string | undefined) {
  const file = world.media.find(id);
  if (file?.origin !== 'business' || world.clock.now().getTime() > file.storedAt + UPLOAD_LIVES_MS) {
    throw invalidParameter(`Param ${path}['id'] is not a valid whatsapp business account media attachment ID`);
  }
  const reason = misfit(kind, file.mimeType, file.sizeBytes);
  const media = named({ mediaId: id, mimeType: file.mimeType, sizeBytes: file.sizeBytes }, fileName ?? file.fileName);
  return reason ? { media, failure: failureOf(131053, reason) } : { media };
}

function linked(world: World, kind: MediaKind, link: string, path: string, fileName: string | undefined) {
  if (!/^https?:\/\/./i.test(link) || !URL.canParse(link)) {
    throw invalidParameter(`Param ${path}['link'] is not a valid URI.`);
  }
  const media = named({ mediaId: world.random.digits(16), mimeType: typeByExtension(link), sizeBytes: 0 }, fileName);
  return { media, links: [{ url: link, kind, media }] };
}

function named(media: Media, fileName: string | undefined): Media {
  return fileName === undefined ? media : { ...media, fileName };
}

function shown(kind: MediaKind, media: Media, caption: string | undefined, voice: boolean): BubbleContent {
  if (kind === 'audio') return { type: 'audio', media, voice };
  return caption === undefined ? { type: kind, media } : { type: kind, media, caption };
}
