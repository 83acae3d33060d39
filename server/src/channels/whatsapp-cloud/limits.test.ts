import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OutboundContent } from '../../conversations/api.ts';
import { check } from './limits.ts';

type Json = Record<string, unknown>;

const brokenBy = (content: Json): string[] => check(OutboundContent.parse(content)).map(({ path }) => path);
const a = (length: number) => 'a'.repeat(length);
const some = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const option = (n: number) => ({ id: `id${n}`, title: `Title ${n}` });
const file = { providerMediaId: '1' };
const buttons = (more: Json = {}) => ({ type: 'buttons', body: 'Which?', buttons: some(3, option), ...more });
const list = (more: Json = {}) => ({
  type: 'list',
  body: 'Which?',
  button: 'Choose',
  sections: [{ rows: some(10, option) }],
  ...more,
});
const link = (more: Json = {}) => ({ type: 'link', body: 'Look', title: 'Open', url: 'https://a.b/', ...more });
const products = (more: Json = {}) => ({
  type: 'product_list',
  header: 'Ours',
  body: 'Look',
  catalogId: '1',
  sections: [{ title: 'S', retailerIds: some(30, String) }],
  ...more,
});
const form = (more: Json = {}) => ({ type: 'form', body: 'Please', title: 'Start', formId: '1', ...more });
const card = (more: Json = {}) => ({
  header: { type: 'image', file },
  link: { title: 'Buy', url: 'https://a.b/' },
  ...more,
});
const carousel = (more: Json = {}) => ({ type: 'carousel', body: 'Look', cards: some(2, () => card()), ...more });
const template = (...components: Json[]) => ({ type: 'template', name: 'order_update', language: 'en_US', components });
const bodyText = (text: string) => template({ type: 'body', parameters: [{ type: 'text', text }] });

describe('a message at the limits may be sent', () => {
  const allowed: Record<string, Json> = {
    text: { type: 'text', body: a(4_096) },
    'text of emoji, counted as people count': { type: 'text', body: '👍'.repeat(4_096) },
    caption: { type: 'image', file, caption: a(1_024) },
    'document of any type': { type: 'document', file: { ...file, mimeType: 'application/x-anything' } },
    'voice note': { type: 'audio', voice: true, file: { ...file, mimeType: 'audio/ogg; codecs=opus' } },
    'file that is still here': {
      type: 'image',
      file: { mediaId: '0198f2b6-0000-7000-8000-000000000001', mimeType: 'image/png' },
    },
    buttons: buttons({
      body: a(1_024),
      header: { type: 'text', text: a(60) },
      footer: a(60),
      buttons: some(3, (n) => ({ id: `${n}${a(255)}`, title: `${n}${a(19)}` })),
    }),
    list: list({
      body: a(4_096),
      button: a(20),
      sections: some(10, (s) => ({ title: a(24), rows: [{ id: `${s}${a(199)}`, title: a(24), description: a(72) }] })),
    }),
    'rows of one name with different ids': list({
      sections: [{ rows: some(2, (n) => ({ id: String(n), title: 'Same' })) }],
    }),
    link: link({ title: a(20) }),
    products: products({ header: a(60) }),
    'product without words': { type: 'product', catalogId: '1', retailerId: 'SKU' },
    form: form({ title: a(20) }),
    carousel: carousel({ cards: some(10, () => card({ body: `${a(158)}\n\n` })) }),
    'template without placeholders': template(),
    'template with many': template(
      { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] },
      { type: 'body', parameters: some(3, (n) => ({ type: 'text', parameter_name: `p${n}`, text: 'x' })) },
      { type: 'button', subType: 'url', index: 0, parameters: [{ type: 'text', text: 'suffix' }] },
      { type: 'button', subType: 'quick_reply', index: 9, parameters: [{ type: 'payload', payload: a(256) }] },
    ),
    'reaction of several code points': { type: 'reaction', to: 'w', emoji: '👩‍👩‍👧‍👦' },
    'reaction by flag': { type: 'reaction', to: 'w', emoji: '🇪🇸' },
    'reaction taken back': { type: 'reaction', to: 'w', emoji: '' },
    contacts: { type: 'contacts', contacts: some(5, () => ({ name: { formatted: 'A B', first: 'A' } })) },
    location: { type: 'location', latitude: 90, longitude: -180 },
  };
  for (const [name, content] of Object.entries(allowed)) test(name, () => assert.deepEqual(brokenBy(content), []));
});

