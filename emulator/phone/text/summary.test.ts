import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyableText, itemCount, summaryOf } from './summary.ts';

const media = { mediaId: '1', mimeType: 'image/png', sizeBytes: 1 };

test('one line stands for a bubble, without marks and line breaks', () => {
  assert.equal(summaryOf({ type: 'text', body: 'Hi *Ana*\n\n- _one_' }), 'Hi Ana • one');
  assert.equal(summaryOf({ type: 'image', media }), 'Photo');
  assert.equal(summaryOf({ type: 'image', media, caption: '*Look*' }), 'Photo: Look');
  assert.equal(summaryOf({ type: 'document', media: { ...media, fileName: 'plan.pdf' } }), 'plan.pdf');
  assert.equal(summaryOf({ type: 'contacts', contacts: [{ name: 'Marta', phones: [] }] }), 'Contact: Marta');
});

test('a cart counts pieces, not lines', () => {
  assert.equal(itemCount([{ quantity: 1 }]), '1 item');
  assert.equal(itemCount([{ quantity: 1 }, { quantity: 2 }]), '3 items');
});

test('a copy keeps the marks as they were typed', () => {
  assert.equal(copyableText({ type: 'text', body: '*Hi*' }), '*Hi*');
  assert.equal(copyableText({ type: 'sticker', media }), '');
});
