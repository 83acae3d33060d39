import type { MediaKind } from './sendable.ts';

const MB = 1024 * 1024;

/** @see WhatsApp Business Platform, Media, Supported media types. Stickers: 500 KB when animated. */
export const MEDIA_RULES: Record<MediaKind, { types: string[] | null; largestBytes: number }> = {
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], largestBytes: 16 * MB },
  // Files of other types usually pass as documents.
  document: { types: null, largestBytes: 100 * MB },
  image: { types: ['image/jpeg', 'image/png'], largestBytes: 5 * MB },
  sticker: { types: ['image/webp'], largestBytes: 500 * 1024 },
  video: { types: ['video/mp4', 'video/3gpp'], largestBytes: 16 * MB },
};

const DOCUMENT_TYPES = [
  'text/plain',
  'application/pdf',
  'application/vnd.ms-powerpoint',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** What can be uploaded at all. */
export const UPLOAD_TYPES = [...Object.values(MEDIA_RULES).flatMap(({ types }) => types ?? []), ...DOCUMENT_TYPES];

/** The part of a MIME type that decides: "audio/ogg; codecs=opus" → "audio/ogg". */
export function bareType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** @returns null when a file of that type and size may be sent as `kind`, else why not. */
export function misfit(kind: MediaKind, mimeType: string, sizeBytes: number): string | null {
  const { types, largestBytes } = MEDIA_RULES[kind];
  if (types && !types.includes(bareType(mimeType))) return `A file of type ${mimeType} cannot be sent as ${kind}.`;
  return sizeBytes > largestBytes ? `The file has ${sizeBytes} bytes; ${kind} may have ${largestBytes}.` : null;
}

/** The kind an uploaded type is used as; decides its size limit. */
export function kindOf(mimeType: string): MediaKind {
  const type = bareType(mimeType);
  const kinds: MediaKind[] = ['image', 'sticker', 'video', 'audio'];
  return kinds.find((kind) => MEDIA_RULES[kind].types?.includes(type)) ?? 'document';
}

const BY_EXTENSION: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

/** What a URL promises by its extension, until the file is here. */
export function typeByExtension(url: string): string {
  const extension = /\.(\w{2,5})(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION[extension] ?? 'application/octet-stream';
}