describe('a message past a limit is stopped, naming the place', () => {
  const stopped: [name: string, content: Json, ...paths: string[]][] = [
    ['text', { type: 'text', body: a(4_097) }, 'body'],
    ['blank text', { type: 'text', body: ' \n' }, 'body'],
    ['caption', { type: 'video', file, caption: a(1_025) }, 'caption'],
    ['no file', { type: 'image', file: {} }, 'file'],
    ['image of another type', { type: 'image', file: { ...file, mimeType: 'image/gif' } }, 'file.mimeType'],
    ['sticker of another type', { type: 'sticker', file: { ...file, mimeType: 'image/png' } }, 'file.mimeType'],
    [
      'voice note of another type',
      { type: 'audio', voice: true, file: { ...file, mimeType: 'audio/mpeg' } },
      'file.mimeType',
    ],
    ['no buttons', buttons({ buttons: [] }), 'buttons'],
    ['four buttons', buttons({ buttons: some(4, option) }), 'buttons'],
    ['long button', buttons({ buttons: [{ id: a(257), title: a(21) }] }), 'buttons.0.id', 'buttons.0.title'],
    ['button id with blank', buttons({ buttons: [{ id: ' x', title: 'X' }] }), 'buttons.0.id'],
    ['empty button', buttons({ buttons: [{ id: 'x', title: ' ' }] }), 'buttons.0.title'],
    ['two equal buttons', buttons({ buttons: [option(1), option(1)] }), 'buttons', 'buttons'],
    [
      'long frame',
      buttons({ body: a(1_025), header: { type: 'text', text: a(61) }, footer: a(61) }),
      'body',
      'footer',
      'header.text',
    ],
    ['header without file', buttons({ header: { type: 'video', file: {} } }), 'header.file'],
    ['empty body', buttons({ body: '' }), 'body'],
    [
      'eleven rows',
      list({ sections: some(2, (s) => ({ title: 'S', rows: some(s === 0 ? 10 : 1, (n) => option(s * 10 + n)) })) }),
      'sections',
    ],
    ['no rows', list({ sections: [{ rows: [] }] }), 'sections.0.rows'],
    ['no sections', list({ sections: [] }), 'sections'],
    [
      'eleven sections',
      list({ sections: some(11, (n) => ({ title: 'S', rows: [option(n)] })) }),
      'sections',
      'sections',
    ],
    [
      'sections without title',
      list({ sections: some(2, (n) => ({ rows: [option(n)] })) }),
      'sections.0.title',
      'sections.1.title',
    ],
    [
      'long row',
      list({ sections: [{ title: a(25), rows: [{ id: a(201), title: a(25), description: a(73) }] }] }),
      'sections.0.title',
      'sections.0.rows.0.id',
      'sections.0.rows.0.title',
      'sections.0.rows.0.description',
    ],
    ['rows with one id', list({ sections: [{ rows: [option(1), { ...option(1), title: 'Other' }] }] }), 'sections'],
    ['picture over a list', list({ header: { type: 'image', file } }), 'header'],
    ['long list', list({ body: a(4_097), button: a(21) }), 'body', 'button'],
    ['long link', link({ title: a(21), url: `https://a.b/${a(2_000)}` }), 'title', 'url'],
    [
      '31 products',
      products({ sections: [{ title: 'S', retailerIds: some(31, String) }] }),
      'sections',
      'sections.0.retailerIds',
    ],
    ['products without header', products({ header: '' }), 'header'],
    ['form without id', form({ formId: undefined }), 'formId'],
    ['form with id and name', form({ formName: 'n' }), 'formId'],
    ['form with long or happy button', form({ title: `${a(20)}👍` }), 'title', 'title'],
    ['form data without screen', form({ data: { k: 1 } }), 'screen'],
    ['one card', carousel({ cards: [card()] }), 'cards'],
    ['eleven cards', carousel({ cards: some(11, () => card()) }), 'cards'],
    ['cards of two kinds', carousel({ cards: [card(), card({ link: undefined, buttons: [option(1)] })] }), 'cards'],
    ['card with both', carousel({ cards: some(2, () => card({ buttons: [option(1)] })) }), 'cards.0', 'cards.1'],
    ['card with neither', carousel({ cards: some(2, () => card({ link: undefined })) }), 'cards.0', 'cards.1'],
    [
      'long card',
      carousel({ cards: [card({ body: a(161) }), card({ body: '\n\n\n' })] }),
      'cards.0.body',
      'cards.1.body',
    ],
    [
      'six contacts',
      { type: 'contacts', contacts: some(6, () => ({ name: { formatted: 'A B', first: 'A' } })) },
      'contacts',
    ],
    [
      'contact with only a whole name',
      { type: 'contacts', contacts: [{ name: { formatted: 'A B' } }] },
      'contacts.0.name',
    ],
    ['reaction of two emoji', { type: 'reaction', to: 'w', emoji: '👍👍' }, 'emoji'],
    ['reaction in words', { type: 'reaction', to: 'w', emoji: 'ok' }, 'emoji'],
    ['reaction by digit', { type: 'reaction', to: 'w', emoji: '1' }, 'emoji'],
    ['template name', { ...template(), name: 'Order Update' }, 'name'],
    ['template language', { ...template(), language: 'en-US' }, 'language'],
    ['placeholder with line break', bodyText('a\nb'), 'components.0.parameters.0.text'],
    ['placeholder with five blanks', bodyText('a     b'), 'components.0.parameters.0.text'],
    ['empty placeholder', bodyText(''), 'components.0.parameters.0.text'],
    [
      'named and numbered placeholders',
      template({
        type: 'body',
        parameters: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b', parameter_name: 'p' },
        ],
      }),
      'components.0',
    ],
    [
      'two placeholders in a header',
      template({
        type: 'header',
        parameters: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      }),
      'components.0',
    ],
    [
      'long header value',
      template({ type: 'header', parameters: [{ type: 'text', text: a(61) }] }),
      'components.0.parameters.0.text',
    ],
    [
      'header without file',
      template({ type: 'header', parameters: [{ type: 'image', image: {} }] }),
      'components.0.parameters.0.image',
    ],
    ['button without kind and place', template({ type: 'button' }), 'components.0.subType', 'components.0.index'],
    [
      'long payload',
      template({
        type: 'button',
        subType: 'quick_reply',
        index: 0,
        parameters: [{ type: 'payload', payload: a(257) }],
      }),
      'components.0.parameters.0.payload',
    ],
    [
      'long code',
      template({
        type: 'button',
        subType: 'copy_code',
        index: 0,
        parameters: [{ type: 'coupon_code', coupon_code: a(16) }],
      }),
      'components.0.parameters.0.coupon_code',
    ],
  ];
  for (const [name, content, ...paths] of stopped) test(name, () => assert.deepEqual(brokenBy(content), paths));

  test('in words for whoever wrote it', () => {
    const [violation] = check(OutboundContent.parse(buttons({ buttons: [{ id: 'x', title: a(25) }] })));
    assert.deepEqual(violation, { path: 'buttons.0.title', message: 'This has 25 characters; WhatsApp allows 20.' });
  });
});
