import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ON_ACCOUNT, ON_APP, ON_NUMBER } from '../graph/endpoints.ts';
import { DEFAULTS } from '../options.ts';
import { NUMBER, shopWithAna } from '../test-business.ts';

/** Whatever is sent, the answer is Meta's: never a 500 of our own, never a stack. */

const SEED = 20260302;
const NAMES = [
  'type',
  'text',
  'body',
  'name',
  'components',
  'constructor',
  '__proto__',
  'toString',
  'language',
  'category',
  'action',
  'to',
];
const word = fc.oneof(
  fc.constantFrom(...NAMES, 'whatsapp', 'template', 'interactive', '{{1}}', '', '\u0000', '\ud800', '١٢٣'),
  fc.string(),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom({ toString: 1 }, { valueOf: 'x', toString: null }, { length: 3 }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(word, tie('json'), { maxKeys: 5 }),
  ),
}));

/** Parameters that each call reads, so that the odd values get past the door. */
const parameters = fc.record(
  Object.fromEntries(
    [
      'messaging_product',
      'type',
      'to',
      'name',
      'category',
      'language',
      'components',
      'pin',
      'code',
      'code_method',
      'about',
      'websites',
      'vertical',
      'block_users',
      'prefilled_message',
      'generate_qr_image',
      'prompts',
      'commands',
      'username',
      'user_identity_change',
      'is_cart_enabled',
      'business_public_key',
      'sync_type',
      'bsuid',
      'flow_json',
      'categories',
      'object',
      'fields',
      'file_length',
      'file_type',
      'webhook_configuration',
      'parameter_format',
    ].map((key) => [key, key === 'messaging_product' ? fc.constantFrom('whatsapp', 'sms') : json]),
  ),
  { requiredKeys: ['messaging_product'] },
);

const messages = fc.oneof(
  fc
    .record({
      type: fc.constantFrom('text', 'image', 'location', 'contacts', 'reaction', 'template', 'interactive'),
      content: json,
    })
    .map(({ type, content }) => ({ type, [type]: content })),
  fc
    .record({ type: word, header: json, body: json, footer: json, action: json })
    .map((interactive) => ({ type: 'interactive', interactive })),
  fc
    .record({
      name: fc.constantFrom('order_update', 'constructor'),
      language: fc.constant({ code: 'en' }),
      components: json,
    })
    .map((template) => ({ type: 'template', template })),
);

const CALLS = [
  ...Object.keys(ON_NUMBER).map((key) => [key, NUMBER]),
  ...Object.keys(ON_ACCOUNT).map((key) => [key, DEFAULTS.wabaId]),
  ...Object.keys(ON_APP).map((key) => [key, DEFAULTS.appId]),
];

describe('odd values never break', () => {
  for (const [key = '', id = ''] of CALLS) {
    const [method = '', edge = ''] = key.split(' ');
    if (method === 'GET') continue;
    test(`${method} {id}/${edge}`, async (t) => {
      const shop = await shopWithAna(t);
      const path = `${id}/${edge.replace('*', 'x')}`.replace(/\/$/, '');
      const property = fc.asyncProperty(parameters, async (given) => {
        const { status, text } = await shop.graph(method, path, given);
        assert.ok(status < 500, text);
        assert.doesNotMatch(text, /TypeError|at file:|node:internal/);
      });
      await fc.assert(property, { numRuns: 25, seed: SEED });
    });
  }

  test('a send', async (t) => {
    const shop = await shopWithAna(t, { limits: { pair: false, throughput: false }, fetchLinks: false });
    const property = fc.asyncProperty(messages, async (given) => {
      const { status, text } = await shop.sends(given);
      assert.ok(status < 500, text);
    });
    await fc.assert(property, { numRuns: 300, seed: SEED });
  });

  test('a form', async (t) => {
    const shop = await shopWithAna(t, { limits: { pair: false, throughput: false } });
    const types = [
      'TextHeading',
      'TextInput',
      'Dropdown',
      'OptIn',
      'Image',
      'Footer',
      'Form',
      'If',
      'Switch',
      'constructor',
    ];
    const part = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...PART_KEYS), json))
      .map(([type, rest]) => ({ ...rest, type }));
    const screens = fc
      .array(part, { maxLength: 5 })
      .map((children) => [{ id: 'A', terminal: true, layout: { children } }]);
    let nth = 0;
    const property = fc.asyncProperty(screens, json, async (given, values) => {
      const name = `form ${nth++}`;
      const flow = { name, categories: ['OTHER'], flow_json: { screens: given } };
      const { body: made } = await shop.graph('POST', `${DEFAULTS.wabaId}/flows`, flow);
      const parameters = { flow_message_version: '3', flow_id: made.id, flow_cta: 'Open' };
      const action = { name: 'flow', parameters };
      const { body } = await shop.sends({
        type: 'interactive',
        interactive: { type: 'flow', body: { text: 'Open' }, action },
      });
      await shop.emulator.settled();
      const { id } = shop.ana.person;
      const page = (path: string, value: unknown) =>
        fetch(`${shop.origin}/phone/api/${path}`, { method: 'POST', body: JSON.stringify(value) });
      const opened = await page(`chats/${id}/${NUMBER}/forms`, { bubbleId: body.messages[0].id });
      assert.equal(opened.status, 200);
      const { formId } = Object(await opened.json());
      assert.ok((await page(`forms/${id}/${formId}`, { name: 'x', ...Object(values) })).status < 500);
    });
    await fc.assert(property, { numRuns: 60, seed: SEED });
  });
});

const PART_KEYS = [
  'name',
  'label',
  'text',
  'required',
  'visible',
  'data-source',
  'init-value',
  'children',
  'on-click-action',
  'then',
  'cases',
  'src',
];
