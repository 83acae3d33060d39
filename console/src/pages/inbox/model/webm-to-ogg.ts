/**
 * Puts the Opus packets of a recording in WebM into Ogg, which WhatsApp plays as a voice note. Nothing is encoded again.
 *
 * @see RFC 3533 (Ogg), RFC 7845 (Opus in Ogg), RFC 6716 §3.1 (length of a packet), RFC 8794 (EBML)
 * @throws Error for what is no WebM with Opus, or empty.
 */
export function webmToOgg(webm: Uint8Array): Uint8Array<ArrayBuffer> {
  const { head, packets } = readWebm(webm);
  if (packets.length === 0) throw new Error('nothing was recorded');
  const tags = new Uint8Array([...text('OpusTags'), ...u32(7), ...text('Parlour'), ...u32(0)]);
  const pages = [
    page([head ?? plainHead()], { flags: FIRST, granule: 0, at: 0 }),
    page([tags], { flags: 0, granule: 0, at: 1 }),
  ];
  let granule = 0;
  for (let from = 0; from < packets.length; from += PACKETS_PER_PAGE) {
    const some = packets.slice(from, from + PACKETS_PER_PAGE);
    granule += some.reduce((sum, packet) => sum + samplesOf(packet), 0);
    const flags = from + PACKETS_PER_PAGE >= packets.length ? LAST : 0;
    pages.push(page(some, { flags, granule, at: pages.length }));
  }
  return joined(pages);
}

const FIRST = 2;
const LAST = 4;
const PACKETS_PER_PAGE = 25; // half a second of 20 ms each; far below the 255 segments of a page
const SAMPLES_PER_MS = 48; // Opus always counts at 48 kHz
const SERIAL = 0x5061_726c;
const SEGMENT = 255;

/* Reading: elements inside of which we look, and those we take. */
const INSIDE = new Set([0x1853_8067, 0x1f43_b675, 0xa0, 0x1654_ae6b, 0xae]); // Segment, Cluster, BlockGroup, Tracks, TrackEntry
const BLOCKS = new Set([0xa3, 0xa1]); // SimpleBlock, Block
const CODEC_PRIVATE = 0x63a2; // the OpusHead
const BLOCK_HEAD_BYTES = 3; // time and flags, after the track number

function readWebm(bytes: Uint8Array): { head: Uint8Array | null; packets: Uint8Array[] } {
  const found: { head: Uint8Array | null; packets: Uint8Array[] } = { head: null, packets: [] };
  let at = 0;
  while (at < bytes.length) {
    const id = readNumber(bytes, at, true);
    const size = readNumber(bytes, at + id.length, false);
    const from = at + id.length + size.length;
    const to = size.isUnknown ? bytes.length : Math.min(bytes.length, from + size.value);
    if (INSIDE.has(id.value)) at = from;
    else {
      if (id.value === CODEC_PRIVATE) found.head = bytes.subarray(from, to);
      if (BLOCKS.has(id.value))
        found.packets.push(bytes.subarray(from + readNumber(bytes, from, false).length + BLOCK_HEAD_BYTES, to));
      at = to;
    }
  }
  return found;
}

/** A number of EBML: as many leading zeros as further bytes. Ids keep their marker. */
function readNumber(
  bytes: Uint8Array,
  at: number,
  keepMarker: boolean,
): { value: number; length: number; isUnknown: boolean } {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) throw new Error('this is no WebM');
  let value = keepMarker ? first : first & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index]!;
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value, length, isUnknown };
}

/** Length of a packet in samples, from its first byte and, in code 3, the count in its second. */
function samplesOf(packet: Uint8Array): number {
  const [toc = 0, second = 0] = packet;
  const config = toc >> 3;
  const size = config & 3;
  const frameMs = config < 12 ? [10, 20, 40, 60][size]! : config < 16 ? [10, 20][config & 1]! : [2.5, 5, 10, 20][size]!;
  const frames = [1, 2, 2, second & 63][toc & 3]!;
  return frameMs * frames * SAMPLES_PER_MS;
}

function page(
  packets: readonly Uint8Array[],
  { flags, granule, at }: { flags: number; granule: number; at: number },
): Uint8Array {
  const segments = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / SEGMENT)).fill(SEGMENT),
    length % SEGMENT,
  ]);
  const head = [
    ...text('OggS'),
    0,
    flags,
    ...u32(granule),
    ...u32(0),
    ...u32(SERIAL),
    ...u32(at),
    ...u32(0),
    segments.length,
    ...segments,
  ];
  const bytes = joined([new Uint8Array(head), ...packets]);
  bytes.set(u32(checksum(bytes)), 22);
  return bytes;
}

const plainHead = (): Uint8Array => new Uint8Array([...text('OpusHead'), 1, 1, 0, 0, ...u32(48_000), 0, 0, 0]);

/** CRC-32 as Ogg wants it: polynomial 0x04c11db7, nothing reflected. */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000_0000 ? (sum << 1) ^ 0x04c1_1db7 : sum << 1;
  }
  return sum >>> 0;
}

const text = (words: string): number[] => [...words].map((char) => char.charCodeAt(0));
const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
