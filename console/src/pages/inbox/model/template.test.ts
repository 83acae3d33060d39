import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canFillHere, componentsOf, isComplete, previewTemplate, type Slot, slotsToFill } from './template.ts';

const shipped = [
  { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
  { type: 'BODY', text: 'Hello {{1}}, it comes on {{2}}.' },
  { type: 'FOOTER', text: 'Bloom' },
  { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://x.example/{{1}}' }] },
];
const slot = (place: string, name: string, kind = 'text'): Slot => ({ place, name, kind, required: true });
const slots = [slot('header', '1'), slot('body', '1'), slot('body', '2'), slot('buttons.0', '1', 'url')];

describe('a template', () => {
  test('reads as it reaches the customer, with what is not filled in to be seen', () => {
    const values = { 'header/1': '1042', 'body/1': 'Sheena' };

    assert.deepEqual(previewTemplate(shipped, componentsOf(slots, values, 'POSITIONAL')), {
      header: 'Order 1042',
      body: 'Hello Sheena, it comes on {{2}}.',
      footer: 'Bloom',
      buttons: ['Track'],
    });
  });

  test('is sent with its parameters where they belong', () => {
    const values = { 'body/1': 'Sheena', 'body/2': 'Monday', 'buttons.0/1': 'abc' };

    assert.deepEqual(componentsOf(slots, values, 'POSITIONAL'), [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Sheena' },
          { type: 'text', text: 'Monday' },
        ],
      },
      { type: 'button', subType: 'url', index: 0, parameters: [{ type: 'text', text: 'abc' }] },
    ]);
  });

  test('names its parameters when it was approved with names', () => {
    const named = [slot('body', 'customer')];
    const sent = componentsOf(named, { 'body/customer': 'Sheena' }, 'NAMED');

    assert.deepEqual(sent[0]?.parameters, [{ type: 'text', parameter_name: 'customer', text: 'Sheena' }]);
    assert.equal(previewTemplate([{ type: 'BODY', text: 'Hi {{customer}}' }], sent).body, 'Hi Sheena');
  });

  test('is filled in here unless it needs more than lines of text', () => {
    const payload = { ...slot('buttons.0', 'payload', 'payload'), required: false };

    assert.equal(canFillHere([slot('body', '1'), payload]), true);
    assert.deepEqual(slotsToFill([slot('body', '1'), payload]), [slot('body', '1')]);
    assert.equal(canFillHere([slot('header', 'place', 'location')]), false);
    assert.equal(canFillHere([slot('cards.0.body', '1')]), false);
  });

  test('can be sent once everything it needs is there', () => {
    assert.equal(isComplete(slots, { 'header/1': '1' }), false);
    assert.equal(isComplete([slot('body', '1')], { 'body/1': 'x' }), true);
  });
});
