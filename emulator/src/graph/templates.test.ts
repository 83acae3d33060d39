import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EmulatorOptions } from '../options.ts';
import type { TemplateDefinition } from '../template-definition.ts';
import { openShop } from '../test-business.ts';

const WABA = '102290129340398';
const text = (...values: string[]) => values.map((value) => ({ type: 'text', text: value }));
const template = (name: string, components: unknown[] = [], code = 'en') => ({
  type: 'template',
  template: { name, language: { code }, components },
});
const update = (...values: string[]) => template('order_update', [{ type: 'body', parameters: text(...values) }]);

const SALE: TemplateDefinition = {
  name: 'sale',
  language: 'en',
  category: 'MARKETING',
  parameter_format: 'NAMED',
  components: [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: '{{first_name}}, all of {{what}} is cheaper.' },
    { type: 'FOOTER', text: 'Until Sunday' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Stop promotions' },
        { type: 'URL', text: 'Look', url: 'https://shop.example/{{1}}' },
        { type: 'COPY_CODE', example: ['SAVE10'] },
        { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+15550783881' },
      ],
    },
  ],
};
const named = (name: string, value: string) => ({ type: 'text', parameter_name: name, text: value });
const saleComponents = [
  { type: 'header', parameters: [{ type: 'image', image: { link: 'https://example.com/a.jpg' } }] },
  { type: 'body', parameters: [named('what', 'summer'), named('first_name', 'Ana')] },
  { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'STOP' }] },
  { type: 'button', sub_type: 'url', index: 1, parameters: [{ type: 'text', text: 'sale' }] },
  { type: 'button', sub_type: 'copy_code', index: '2', parameters: [{ type: 'coupon_code', coupon_code: 'ANA10' }] },
];

describe('a template', () => {
  test('reaches a customer who never wrote, with its parameters filled in', async (t) => {
    const shop = await openShop(t);
    const ana = shop.emulator.phone('+16505551234', { name: 'Ana' });

    const { body } = await shop.sends(update('Ana', 'P-1', 'shipped'));

    assert.equal(body.messages[0].message_status, 'accepted');
    const { content } = await ana.next();
    assert.deepEqual(content, {
      type: 'template',
      body: 'Hello Ana, your order P-1 is now shipped. Thank you for buying with us.',
      buttons: [{ kind: 'quick_reply', title: 'Track my order', payload: 'Track my order' }],
    });
    await shop.emulator.settled();
    assert.equal(shop.statuses()[0].pricing.category, 'utility');
  });

  test('may have named parameters, a media header and buttons', async (t) => {
    const shop = await openShop(t, { templates: [SALE], fetchLinks: false });
    const ana = shop.emulator.phone('+16505551234', { name: 'Ana' });

    const answer = await shop.sends(template('sale', saleComponents));
    assert.equal(answer.status, 200, answer.text);
    const { content } = await ana.next();
    const reply = ana.taps('Stop promotions');
    await shop.emulator.settled();

    assert.equal(content.type === 'template' && content.body, 'Ana, all of summer is cheaper.');
    assert.deepEqual(content.type === 'template' && content.buttons, [
      { kind: 'quick_reply', title: 'Stop promotions', payload: 'STOP' },
      { kind: 'link', title: 'Look', url: 'https://shop.example/sale' },
      { kind: 'copy_code', title: 'Copy offer code', code: 'ANA10' },
      { kind: 'phone', title: 'Call', phoneNumber: '+15550783881' },
    ]);
    assert.deepEqual(reply.content, { type: 'choice', title: 'Stop promotions' });
    const [tap] = shop.messages();
    assert.deepEqual([tap.type, tap.button], ['button', { payload: 'STOP', text: 'Stop promotions' }]);
  });

  const refused: [string, Record<string, unknown>, number, EmulatorOptions?][] = [
    ['it does not exist', template('nothing'), 132001],
    ['it does not exist in that language', template('hello_world', [], 'fr'), 132001],
    [
      'it was not approved yet',
      template('sale', saleComponents),
      132001,
      { templates: [{ ...SALE, status: 'PENDING' }] },
    ],
    ['it is paused', template('sale', saleComponents), 132015, { templates: [{ ...SALE, status: 'PAUSED' }] }],
    ['it is disabled', template('sale', saleComponents), 132016, { templates: [{ ...SALE, status: 'DISABLED' }] }],
    [
      'it belongs to another account',
      template('sale', saleComponents),
      132001,
      { templates: [{ ...SALE, wabaId: '1' }] },
    ],
    ['parameters are missing', update('Ana'), 132000],
    ['there are too many parameters', update('a', 'b', 'c', 'd'), 132000],
    ['a parameter has a line break', update('Ana', 'a\nb', 'c'), 132012],
    ['a parameter has five blanks in a row', update('Ana', 'a     b', 'c'), 132012],
    ['a parameter is empty', update('Ana', '', 'c'), 132012],
    [
      'a parameter has another type',
      template('order_update', [{ type: 'body', parameters: Array(3).fill({ type: 'image' }) }]),
      132012,
    ],
    ['the text gets too long', update('a', 'b', 'c'.repeat(1_000)), 132005],
    [
      'a named parameter has no name',
      template('sale', [saleComponents[0], { type: 'body', parameters: text('a', 'b') }]),
      132012,
      { templates: [SALE] },
    ],
    ['the header is missing', template('sale', saleComponents.slice(1)), 132000, { templates: [SALE] }],
    ['the code to copy is missing', template('sale', saleComponents.slice(0, 4)), 131008, { templates: [SALE] }],
    [
      'a button is of another type',
      template('order_update', [
        { type: 'body', parameters: text('a', 'b', 'c') },
        { type: 'button', sub_type: 'url', index: 0 },
      ]),
      132012,
    ],
    ['the name is missing', { type: 'template', template: { language: { code: 'en' } } }, 131008],
    ['the language is missing', { type: 'template', template: { name: 'hello_world' } }, 131008],
  ];
  for (const [reason, message, code, options] of refused) {
    test(`is refused when ${reason} (${code})`, async (t) => {
      const { sends } = await openShop(t, options);
      assert.equal((await sends(message)).body.error?.code, code);
    });
  }
});

describe('the templates of an account', () => {
  test('are listed in pages that can be followed', async (t) => {
    const { graph, origin } = await openShop(t);
    const names: string[] = [];

    let path: string | undefined = `${WABA}/message_templates?limit=4`;
    while (path) {
      const { body } = await graph('GET', path);
      names.push(...body.data.map(({ name, language }: TemplateDefinition) => `${name}/${language}`));
      path = body.paging.next?.slice(`${origin}/v25.0/`.length);
    }

    assert.equal(names.length, 12);
    assert.equal(new Set(names).size, 12);
  });

  test('can be filtered', async (t) => {
    const { graph } = await openShop(t);
    const { body } = await graph('GET', `${WABA}/message_templates?name=order_update&language=es&status=APPROVED`);
    assert.equal(body.data.length, 1);
    assert.equal(body.data[0].category, 'UTILITY');
    assert.match(body.data[0].id, /^\d{16}$/);
    assert.equal(body.paging.next, undefined);
  });
});
