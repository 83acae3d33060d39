import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TemplateDraft } from '../../conversations/channel.ts';
import { checkDraft } from './template-draft.ts';

const draft = (components: unknown[], more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: 'order_ready',
  language: 'en_US',
  category: 'UTILITY',
  parameterFormat: 'POSITIONAL',
  components,
  ...more,
});
const body = { type: 'BODY', text: 'Hi {{1}}, it is ready.', example: { body_text: [['Ana']] } };
const words = (...given: Parameters<typeof draft>) =>
  checkDraft(draft(...given))
    .map(({ message }) => message)
    .join(' ');
const withText = (text: string, example: object = {}) => words([{ type: 'BODY', text, example }]);
const withButtons = (...buttons: object[]) => words([body, { type: 'BUTTONS', buttons }]);

describe('a template that is to be made', () => {
  test('may have a header, a body with examples, a footer and buttons', () => {
    const components = [
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['42'] } },
      body,
      { type: 'FOOTER', text: 'Corner Shop' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Thanks' },
          { type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}', example: ['https://shop.example/42'] },
          { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+15550783881' },
        ],
      },
    ];
    assert.equal(words(components), '');
  });

  test('has one body, and a name, a language and a category WhatsApp knows', () => {
    assert.match(words([]), /one component of type BODY/);
    assert.match(words([body, body]), /occurs twice/);
    assert.match(words([body], { name: 'Order Ready' }), /a–z/);
    assert.match(words([body], { language: 'english' }), /en_US/);
    assert.match(words([body], { category: 'NEWS' }), /MARKETING/);
  });

  test('numbers its placeholders, each with an example and words around it', () => {
    assert.match(withText('Hi {{1}} and {{3}}.', { body_text: [['a', 'b', 'c']] }), /\{\{3\}\} is not in its place/);
    assert.match(withText('Hi {{1}}.'), /example.body_text lacks 1/);
    assert.match(withText('{{1}} is ready.', { body_text: [['a']] }), /first or the last/);
    assert.match(withText('It is {{1}}', { body_text: [['a']] }), /first or the last/);
    assert.match(withText('Hi {{1}} {{2}}.', { body_text: [['a', 'b']] }), /side by side/);
  });

  test('names them in small letters when they are named', () => {
    const named = { parameterFormat: 'NAMED' as const };
    const example = { body_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] };
    assert.equal(words([{ type: 'BODY', text: 'Hi {{first_name}}.', example }], named), '');
    assert.match(words([{ type: 'BODY', text: 'Hi {{First}}.' }], named), /small letters/);
  });

  test('stays within the limits of each part', () => {
    assert.match(withText('x'.repeat(1_025)), /allows 1024/);
    assert.match(words([body, { type: 'FOOTER', text: 'x'.repeat(61) }]), /allows 60/);
    assert.match(words([{ type: 'HEADER', format: 'IMAGE' }, body]), /sample of the file/);
    assert.match(words([body, { type: 'POEM' }]), /A component is one of/);
  });

  test('has ten buttons at most, quick replies together, links with one placeholder at their end', () => {
    const reply = { type: 'QUICK_REPLY', text: 'Yes' };
    const link = { type: 'URL', text: 'Go', url: 'https://shop.example' };
    assert.match(withButtons(...Array(11).fill(reply)), /1 to 10/);
    assert.match(withButtons(reply, link, reply), /stand together/);
    assert.match(withButtons(link, link, link), /2 of kind URL/);
    assert.match(withButtons({ ...link, url: 'https://{{1}}.example/', example: ['x'] }), /at its end/);
    assert.match(withButtons({ ...link, url: 'https://shop.example/{{1}}' }), /example of the whole link/);
    assert.match(withButtons({ ...reply, text: 'x'.repeat(26) }), /allows 25/);
  });
});
