import { isAnimatedWebp } from '../../platform/file-type.ts';

/** What WhatsApp calls a file in a message. */
export type MediaKind = 'image' | 'audio' | 'video' | 'sticker' | 'document';

const KB = 1_024;
const MB = 1_024 * KB;

/**
 * Types and sizes WhatsApp takes.
 *
 * @see WhatsApp Business Platform, Media, "Supported media types"; any other type passes as document
 */
export const MEDIA_LIMITS: Record<MediaKind, { types: readonly string[] | null; maxBytes: number }> = {
  image: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], maxBytes: 16 * MB },
  video: { types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
  sticker: { types: ['image/webp'], maxBytes: 500 * KB },
  document: { types: null, maxBytes: 100 * MB },
};

/** A sticker that does not move may be a fifth as large. @see Media, "Supported media types" */
const STILL_STICKER_BYTES = 100 * KB;

/** The largest file WhatsApp hands over. */
export const MAX_MEDIA_BYTES = MEDIA_LIMITS.document.maxBytes;

/** Ogg is taken only with the Opus codec. @see Media, "Supported media types" */
export const VOICE_TYPE = 'audio/ogg; codecs=opus';

/** What a file of this type is sent as; a webp image counts as sticker, everything unusual as document. */
export function mediaKindOf(mimeType: string): MediaKind {
  const kinds = Object.keys(MEDIA_LIMITS).filter(isMediaKind);
  return kinds.find((kind) => MEDIA_LIMITS[kind].types?.includes(plainType(mimeType))) ?? 'document';
}

/**
 * Why WhatsApp would not take this file, in words; null when it would.
 *
 * @param head the first bytes of the file, which tell whether a sticker moves.
 */
export function mediaProblem(kind: MediaKind, mimeType: string, sizeBytes: number, head?: Uint8Array): string | null {
  const type = typeProblem(kind, mimeType);
  if (type) return type;
  const still = kind === 'sticker' && head !== undefined && !isAnimatedWebp(head);
  const maxBytes = still ? STILL_STICKER_BYTES : MEDIA_LIMITS[kind].maxBytes;
  if (sizeBytes === 0) return 'The file is empty.';
  return sizeBytes > maxBytes ? `The file has ${sizeText(sizeBytes)}; WhatsApp takes ${sizeText(maxBytes)}.` : null;
}

/** As `mediaProblem`, for a message of any type; files of headers and cards follow the rules of their kind. */
export function fileProblem(type: string, mimeType: string, sizeBytes: number): string | null {
  return isMediaKind(type) ? mediaProblem(type, mimeType, sizeBytes) : null;
}

/** Why WhatsApp would not take a file of this type as `kind`; null when it would. */
export function typeProblem(kind: MediaKind, mimeType: string): string | null {
  const { types } = MEDIA_LIMITS[kind];
  if (types && !types.includes(plainType(mimeType))) return `WhatsApp takes ${types.join(', ')} here, not ${mimeType}.`;
  return null;
}

const plainType = (mimeType: string) => mimeType.split(';', 1)[0]!.trim().toLowerCase();

const isMediaKind = (kind: string): kind is MediaKind => kind in MEDIA_LIMITS;

const sizeText = (bytes: number): string =>
  bytes < MB ? `${Math.ceil(bytes / KB)} KB` : `${(Math.ceil((bytes / MB) * 10) / 10).toString()} MB`;
