import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { webmToOgg } from './webm-to-ogg.ts';

const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]; // how a browser writes what it does not know yet
const element = (id: number[], body: number[], size = [0x40 | (body.length >> 8), body.length & 0xff]) => [
  ...id,
  ...size,
  ...body,
];
const packet = (length: number) => [0x78, ...new Array<number>(length - 1).fill(7)]; // 20 ms, one frame
const block = (opus: number[]) => element([0xa3], [0x81, 0, 0, 0x80, ...opus]);
const head = [...'OpusHead'].map((char) => char.charCodeAt(0));

function recording(packets: number[][]): Uint8Array {
  const tracks = element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x63, 0xa2], head)));
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], packets.flatMap(block), UNKNOWN);
  const ebml = element([0x1a, 0x45, 0xdf, 0xa3], [1, 2, 3]);
  return new Uint8Array([...ebml, ...element([0x18, 0x53, 0x80, 0x67], [...tracks, ...cluster], UNKNOWN)]);
}

/** Pages of an Ogg file: how far they are, and what they hold. */
function pagesOf(ogg: Uint8Array) {
  const view = new DataView(ogg.buffer);
  const pages = [];
  for (let at = 0; at < ogg.length; ) {
    assert.equal(String.fromCharCode(...ogg.subarray(at, at + 4)), 'OggS');
    const count = ogg[at + 26]!;
    const length = ogg.subarray(at + 27, at + 27 + count).reduce((sum, one) => sum + one, 0);
    pages.push({
      flags: ogg[at + 5],
      granule: view.getUint32(at + 6, true),
      number: view.getUint32(at + 18, true),
      length,
    });
    at += 27 + count + length;
  }
  return pages;
}

describe('a voice note recorded as WebM', () => {
  test('becomes Ogg with the same packets, counted at 48 kHz', () => {
    const ogg = webmToOgg(recording([packet(100), packet(300), packet(255)]));

    assert.deepEqual(pagesOf(ogg), [
      { flags: 2, granule: 0, number: 0, length: head.length },
      { flags: 0, granule: 0, number: 1, length: 23 },
      { flags: 4, granule: 3 * 20 * 48, number: 2, length: 655 },
    ]);
  });

  test('has a page for every half second, the last one marked', () => {
    const pages = pagesOf(webmToOgg(recording(Array.from({ length: 60 }, () => packet(50)))));

    assert.deepEqual(
      pages.slice(2).map(({ flags, granule }) => [flags, granule]),
      [
        [0, 24_000],
        [0, 48_000],
        [4, 57_600],
      ],
    );
  });

  test('that is empty or something else is refused', () => {
    assert.throws(() => webmToOgg(recording([])), /nothing was recorded/);
    assert.throws(() => webmToOgg(new Uint8Array([0, 0, 0])), /no WebM/);
  });
});
