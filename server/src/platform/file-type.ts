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

/** Tells whether a webp sticker moves. Its limit is five times that of a still one. */
export function isAnimatedWebp(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
}

type Signature = readonly [offset: number, mark: Buffer, type: string | ((bytes: Buffer) => string)];

const UNKNOWN = 'application/octet-stream';
const latin = (text: string) => Buffer.from(text, 'latin1');

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
  [0, latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), oleType],
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

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** Office files are archives whose first entries lie in a folder that tells the program. */
function zipType(bytes: Buffer): string {
  if (bytes.includes('word/')) return `${OOXML}.wordprocessingml.document`;
  if (bytes.includes('xl/')) return `${OOXML}.spreadsheetml.sheet`;
  if (bytes.includes('ppt/')) return `${OOXML}.presentationml.presentation`;
  return 'application/zip';
}

/** The old Office container; which program wrote it stands too deep in the file to look. */
function oleType(): string {
  return 'application/x-ole-storage';
}

/** MPEG audio without a tag begins with eleven set bits; the next two tell the version, where 01 does not exist. */
function isAudioFrame(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return bytes.length >= 4 && first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08;
}

const isAdts = (bytes: Buffer) => (bytes[1]! & 0xf6) === 0xf0;

function isText(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false;
  // The cut may have gone through the last character.
  const whole = bytes.length < SNIFF_BYTES ? bytes : bytes.subarray(0, bytes.length - 3);
  const text = whole.toString('utf8');
  return !text.slice(0, -1).includes('\uFFFD') && !/[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
}
