export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';
type FileLike = { name: string; type: string; size: number };

const MB = 1_024 * 1_024;
/** What WhatsApp takes. @see WhatsApp Business Platform, Media, "Supported media types" */
const LIMITS: Readonly<Record<FileKind, { types: readonly string[]; maxBytes: number }>> = {
  image: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  video: { types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], maxBytes: 16 * MB },
  sticker: { types: ['image/webp'], maxBytes: 500 * 1_024 },
  document: { types: [], maxBytes: 100 * MB },
};
/** What could run on the customer's device. The server says no to more; this saves the upload. */
const DANGEROUS = /\.(exe|bat|cmd|com|scr|js|vbs|msi|apk|jar|sh|ps1)$/i;

export type FileCheck =
  | { ok: true; kind: FileKind; asDocument: boolean }
  | { ok: false; reason: 'empty' | 'tooLarge' | 'dangerous'; maxMb: number };

/** What a file is sent as, or why it cannot be sent; before a byte is uploaded. */
export function checkFile({ name, type, size }: FileLike): FileCheck {
  const mime = type.split(';', 1)[0]!.trim().toLowerCase();
  if (size === 0) return { ok: false, reason: 'empty', maxMb: 0 };
  if (DANGEROUS.test(name)) return { ok: false, reason: 'dangerous', maxMb: 0 };
  const own = (['image', 'video', 'audio'] as const).find((kind) => LIMITS[kind].types.includes(mime));
  if (own && size <= LIMITS[own].maxBytes) return { ok: true, kind: own, asDocument: false };
  const { maxBytes } = LIMITS.document;
  if (size > maxBytes) return { ok: false, reason: 'tooLarge', maxMb: maxBytes / MB };
  // Too large for a picture, or of another kind: it still arrives, as a file.
  return { ok: true, kind: 'document', asDocument: own !== undefined || /^(image|video|audio)\//.test(mime) };
}

/** Kinds of recordings, the one WhatsApp shows as a voice note first. */
const RECORDINGS = [
  { mimeType: 'audio/ogg;codecs=opus', sentAs: 'voice' },
  { mimeType: 'audio/webm;codecs=opus', sentAs: 'voice' }, // its Opus is put into Ogg here
  { mimeType: 'audio/mp4', sentAs: 'audio' },
] as const;
export type Recording = (typeof RECORDINGS)[number];

/** How this browser can record; null: not at all. */
export const recordingWay = (isSupported: (mimeType: string) => boolean): Recording | null =>
  RECORDINGS.find(({ mimeType }) => isSupported(mimeType)) ?? null;

/** "1.2 MB", in the units of the reader's language. */
export function sizeText(bytes: number, locale: string): string {
  const [value, unit] = bytes < MB ? [Math.max(1, bytes / 1_024), 'kilobyte'] : [bytes / MB, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}
