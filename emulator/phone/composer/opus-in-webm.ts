/**
 * Takes the OPUS sound out of a WebM recording.
 *
 * Reads just what Chromium's recorder writes: one track, SimpleBlocks without lacing, sizes known or left open.
 *
 * @see RFC 9559 "Matroska Media Container Format"
 */
export type OpusSound = { head: Uint8Array; packets: Uint8Array[] };

const CODEC_PRIVATE = 0x63a2;
const SIMPLE_BLOCK = 0xa3;
/** Elements that hold others: Segment, Cluster, Tracks, TrackEntry. */
const CONTAINERS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae]);
const BLOCK_HEADER_BYTES = 4; // track number (one byte up to track 127), time code, flags

/** @returns null when there is no OPUS sound in it. */
export function readOpus(webm: Uint8Array): OpusSound | null {
  const packets: Uint8Array[] = [];
  let head: Uint8Array | null = null;
  for (const { id, body } of elementsOf(webm)) {
    if (id === CODEC_PRIVATE) head = body;
    if (id === SIMPLE_BLOCK) packets.push(body.subarray(BLOCK_HEADER_BYTES));
  }
  return head && packets.length > 0 ? { head, packets } : null;
}

function* elementsOf(webm: Uint8Array): Generator<{ id: number; body: Uint8Array }> {
  for (let at = 0; at < webm.length; ) {
    const id = numberAt(webm, at, 'with marker');
    const size = id && numberAt(webm, at + id.length, 'without marker');
    if (!size) return;
    at += id.length + size.length;
    if (CONTAINERS.has(id.value)) continue; // its parts follow; an open-ended size would lead past them
    yield { id: id.value, body: webm.subarray(at, at + size.value) };
    at += size.value;
  }
}

/** A number of variable length: the zeros before its first one, the marker, tell how many bytes follow. */
function numberAt(bytes: Uint8Array, at: number, marker: 'with marker' | 'without marker') {
  const first = bytes[at];
  if (!first) return null;
  const length = Math.clz32(first) - 23;
  let value = marker === 'with marker' ? first : first & (0xff >> length);
  for (let next = 1; next < length; next++) value = value * 256 + (bytes[at + next] ?? 0);
  return { value, length };
}
