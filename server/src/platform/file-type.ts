import { isUtf8 } from 'node:buffer';

/** How many bytes of a file `sniffFileType` wants to see; fewer when the file is shorter. */
export const SNIFF_BYTES = 4_100;

/**
 * The MIME type of a file by its first bytes, whatever its name or sender claim.
 *
 * Text of any kind, markup too, is "text/plain", so that nothing a customer sends is ever run as a page; what we do
 * not know is "application/octet-stream".
 *
 * @param head the first `SNIFF_BYTES` of the file.
 * @see WHATWG MIME Sniffing; RFC 3533 (Ogg), RFC 4867 (AMR), ISO/IEC 14496-12 (boxes of MP4)
 */
export function sniffFileType(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, SNIFF_BYTES));
  const found = SIGNATURES.find(([at, mark]) => bytes.subarray(at, at + mark.length).equals(mark));
  if (found) return typeof found[2] === 'string' ? found[2] : found[2](bytes);
  if (isAudioFrame(bytes)) return isAdts(bytes) ? 'audio/aac' : 'audio/mpeg';
  return isText(bytes) ? 'text/plain' : UNKNOWN;
}

/**
 * The type to store a file under: what the sender claims where that only says more than its bytes do ("a Word file" of
 * an Office container), otherwise what its bytes say.
 */
export function fileType(head: Uint8Array, claimed: string): string {
  const sniffed = sniffFileType(head);
  const plain = claimed.split(';', 1)[0]!.trim().toLowerCase();
  return REFINEMENTS[sniffed]?.includes(plain) ? plain : sniffed;
}

/** Tells whether a webp sticker moves. Its limit is five times that of a still one. */
export function isAnimatedWebp(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
}

type Signature = readonly [offset: number, mark: Buffer, type: string | ((bytes: Buffer) => string)];

const UNKNOWN = 'application/octet-stream';
const latin = (text: string) => Buffer.from(text, 'latin1');

const OOXML = 'application/vnd.openxmlformats-officedocument';
const WORD = `${OOXML}.wordprocessingml.document`;
const EXCEL = `${OOXML}.spreadsheetml.sheet`;
const POWERPOINT = `${OOXML}.presentationml.presentation`;

/** Types whose first bytes cannot tell them apart from a wider one. Never a type that a browser would run. */
const REFINEMENTS: Record<string, readonly string[]> = {
  'text/plain': ['text/csv', 'text/vcard', 'text/calendar'],
  'video/mp4': ['audio/mp4'],
  'application/zip': [WORD, EXCEL, POWERPOINT, 'application/vnd.oasis.opendocument.text'],
  'application/x-ole-storage': ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
};

const SIGNATURES: Signature[] = [
  [0, latin('\xff\xd8\xff'), 'image/jpeg'],
  [0, latin('\x89PNG\r\n\x1a\n'), 'image/png'],
  [0, latin('GIF8'), 'image/gif'],
  [0, latin('RIFF'), riffType],
  [0, latin('%PDF-'), 'application/pdf'],
  [0, latin('OggS'), oggType],
  [4, latin('ftyp'), mp4Type],
  [0, latin('#!AMR'), 'audio/amr'],
  [0, latin('ID3'), 'audio/mpeg'],
  [0, latin('fLaC'), 'audio/flac'],
  [0, latin('\x1a\x45\xdf\xa3'), 'video/webm'],
  [0, latin('PK\x03\x04'), zipType],
  [0, latin('PK\x05\x06'), 'application/zip'],
  [0, latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'application/x-ole-storage'], // Office before 2007
  [0, latin('{\\rtf'), 'application/rtf'],
];

function riffType(bytes: Buffer): string {
  const form = bytes.toString('latin1', 8, 12);
  if (form === 'WEBP') return 'image/webp';
  return form === 'WAVE' ? 'audio/wav' : UNKNOWN;
}

/** The first packet names the codec. A voice note must be Opus; WhatsApp refuses other Ogg. */
function oggType(bytes: Buffer): string {
  return bytes.subarray(0, 128).includes('OpusHead') ? 'audio/ogg; codecs=opus' : 'audio/ogg';
}

function mp4Type(bytes: Buffer): string {
  const brand = bytes.toString('latin1', 8, 12);
  if (brand.startsWith('3g')) return 'video/3gpp';
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4';
  if (brand === 'qt  ') return 'video/quicktime';
  if (/^(heic|heix|mif1|msf1)$/.test(brand)) return 'image/heic';
  return brand === 'avif' ? 'image/avif' : 'video/mp4';
}

/** Office files are archives whose first entries lie in a folder that tells the program. */
function zipType(bytes: Buffer): string {
  if (bytes.includes('word/')) return WORD;
  if (bytes.includes('xl/')) return EXCEL;
  if (bytes.includes('ppt/')) return POWERPOINT;
  return 'application/zip';
}

/** MPEG audio without a tag begins with eleven set bits; the next two tell the version, where 01 does not exist. */
function isAudioFrame(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return bytes.length >= 4 && first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08;
}

const isAdts = (bytes: Buffer) => (bytes[1]! & 0xf6) === 0xf0;

/** Up to three bytes at the end may be the beginning of a character that was cut. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0 || /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(bytes.toString('latin1'))) return false;
  const cuts = bytes.length < SNIFF_BYTES ? [0] : [0, 1, 2, 3];
  return cuts.some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));
}
