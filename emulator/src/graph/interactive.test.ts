import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shopWithAna } from '../test-business.ts';

const body = { text: 'Choose' };
const interactive = (value: Record<string, unknown>) => ({ type: 'interactive', interactive: { body, ...value } });
const button = (id: string, title = id) => ({ type: 'reply', reply: { id, title } });
const row = (id: string, title = id) => ({ id, title });
const buttonAction = (...buttons: unknown[]) => interactive({ type: 'button', action: { buttons } });
const listAction = (...sections: unknown[]) => interactive({ type: 'list', action: { button: 'Open', sections } });
const rows = (count: number, prefix = 'r') => Array.from({ length: count }, (_, place) => row(`${prefix}${place}`));
const long = (length: number) => 'x'.repeat(length);
const named = (type: string, name: string) => interactive({ type, action: { name } });
const flow = (parameters: Record<string, unknown>) =>
  interactive({
    type: 'flow',
    action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'Start', ...parameters } },
  });
const card = {
  header: { type: 'image', image: { link: 'https://example.com/a.jpg' } },
  body: { text: 'Nice' },
  action: { name: 'cta_url', parameters: { display_text: 'Buy', url: 'https://example.com' } },
};

describe('an interactive message', () => {
  const valid: [string, Record<string, unknown>, unknown][] = [
    [
      'reply buttons with a header and a footer',
      interactive({
        type: 'button',
        header: { type: 'text', text: 'Size' },
        footer: { text: 'Tap one' },
        action: { buttons: [button('s', 'Small'), button('l', 'Large')] },
      }),
      { kind: 'buttons', buttons: [row('s', 'Small'), row('l', 'Large')] },
    ],
    [
      'a list',
      listAction(
        { title: 'Tops', rows: [{ ...row('h', 'Hoodie'), description: 'Warm' }] },
        { title: 'Hats', rows: rows(9) },
      ),
      {
        kind: 'list',
        button: 'Open',
        sections: [
          { title: 'Tops', rows: [{ id: 'h', title: 'Hoodie', description: 'Warm' }] },
          { title: 'Hats', rows: rows(9) },
        ],
      },
    ],
    [
      'a link button',
      interactive({
        type: 'cta_url',
        action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://a.b' } },
      }),
      { kind: 'link', title: 'Open', url: 'https://a.b' },
    ],
    ['a request for the location', named('location_request_message', 'send_location'), { kind: 'location_request' }],
    ['a request for the contact', named('contact_request', 'request_contact_info'), { kind: 'contact_request' }],
    ['a form', flow({ flow_id: '7' }), { kind: 'form', title: 'Start', flowId: '7' }],
    ['the catalogue', named('catalog_message', 'catalog_message'), { kind: 'catalogue', title: 'View catalog' }],
    [
      'one product',
      interactive({ type: 'product', body: undefined, action: { catalog_id: '1', product_retailer_id: 'HOODIE' } }),
      {
        kind: 'products',
        sections: [{ products: [{ retailerId: 'HOODIE', name: 'Hoodie', price: 29, currency: 'USD' }] }],
      },
    ],
    [
      'a carousel',
      interactive({
        type: 'carousel',
        action: {
          cards: [
            { card_index: 0, ...card },
            { card_index: 1, ...card },
          ],
        },
      }),
      'cards',
    ],
  ];
  for (const [name, message, action] of valid) {
    test(`can be ${name}`, async (t) => {
      const products = [{ retailerId: 'HOODIE', name: 'Hoodie', price: 29, currency: 'USD' }];
      const { ana, sends } = await shopWithAna(t, { products, fetchLinks: false });
      const answer = await sends(message);
      assert.equal(answer.status, 200, answer.text);
      const { content } = await ana.next();
      const shown = content.type === 'interactive' && content.action;
      if (action === 'cards') assert.equal(shown && shown.kind === 'carousel' && shown.cards.length, 2);
      else assert.deepEqual(shown, action);
    });
  }

  const invalid: [string, Record<string, unknown>, number][] = [
    ['an unknown type', interactive({ type: 'dance', action: {} }), 100],
    ['no action', interactive({ type: 'button' }), 131008],
    ['no body', interactive({ type: 'button', body: undefined, action: { buttons: [button('a')] } }), 131008],
    [
      'a body of 1,025 characters',
      interactive({ type: 'button', body: { text: long(1_025) }, action: { buttons: [button('a')] } }),
      100,
    ],
    [
      'a footer of 61 characters',
      interactive({ type: 'button', footer: { text: long(61) }, action: { buttons: [button('a')] } }),
      100,
    ],
    [
      'a header of 61 characters',
      interactive({ type: 'button', header: { type: 'text', text: long(61) }, action: { buttons: [button('a')] } }),
      100,
    ],
    ['an image above a list', interactive({ type: 'list', header: { type: 'image' }, action: {} }), 131009],
    ['no button', buttonAction(), 131009],
    ['four buttons', buttonAction(button('a'), button('b'), button('c'), button('d')), 131009],
    ['a title of 21 characters', buttonAction(button('a', long(21))), 131009],
    ['an empty title', buttonAction(button('a', ' ')), 131009],
    ['an id of 257 characters', buttonAction(button(long(257), 'A')), 131009],
    ['an id with a blank at its end', buttonAction(button('a ', 'A')), 131009],
    ['the same id twice', buttonAction(button('a', 'A'), button('a', 'B')), 131009],
    ['the same title twice', buttonAction(button('a', 'A'), button('b', 'A')), 131009],
    ['eleven rows', listAction({ title: 'A', rows: rows(6) }, { title: 'B', rows: rows(5, 's') }), 131009],
    [
      'a section without a title beside another',
      listAction({ rows: rows(1) }, { title: 'B', rows: rows(1, 's') }),
      131008,
    ],
    ['a section title of 25 characters', listAction({ title: long(25), rows: rows(1) }), 100],
    ['a row title of 25 characters', listAction({ rows: [row('a', long(25))] }), 131009],
    ['a row description of 73 characters', listAction({ rows: [{ ...row('a'), description: long(73) }] }), 100],
    ['a row id of 201 characters', listAction({ rows: [row(long(201), 'A')] }), 131009],
    ['the same row twice', listAction({ rows: [row('a'), row('a')] }), 131009],
    [
      'a list button of 21 characters',
      interactive({ type: 'list', action: { button: long(21), sections: [{ rows: rows(1) }] } }),
      100,
    ],
    [
      'a link that is none',
      interactive({ type: 'cta_url', action: { name: 'cta_url', parameters: { display_text: 'A', url: 'a' } } }),
      131009,
    ],
    ['a wrong action name', named('location_request_message', 'request_contact_info'), 131009],
    ['a form with id and name', flow({ flow_id: '1', flow_name: 'a' }), 131009],
    ['a form with neither', flow({}), 131008],
    ['a form with empty data', flow({ flow_id: '1', flow_action_payload: { screen: 'S', data: {} } }), 131009],
    [
      'a product list without a header',
      interactive({ type: 'product_list', action: { catalog_id: '1', sections: [] } }),
      131008,
    ],
    ['one card', interactive({ type: 'carousel', action: { cards: [{ card_index: 0, ...card }] } }), 131009],
  ];
  for (const [name, message, code] of invalid) {
    test(`is refused with ${name} (${code})`, async (t) => {
      const { sends } = await shopWithAna(t);
      assert.equal((await sends(message)).body.error?.code, code);
    });
  }

  test('with a body of 4,096 characters is right for a list', async (t) => {
    const { sends } = await shopWithAna(t);
    const message = interactive({
      type: 'list',
      body: { text: long(4_096) },
      action: { button: 'Open', sections: [{ rows: rows(10) }] },
    });
    assert.equal((await sends(message)).status, 200);
  });
});
