import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileType, isAnimatedWebp, SNIFF_BYTES, sniffFileType } from './file-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const OFFICE = 'application/vnd.openxmlformats-officedocument';

describe('the type of a file, by its first bytes', () => {
  const files: Record<string, string> = {
    'image/jpeg': '\xff\xd8\xff\xe0\0\x10JFIF',
    'image/png': '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
    'image/gif': 'GIF89a',
    'image/webp': 'RIFF\x10\0\0\0WEBPVP8 ',
    'audio/wav': 'RIFF\x10\0\0\0WAVEfmt ',
    'application/pdf': '%PDF-1.7\n',
    'audio/ogg; codecs=opus': 'OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01',
    'audio/ogg': 'OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x01vorbis',
    'video/mp4': '\0\0\0\x20ftypisom\0\0\x02\0',
    'video/3gpp': '\0\0\0\x18ftyp3gp4',
    'audio/mp4': '\0\0\0\x1cftypM4A ',
    'video/quicktime': '\0\0\0\x14ftypqt  ',
    'image/heic': '\0\0\0\x18ftypheic',
    'audio/amr': '#!AMR\n<\x91',
    'audio/mpeg': 'ID3\x04\0\0',
    'audio/aac': '\xff\xf1\x50\x80\0\0',
    'application/zip': 'PK\x03\x04\x14\0\0\0hello.txt',
    [`${OFFICE}.wordprocessingml.document`]: 'PK\x03\x04\x14\0[Content_Types].xml..PK\x03\x04word/document.xml',
    [`${OFFICE}.spreadsheetml.sheet`]: 'PK\x03\x04\x14\0[Content_Types].xml..PK\x03\x04xl/workbook.xml',
    'application/x-ole-storage': '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0',
    'text/plain': 'just words',
  };
  for (const [type, head] of Object.entries(files)) test(type, () => assert.equal(sniffFileType(bytes(head)), type));

  test('an MP3 without a tag is told from AAC', () => {
    assert.equal(sniffFileType(bytes('\xff\xfb\x90\x64')), 'audio/mpeg');
  });

  test('pages and drawings are plain text, so that no browser runs them', () => {
    assert.equal(sniffFileType(bytes('<!doctype html><script>alert(1)</script>')), 'text/plain');
    assert.equal(sniffFileType(bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')), 'text/plain');
    assert.equal(fileType(bytes('<html>'), 'text/html'), 'text/plain');
    assert.equal(fileType(bytes('<svg/>'), 'image/svg+xml'), 'text/plain');
  });

  test('text that is cut inside a character is still text', () => {
    const euros = Buffer.from('€'.repeat(2_000));
    assert.equal(sniffFileType(euros.subarray(0, SNIFF_BYTES)), 'text/plain');
  });

  test('nothing and nonsense are unknown', () => {
    assert.equal(sniffFileType(bytes('')), 'application/octet-stream');
    assert.equal(sniffFileType(bytes('MZ\x90\0\x03')), 'application/octet-stream');
  });
});

describe('what the sender claims', () => {
  test('counts where it only says more than the bytes', () => {
    assert.equal(fileType(bytes('a,b\n1,2'), 'text/csv'), 'text/csv');
    assert.equal(fileType(bytes('\0\0\0\x20ftypmp42'), 'audio/mp4; codecs=mp4a'), 'audio/mp4');
    assert.equal(fileType(bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'application/msword'), 'application/msword');
  });

  test('does not count against them', () => {
    assert.equal(fileType(bytes('<html>'), 'image/png'), 'text/plain');
    assert.equal(fileType(bytes('MZ\x90\0\x03'), 'application/pdf'), 'application/octet-stream');
  });
});

test('a sticker that moves is told from one that does not', () => {
  assert.equal(isAnimatedWebp(bytes('RIFF\x10\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0')), true);
  assert.equal(isAnimatedWebp(bytes('RIFF\x10\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0')), false);
  assert.equal(isAnimatedWebp(bytes('RIFF\x10\0\0\0WEBPVP8 \x0a\0\0\0')), false);
});
