import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULTS } from '../options.ts';
import { buttons, hello, NUMBER, type Shop, shopWithAna } from '../test-business.ts';
import { assertShape, is } from './shape.ts';

/** What is wrong, the answer's HTTP status and code. Every body has Meta's shape. */
type Row = [
  what: string,
  act: (shop: Shop) => Promise<{ status: number; body: unknown }>,
  status: number,
  code: number,
];

const WABA = DEFAULTS.wabaId;
const send = (content: Record<string, unknown>) => (shop: Shop) => shop.sends(content);
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => (shop: Shop) =>
  shop.graph(method, path, body, headers);
const template = (name: string, code = 'en', components: unknown[] = []) =>
  send({ type: 'template', template: { name, language: { code }, components } });
const text = (...values: string[]) => [
  { type: 'body', parameters: values.map((value) => ({ type: 'text', text: value })) },
];
const update = (components: unknown[]) => template('order_update', 'en', components);

const ERRORS: Row[] = [
  ['no token', call('POST', `${NUMBER}/messages`, {}, { authorization: '' }), 401, 190],
  ['a wrong token', call('GET', NUMBER, undefined, { authorization: 'Bearer wrong' }), 401, 190],
  ['an id nobody has', call('GET', '999'), 400, 100],
  ['an unknown path', call('GET', 'me'), 400, 2500],
  ['a version of the future', (shop) => fetchJson(`${shop.origin}/v99.0/${NUMBER}`), 400, 2500],
  ['a body that is no JSON', call('POST', `${NUMBER}/messages`, '{'), 400, 100],
  ['no messaging_product', send({ ...hello, messaging_product: undefined }), 400, 100],
  ['a misspelt key', send({ ...hello, txt: {} }), 400, 100],
  ['an unknown type', send({ type: 'poll', poll: {} }), 400, 100],
  ['no body in a text', send({ type: 'text', text: {} }), 400, 131008],
  ['a text that is too long', send({ type: 'text', text: { body: 'x'.repeat(4_097) } }), 400, 100],
  ['a recipient that is no number', send({ ...hello, to: 'Ana' }), 400, 131009],
  ['the sender as recipient', send({ ...hello, to: DEFAULTS.displayNumber }), 400, 131021],
  ['a group', send({ ...hello, recipient_type: 'group' }), 400, 131041],
  ['four buttons', send(buttons('A', 'B', 'C', 'D')), 400, 131009],
  ['callback data of 513 characters', send({ ...hello, biz_opaque_callback_data: 'x'.repeat(513) }), 400, 100],
  ['a file nobody uploaded', send({ type: 'image', image: { id: '1' } }), 400, 100],
  ['an unknown template', template('nobody'), 404, 132001],
  ['a template in another language', template('hello_world', 'fr'), 404, 132001],
  ['too few parameters', update(text('Ana')), 400, 132000],
  ['an empty parameter', update(text('Ana', '', 'x')), 400, 132012],
  ['a line break in a parameter', update(text('Ana', 'a\nb', 'x')), 400, 132012],
  ['a rendered text that is too long', update(text('x'.repeat(1_024), 'b', 'c')), 400, 132005],
  [
    'a button of the wrong kind',
    update([...text('a', 'b', 'c'), { type: 'button', sub_type: 'url', index: '0', parameters: [] }]),
    400,
    132012,
  ],
  [
    'a header nobody defined',
    update([...text('a', 'b', 'c'), { type: 'header', parameters: [{ type: 'text', text: 'x' }] }]),
    400,
    132000,
  ],
  [
    'a message to mark as read that is unknown',
    call('POST', `${NUMBER}/messages`, { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.x' }),
    400,
    131009,
  ],
  ['a template to delete that is unknown', call('DELETE', `${WABA}/message_templates?name=nobody`), 400, 100],
  ['a list without a name to delete', call('DELETE', `${WABA}/message_templates`), 400, 100],
  ['a field nobody knows', call('GET', `${WABA}?fields=shoe_size`), 400, 100],
  [
    'an empty list of users to block',
    call('POST', `${NUMBER}/block_users`, { messaging_product: 'whatsapp', block_users: [] }),
    400,
    131009,
  ],
  ['a QR code nobody made', call('GET', `${NUMBER}/message_qrdls/ABC`), 400, 100],
  ['a path that is not well encoded', call('GET', '%E0%A4%A'), 400, 100],
];

describe('an error has the published shape and code:', () => {
  for (const [what, act, status, code] of ERRORS) {
    test(`${what} (${code})`, async (t) => {
      const shop = await shopWithAna(t);
      const answer = await act(shop);
      assert.deepEqual([answer.status, Object(answer.body).error?.code], [status, code]);
      assertShape(answer.body, {
        error: {
          message: 'text',
          type: is('OAuthException', 'GraphMethodException'),
          code: is(code),
          'error_subcode?': 'number',
          'error_data?': { messaging_product: is('whatsapp'), details: 'text' },
          'is_transient?': 'truth',
          'error_user_title?': 'text',
          'error_user_msg?': 'text',
          fbtrace_id: 'text',
        },
      });
    });
  }

  test('the pair limit, from the 46th message on (131056)', async (t) => {
    const shop = await shopWithAna(t);
    const codes = [];
    for (let nth = 0; nth < 46; nth++) codes.push((await shop.sends(hello)).body.error?.code);
    assert.deepEqual(codes.filter(Boolean), [131056]);
  });

  test('the throughput of a number (130429)', async (t) => {
    const shop = await shopWithAna(t, { limits: { pair: false }, numbers: [{ messagesPerSecond: 2 }] });
    await shop.passes(1_000);
    const codes = [];
    for (let nth = 0; nth < 3; nth++) codes.push((await shop.sends(hello)).body.error?.code);
    assert.deepEqual(codes, [undefined, undefined, 130429]);
  });

  test('a closed window, refused at once when that is set (131047)', async (t) => {
    const shop = await shopWithAna(t, { limits: { window: 'answer' } });
    await shop.passes(24 * 3_600_000);
    assert.equal((await shop.sends(hello)).body.error.code, 131047);
  });
});

async function fetchJson(url: string) {
  const response = await fetch(url, { headers: { authorization: `Bearer ${DEFAULTS.accessToken}` } });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
