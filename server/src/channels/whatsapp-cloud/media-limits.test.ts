import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaKindOf, mediaProblem } from './media-limits.ts';

const MB = 1_048_576;

test('a file is sent as what its type allows', () => {
  assert.equal(mediaKindOf('image/png'), 'image');
  assert.equal(mediaKindOf('audio/ogg; codecs=opus'), 'audio');
  assert.equal(mediaKindOf('video/mp4'), 'video');
  assert.equal(mediaKindOf('image/webp'), 'sticker');
  assert.equal(mediaKindOf('image/gif'), 'document');
  assert.equal(mediaKindOf('application/pdf'), 'document');
});

test('a file up to the limit may be sent, a larger one not, and the words say why', () => {
  assert.equal(mediaProblem('image', 'image/png', 5 * MB), null);
  assert.equal(mediaProblem('image', 'image/png', 5 * MB + 1), 'The file has 5.1 MB; WhatsApp takes 5 MB.');
  assert.equal(mediaProblem('document', 'application/pdf', 100 * MB), null);
  assert.equal(mediaProblem('audio', 'audio/mpeg', 0), 'The file is empty.');
  assert.match(mediaProblem('video', 'video/webm', 1) ?? '', /^WhatsApp takes video\/mp4, video\/3gpp here/);
});

test('a sticker that does not move must be smaller than one that does', () => {
  const still = Buffer.from('RIFF\x10\0\0\0WEBPVP8 \x0a\0\0\0', 'latin1');
  const moving = Buffer.from('RIFF\x10\0\0\0WEBPVP8X\x0a\0\0\0\x02', 'latin1');
  assert.equal(mediaProblem('sticker', 'image/webp', 200_000, moving), null);
  assert.equal(mediaProblem('sticker', 'image/webp', 200_000, still), 'The file has 196 KB; WhatsApp takes 100 KB.');
});
