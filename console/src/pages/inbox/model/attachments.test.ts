import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkFile, recordingWay, sizeText } from './attachments.ts';

const MB = 1_024 * 1_024;
const file = (name: string, type: string, size = 1_000) => ({ name, type, size });

describe('a file to send', () => {
  test('goes as what it is', () => {
    assert.deepEqual(checkFile(file('a.png', 'image/png')), { ok: true, kind: 'image', asDocument: false });
    assert.deepEqual(checkFile(file('a.mp4', 'video/mp4')), { ok: true, kind: 'video', asDocument: false });
    assert.deepEqual(checkFile(file('a.pdf', 'application/pdf')), { ok: true, kind: 'document', asDocument: false });
  });

  test('goes as a file when WhatsApp does not show it, or it is too large for that', () => {
    assert.deepEqual(checkFile(file('a.tiff', 'image/tiff')), { ok: true, kind: 'document', asDocument: true });
    assert.deepEqual(checkFile(file('a.png', 'image/png', 6 * MB)), { ok: true, kind: 'document', asDocument: true });
  });

  test('that cannot arrive is refused before it is uploaded', () => {
    assert.deepEqual(checkFile(file('a.pdf', 'application/pdf', 101 * MB)), {
      ok: false,
      reason: 'tooLarge',
      maxMb: 100,
    });
    assert.deepEqual(checkFile(file('a.pdf', 'application/pdf', 0)), { ok: false, reason: 'empty', maxMb: 0 });
    assert.deepEqual(checkFile(file('a.exe', '')), { ok: false, reason: 'dangerous', maxMb: 0 });
  });

  test('has its size in words', () => {
    assert.equal(sizeText(1.24 * MB, 'en'), '1.2 MB');
    assert.equal(sizeText(100, 'en'), '1 kB');
  });
});

test('a voice note is recorded as WhatsApp plays it where the browser can', () => {
  assert.equal(recordingWay(() => true)?.mimeType, 'audio/ogg;codecs=opus');
  assert.equal(recordingWay((type) => type === 'audio/mp4')?.sentAs, 'audio');
  assert.equal(
    recordingWay(() => false),
    null,
  );
});
