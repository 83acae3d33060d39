import type { OpusSound } from './opus-in-webm.ts';

/**
 * Writes OPUS sound as an OGG file, packet by packet, without touching the sound: phones send voice notes as OGG, and
 * a business may accept nothing else.
 *
 * @see RFC 3533 "The Ogg Encapsulation Format", RFC 7845 "Ogg Encapsulation for the Opus Audio Codec"
 */
export function writeOgg({ head, packets }: OpusSound): Uint8Array<ArrayBuffer> {
  const pages = [page({ flags: BEGINS, number: 0, granule: 0, packets: [head] })];
  pages.push(page({ flags: 0, number: 1, granule: 0, packets: [tags()] }));

  let granule = 0;
  for (let from = 0; from < packets.length; from += PACKETS_A_PAGE) {
    const some = packets.slice(from, from + PACKETS_A_PAGE);
    granule += some.reduce((sum, packet) => sum + samplesIn(packet), 0);
    const isLast = from + PACKETS_A_PAGE >= packets.length;
    pages.push(page({ flags: isLast ? ENDS : 0, number: pages.length, granule, packets: some }));
  }
  return joined(pages);
}

const BEGINS = 2;
const ENDS = 4;
const SEGMENT_BYTES = 255;
/** A page has room for 255 segments; a packet has at most 1,275 bytes a frame, in practice below 2,000: 8 segments. */
const PACKETS_A_PAGE = 30;
const PAGE_HEADER_BYTES = 27;
const CHECKSUM_AT = 22;

type Page = { flags: number; number: number; granule: number; packets: Uint8Array[] };

function page({ flags, number, granule, packets }: Page): Uint8Array<ArrayBuffer> {
  const segments = packets.flatMap(segmentsOf);
  const header = new Uint8Array(PAGE_HEADER_BYTES + segments.length);
  header.set(new TextEncoder().encode('OggS'));
  header.set(segments, PAGE_HEADER_BYTES);
  const fields = new DataView(header.buffer);
  fields.setUint8(5, flags);
  fields.setBigUint64(6, BigInt(granule), true);
  fields.setUint32(14, 1, true); // serial number of the only stream
  fields.setUint32(18, number, true);
  fields.setUint8(26, segments.length);

  const whole = joined([header, ...packets]);
  new DataView(whole.buffer).setUint32(CHECKSUM_AT, checksum(whole), true);
  return whole;
}

/** A packet is cut into segments of 255 bytes; the first shorter one, perhaps empty, ends it. */
const segmentsOf = ({ length }: Uint8Array): number[] => [
  ...Array<number>(Math.floor(length / SEGMENT_BYTES)).fill(SEGMENT_BYTES),
  length % SEGMENT_BYTES,
];

function tags(): Uint8Array {
  const whole = new Uint8Array(16);
  whole.set(new TextEncoder().encode('OpusTags')); // then the lengths of vendor and comments, both none
  return whole;
}

const SAMPLES_A_MS = 48;
const SILK_MS = [10, 20, 40, 60];
const CELT_MS = [2.5, 5, 10, 20];

/** How long a packet sounds, at 48 kHz. @see RFC 6716 §3.1, "The TOC Byte" */
function samplesIn(packet: Uint8Array): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const frameMs = config < 12 ? SILK_MS[config % 4] : config < 16 ? SILK_MS[config % 2] : CELT_MS[config % 4];
  const frames = [1, 2, 2, (packet[1] ?? 0) & 63][toc & 3] ?? 1;
  return (frameMs ?? 20) * frames * SAMPLES_A_MS;
}

const CHECKSUM_TABLE = Array.from({ length: 256 }, (_, index) => {
  let rest = index << 24;
  for (let bit = 0; bit < 8; bit++) rest = (rest << 1) ^ (rest < 0 ? 0x04c11db7 : 0);
  return rest >>> 0;
});

const checksum = (bytes: Uint8Array): number =>
  bytes.reduce((rest, byte) => ((rest << 8) ^ CHECKSUM_TABLE[(rest >>> 24) ^ byte]!) >>> 0, 0);

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
