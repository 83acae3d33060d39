import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { writeOgg } from './opus-in-ogg.ts';
import { readOpus } from './opus-in-webm.ts';

const head = Uint8Array.from([...Buffer.from('OpusHead'), 1, 1, 56, 1, 128, 187, 0, 0, 0, 0, 0]);
const TOC_20_MS = 0x48; // SILK, wide band, one frame of 20 ms: 960 samples

const packet = (bytes: number) => Uint8Array.from({ length: bytes }, (_, index) => (index === 0 ? TOC_20_MS : index));
const element = (id: number[], body: Iterable<number>) => {
  const bytes = [...body];
  return [...id, 0x40 | (bytes.length >> 8), bytes.length & 255, ...bytes];
};
const block = (sound: Uint8Array) => element([0xa3], [0x81, 0, 0, 0x80, ...sound]);

/** What Chromium's recorder writes: segment and clusters of unknown size. */
function recording(packets: Uint8Array[]): Uint8Array {
  const open = [0x01, 255, 255, 255, 255, 255, 255, 255];
  const track = element([0xae], [...element([0xd7], [1]), ...element([0x63, 0xa2], head)]);
  return Uint8Array.from([
    ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
    ...[0x18, 0x53, 0x80, 0x67, ...open],
    ...element([0x16, 0x54, 0xae, 0x6b], track),
    ...[0x1f, 0x43, 0xb6, 0x75, ...open],
    ...element([0xe7], [0]),
    ...packets.flatMap(block),
  ]);
}

type OggPage = { flags: number; granule: bigint; number: number; packets: Uint8Array[]; isSound: boolean };

/** Reads pages back by the letter of RFC 3533; no packet here spans two pages. */
function pagesOf(ogg: Uint8Array): OggPage[] {
  const view = new DataView(ogg.buffer);
  const pages: OggPage[] = [];
  for (let at = 0; at < ogg.length; ) {
    const count = view.getUint8(at + 26);
    const lengths = [...ogg.subarray(at + 27, at + 27 + count)];
    const packets: Uint8Array[] = [];
    let from = at + 27 + count;
    let length = 0;
    for (const segment of lengths) {
      length += segment;
      if (segment === 255) continue;
      packets.push(ogg.subarray(from, from + length));
      from += length;
      length = 0;
    }
    const whole = ogg.slice(at, from);
    const stored = view.getUint32(at + 22, true);
    whole.fill(0, 22, 26);
    pages.push({
      flags: view.getUint8(at + 5),
      granule: view.getBigUint64(at + 6, true),
      number: view.getUint32(at + 18, true),
      packets,
      isSound: stored === slowChecksum(whole),
    });
    at = from;
  }
  return pages;
}

/** The checksum of RFC 3533 bit by bit, to hold the quick one against. */
function slowChecksum(bytes: Uint8Array): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) rest = (rest << 1) ^ (rest & 0x80000000 ? 0x04c11db7 : 0);
  }
  return rest >>> 0;
}

describe('a voice note recorded by the browser', () => {
  const packets = [packet(60), packet(255), packet(256), ...Array.from({ length: 40 }, () => packet(80))];

  test('gives up its sound packet by packet', () => {
    const sound = readOpus(recording(packets));

    assert.deepEqual(sound?.head, head);
    assert.deepEqual(sound?.packets, packets);
  });

  test('becomes an OGG file with the same packets on sound pages', () => {
    const pages = pagesOf(writeOgg({ head, packets }));

    assert.deepEqual(pages[0]?.packets, [head]);
    assert.equal(Buffer.from(pages[1]?.packets[0] ?? []).toString('latin1', 0, 8), 'OpusTags');
    assert.deepEqual(
      pages.slice(2).flatMap((page) => page.packets),
      packets,
    );
    assert.ok(pages.every(({ isSound, number }, index) => isSound && number === index));
    assert.deepEqual(
      pages.map(({ flags }) => flags),
      [2, 0, 0, 4],
    );
  });

  test('lasts as long as its packets: 20 ms each', () => {
    assert.equal(pagesOf(writeOgg({ head, packets })).at(-1)?.granule, BigInt(packets.length * 960));
  });

  test('that is none, or is cut off, is told from one', () => {
    const whole = recording(packets);

    assert.equal(readOpus(new Uint8Array()), null);
    assert.equal(readOpus(Uint8Array.from(Buffer.from('RIFF....WAVEfmt '))), null);
    assert.equal(readOpus(whole.subarray(0, 60)), null);
  });
});
