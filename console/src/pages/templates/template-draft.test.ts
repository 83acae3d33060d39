import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { componentsOf, draftOf, EMPTY, filled, holesIn, problemsOf } from './template-draft.ts';

const components = [
  { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['42'] } },
  { type: 'BODY', text: 'Hello {{1}}, {{2}} is here.', example: { body_text: [['Ana', 'P-1']] } },
  { type: 'FOOTER', text: 'Corner Shop' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Thanks' },
      { type: 'URL', text: 'Track', url: 'https://shop.example/orders' },
      { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+16505551234' },
    ],
  },
];

describe('a template in the editor', () => {
  test('comes out as it went in', () => {
    assert.deepEqual(componentsOf(draftOf(components)), components);
  });

  test('keeps what the editor cannot write', () => {
    const picture = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['x'] } };
    const links = {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}', example: ['1'] }],
    };
    const body = { type: 'BODY', text: 'Hello' };
    assert.deepEqual(componentsOf(draftOf([picture, body, links])), [picture, body, links]);
  });

  test('counts its holes and fills them with the examples', () => {
    assert.equal(holesIn('Hello {{1}}, your {{2}} and {{2}}'), 2);
    assert.equal(filled('Hello {{1}}, {{2}}', ['Ana']), 'Hello Ana, {{2}}');
  });

  test('says what the review would refuse', () => {
    assert.deepEqual(problemsOf(draftOf(components)), []);
    assert.deepEqual(problemsOf(EMPTY), ['body-missing']);
    assert.deepEqual(problemsOf({ ...EMPTY, body: 'Hello {{2}}, there', samples: ['a', 'b'] }), ['holes-skip']);
    assert.deepEqual(problemsOf({ ...EMPTY, body: '{{1}} is here', samples: ['Ana'] }), ['holes-at-edge']);
    assert.deepEqual(problemsOf({ ...EMPTY, body: 'Hello {{1}}, there' }), ['samples-missing']);
    const button = { kind: 'URL' as const, text: 'Track', value: '' };
    assert.deepEqual(problemsOf({ ...EMPTY, body: 'Hello', buttons: [button] }), ['button-empty']);
  });
});
