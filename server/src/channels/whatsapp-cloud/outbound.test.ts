import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OutboundContent } from '../../conversations/api.ts';
import type { Recipient } from '../../conversations/channel.ts';
import { check } from './limits.ts';
import { filesOf, toWire } from './outbound.ts';

const REFERENCE = '0198f2b6-0000-7000-8000-000000000001';
const sheena: Recipient = { waId: '16505551234', phone: '+16505551234', bsuid: 'US.1' };

/** As it goes over the wire: without what is undefined. */
const wire = (content: unknown, to = sheena, quotes?: string) =>
  JSON.parse(
    JSON.stringify(toWire(OutboundContent.parse(content), to, { reference: REFERENCE, ...(quotes ? { quotes } : {}) })),
  );

describe('an outbound message', () => {
  const text = { type: 'text', body: 'Hi' };

  test('is addressed by the number WhatsApp uses, always with a plus', () => {
    assert.equal(wire(text).to, '+16505551234');
    assert.equal(wire(text, { ...sheena, waId: null }).to, '+16505551234');
    assert.equal(wire(text, { waId: '5491122334455', phone: '+541122334455', bsuid: null }).to, '+5491122334455');
  });

  test('is addressed by the id of somebody who hides the number', () => {
    const { to, recipient } = wire(text, { waId: null, phone: null, bsuid: 'US.1' });
    assert.deepEqual([to, recipient], [undefined, 'US.1']);
  });

  test('carries our reference, and what it answers', () => {
    const { biz_opaque_callback_data, context } = wire(text, sheena, 'wamid.q');
    assert.deepEqual([biz_opaque_callback_data, context], [REFERENCE, { message_id: 'wamid.q' }]);
  });
});

describe('in the words of WhatsApp', () => {
  const file = { providerMediaId: '1', mimeType: 'image/png' };
  const picture = { type: 'image', file };
  const shapes: [name: string, content: Record<string, unknown>, wire: unknown][] = [
    ['text', { type: 'text', body: 'Hi', previewUrl: true }, { body: 'Hi', preview_url: true }],
    ['image by id', { type: 'image', file, caption: 'c' }, { id: '1', caption: 'c' }],
    ['image by link', { type: 'image', file: { link: 'https://a.b/c.png' } }, { link: 'https://a.b/c.png' }],
    ['video', { type: 'video', file: { providerMediaId: '1' } }, { id: '1' }],
    ['voice note', { type: 'audio', file: { providerMediaId: '1' }, voice: true }, { id: '1', voice: true }],
    [
      'document',
      { type: 'document', file: { providerMediaId: '1', fileName: 'bill.pdf' }, caption: 'c' },
      { id: '1', caption: 'c', filename: 'bill.pdf' },
    ],
    ['sticker', { type: 'sticker', file: { providerMediaId: '1' } }, { id: '1' }],
    [
      'location',
      { type: 'location', latitude: 1.5, longitude: -2, name: 'n', address: 'a' },
      { latitude: 1.5, longitude: -2, name: 'n', address: 'a' },
    ],
    ['reaction', { type: 'reaction', to: 'wamid.x', emoji: '👍' }, { message_id: 'wamid.x', emoji: '👍' }],
    ['reaction taken back', { type: 'reaction', to: 'wamid.x', emoji: '' }, { message_id: 'wamid.x', emoji: '' }],
    [
      'contacts',
      {
        type: 'contacts',
        contacts: [
          {
            name: { formatted: 'A B', first: 'A' },
            phones: [{ phone: '+1', waId: '1' }],
            organization: { company: 'C' },
          },
        ],
      },
      [
        {
          name: { formatted_name: 'A B', first_name: 'A' },
          phones: [{ phone: '+1', wa_id: '1' }],
          org: { company: 'C' },
        },
      ],
    ],
    [
      'template',
      {
        type: 'template',
        name: 'order_update',
        language: 'en_US',
        components: [
          { type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
          { type: 'button', subType: 'quick_reply', index: 0, parameters: [{ type: 'payload', payload: 'P1' }] },
          { type: 'carousel', cards: [{ card_index: 0, components: [] }] },
        ],
      },
      {
        name: 'order_update',
        language: { code: 'en_US' },
        components: [
          { type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
          { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'P1' }] },
          { type: 'carousel', cards: [{ card_index: 0, components: [] }] },
        ],
      },
    ],
  ];
  for (const [name, content, expected] of shapes) {
    test(name, () => {
      assert.equal(wire(content).type, content.type);
      assert.deepEqual(wire(content)[String(content.type)], expected);
    });
  }

  const body = { text: 'Which one?' };
  const interactive: [name: string, content: Record<string, unknown>, wire: unknown][] = [
    [
      'buttons under a picture',
      { type: 'buttons', header: picture, body: body.text, footer: 'f', buttons: [{ id: 'yes', title: 'Yes' }] },
      {
        type: 'button',
        header: { type: 'image', image: { id: '1' } },
        body,
        footer: { text: 'f' },
        action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
      },
    ],
    [
      'list',
      {
        type: 'list',
        header: { type: 'text', text: 'h' },
        body: body.text,
        button: 'Choose',
        sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'd' }] }],
      },
      {
        type: 'list',
        header: { type: 'text', text: 'h' },
        body,
        action: { button: 'Choose', sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'd' }] }] },
      },
    ],
    [
      'link',
      { type: 'link', body: body.text, title: 'Open', url: 'https://a.b/' },
      { type: 'cta_url', body, action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://a.b/' } } },
    ],
    [
      'question for the place',
      { type: 'location_request', body: body.text },
      { type: 'location_request_message', body, action: { name: 'send_location' } },
    ],
    [
      'question for the number',
      { type: 'contact_request', body: body.text },
      { type: 'contact_request', body, action: { name: 'request_contact_info' } },
    ],
    [
      'question for the address',
      { type: 'address_request', body: body.text, country: 'IN', values: { city: 'Pune' } },
      {
        type: 'address_message',
        body,
        action: { name: 'address_message', parameters: { country: 'IN', values: { city: 'Pune' } } },
      },
    ],
    [
      'product',
      { type: 'product', catalogId: '1', retailerId: 'SKU' },
      { type: 'product', action: { catalog_id: '1', product_retailer_id: 'SKU' } },
    ],
    [
      'products',
      {
        type: 'product_list',
        header: 'h',
        body: body.text,
        catalogId: '1',
        sections: [{ title: 'S', retailerIds: ['A', 'B'] }],
      },
      {
        type: 'product_list',
        header: { type: 'text', text: 'h' },
        body,
        action: {
          catalog_id: '1',
          sections: [{ title: 'S', product_items: [{ product_retailer_id: 'A' }, { product_retailer_id: 'B' }] }],
        },
      },
    ],
    [
      'catalogue',
      { type: 'catalogue', body: body.text, thumbnailRetailerId: 'SKU' },
      {
        type: 'catalog_message',
        body,
        action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'SKU' } },
      },
    ],
    [
      'form',
      { type: 'form', body: body.text, title: 'Start', formId: '7', token: 't', screen: 'S1', data: { k: 'v' } },
      {
        type: 'flow',
        body,
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_id: '7',
            flow_cta: 'Start',
            flow_token: 't',
            mode: 'published',
            flow_action: 'navigate',
            flow_action_payload: { screen: 'S1', data: { k: 'v' } },
          },
        },
      },
    ],
    [
      'form by name at its first screen, without empty data',
      { type: 'form', body: body.text, title: 'Start', formName: 'n', draft: true, data: {} },
      {
        type: 'flow',
        body,
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_name: 'n',
            flow_cta: 'Start',
            flow_token: 'unused',
            mode: 'draft',
          },
        },
      },
    ],
    [
      'carousel',
      {
        type: 'carousel',
        body: body.text,
        cards: [
          { header: picture, body: 'b', link: { title: 'Buy', url: 'https://a.b/' } },
          { header: picture, buttons: [{ id: 'x', title: 'More' }] },
        ],
      },
      {
        type: 'carousel',
        body,
        action: {
          cards: [
            {
              card_index: 0,
              type: 'cta_url',
              header: { type: 'image', image: { id: '1' } },
              body: { text: 'b' },
              action: { name: 'cta_url', parameters: { display_text: 'Buy', url: 'https://a.b/' } },
            },
            {
              card_index: 1,
              type: 'cta_url',
              header: { type: 'image', image: { id: '1' } },
              action: { buttons: [{ type: 'quick_reply', quick_reply: { id: 'x', title: 'More' } }] },
            },
          ],
        },
      },
    ],
    [
      'call button',
      { type: 'call_button', body: body.text, title: 'Call us' },
      { type: 'voice_call', body, action: { name: 'voice_call', parameters: { display_text: 'Call us' } } },
    ],
    [
      'permission to call',
      { type: 'call_permission_request', body: body.text },
      { type: 'call_permission_request', body, action: { name: 'call_permission_request' } },
    ],
    [
      'order to pay',
      { type: 'order_details', body: body.text, parameters: { reference_id: 'r' } },
      { type: 'order_details', body, action: { name: 'review_and_pay', parameters: { reference_id: 'r' } } },
    ],
    [
      'state of an order',
      { type: 'order_status', body: body.text, parameters: { reference_id: 'r' } },
      { type: 'order_status', body, action: { name: 'review_order', parameters: { reference_id: 'r' } } },
    ],
  ];
  for (const [name, content, expected] of interactive) {
    test(name, () => {
      assert.equal(wire(content).type, 'interactive');
      assert.deepEqual(wire(content).interactive, expected);
      if (content.type !== 'carousel')
        assert.deepEqual(
          check(OutboundContent.parse(content)).filter(({ path }) => path !== 'screen'),
          [],
        );
    });
  }

  test('every type one can send is among these', () => {
    const types = OutboundContent.options.map((option) => option.shape.type.value);
    const shown = new Set([...shapes, ...interactive].map(([, content]) => content.type));
    assert.deepEqual(
      types.filter((type) => !shown.has(type) && type !== 'audio'),
      [],
    );
  });

  test('a reaction never quotes: it names its message itself', () => {
    assert.equal(wire({ type: 'reaction', to: 'wamid.x', emoji: '👍' }, sheena, 'wamid.q').context, undefined);
  });

  test('every file is found, wherever it stands', () => {
    const count = (content: unknown) => filesOf(OutboundContent.parse(content)).length;
    assert.equal(count({ type: 'sticker', file }), 1);
    assert.equal(count({ type: 'buttons', header: picture, body: 'b', buttons: [] }), 1);
    assert.equal(count({ type: 'buttons', header: { type: 'text', text: 'h' }, body: 'b', buttons: [] }), 0);
    assert.equal(count({ type: 'product_list', header: 'h', body: 'b', catalogId: '1', sections: [] }), 0);
    assert.equal(count({ type: 'carousel', body: 'b', cards: [{ header: picture }, { header: picture }] }), 2);
    assert.equal(count({ type: 'text', body: 'b' }), 0);
  });
});
