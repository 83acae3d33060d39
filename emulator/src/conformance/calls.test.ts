import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { DEFAULTS } from '../options.ts';
import { ANA, hello, NUMBER, shopWithAna } from '../test-business.ts';
import { assertShape, is, type Shape } from './shape.ts';

/** Requests and answers of the published interface, one row each: the request as the documentation writes it. */
type Row = [what: string, method: string, path: string, body: unknown, shape: Shape];

const WABA = DEFAULTS.wabaId;
const APP = DEFAULTS.appId;
const success: Shape = { success: is(true) };
const paging = { cursors: { before: 'text', after: 'text' }, 'next?': 'url', 'previous?': 'url' } as const;
const product = 'whatsapp';
const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const sent = (extra: Record<string, Shape> = {}): Shape => ({
  messaging_product: is(product),
  contacts: [{ input: 'text', wa_id: 'digits' }],
  messages: [{ id: 'wamid', ...extra }],
});
const message = (content: Record<string, unknown>) => ({ messaging_product: product, to: ANA, ...content });
const template = { name: 'order_update', language: { code: 'en_US' } };
const values = ['Ana', 'P-1', 'shipped'].map((text) => ({ type: 'text', text }));
const definition = {
  name: 'order_ready',
  language: 'en_US',
  category: 'UTILITY',
  components: [
    { type: 'BODY', text: 'Hello {{1}}, your order is ready.', example: { body_text: [['Ana']] } },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Fine' }] },
  ],
};

const CALLS: Row[] = [
  ['a text', 'POST', `${NUMBER}/messages`, message({ ...hello, recipient_type: 'individual' }), sent()],
  [
    'a template',
    'POST',
    `${NUMBER}/messages`,
    message({ type: 'template', template: { ...template, components: [{ type: 'body', parameters: values }] } }),
    sent({ message_status: is('accepted') }),
  ],
  [
    'a number',
    'GET',
    NUMBER,
    undefined,
    {
      verified_name: 'text',
      code_verification_status: is('VERIFIED'),
      display_phone_number: 'text',
      quality_rating: is('GREEN'),
      platform_type: is('CLOUD_API'),
      throughput: { level: is('STANDARD') },
      webhook_configuration: { application: 'url' },
      id: 'digits',
    },
  ],
  [
    'a number by fields',
    'GET',
    `${NUMBER}?fields=status,name_status,new_name_status,account_mode,is_official_business_account,is_on_biz_app,health_status,whatsapp_business_manager_messaging_limit,conversational_automation,username`,
    undefined,
    {
      status: is('CONNECTED'),
      name_status: is('APPROVED'),
      new_name_status: is('NONE'),
      account_mode: is('LIVE'),
      is_official_business_account: 'truth',
      is_on_biz_app: 'truth',
      health_status: {
        can_send_message: is('AVAILABLE'),
        entities: [{ entity_type: 'text', id: 'digits', can_send_message: 'text' }],
      },
      whatsapp_business_manager_messaging_limit: is('TIER_UNLIMITED'),
      conversational_automation: 'anything',
      username: is(null),
      id: 'digits',
    },
  ],
  ['a new PIN', 'POST', NUMBER, { pin: '123456' }, success],
  ['a code by SMS', 'POST', `${NUMBER}/request_code`, { code_method: 'SMS', language: 'en_US' }, success],
  ['registration', 'POST', `${NUMBER}/register`, { messaging_product: product, pin: '123456' }, success],
  ['deregistration', 'POST', `${NUMBER}/deregister`, {}, success],
  ['numbers of an account', 'GET', `${WABA}/phone_numbers`, undefined, { data: ['anything'], paging }],
  [
    'a profile to read',
    'GET',
    `${NUMBER}/whatsapp_business_profile?fields=about,vertical`,
    undefined,
    { data: [{ messaging_product: is(product), vertical: is('OTHER') }] },
  ],
  [
    'a profile to change',
    'POST',
    `${NUMBER}/whatsapp_business_profile`,
    { messaging_product: product, about: 'Open', websites: ['https://example.com'], vertical: 'RETAIL' },
    success,
  ],
  [
    'users to block',
    'POST',
    `${NUMBER}/block_users`,
    { messaging_product: product, block_users: [{ user: ANA }] },
    { messaging_product: is(product), block_users: { added_users: [{ input: 'text', wa_id: 'digits' }] } },
  ],
  [
    'users to unblock',
    'DELETE',
    `${NUMBER}/block_users`,
    { messaging_product: product, block_users: [{ user: ANA }] },
    { messaging_product: is(product), block_users: { removed_users: [{ input: 'text', wa_id: 'digits' }] } },
  ],
  ['the block list', 'GET', `${NUMBER}/block_users`, undefined, { data: ['anything'], 'paging?': paging }],
  [
    'a QR code',
    'POST',
    `${NUMBER}/message_qrdls`,
    { prefilled_message: 'Show me hoodies', generate_qr_image: 'SVG' },
    { code: 'text', prefilled_message: is('Show me hoodies'), deep_link_url: 'url', qr_image_url: 'url' },
  ],
  [
    'conversational components',
    'POST',
    `${NUMBER}/conversational_automation`,
    {
      enable_welcome_message: true,
      prompts: ['Hours?'],
      commands: [{ command_name: 'help', command_description: 'Get help' }],
    },
    success,
  ],
  [
    'commerce settings to change',
    'POST',
    `${NUMBER}/whatsapp_commerce_settings?is_cart_enabled=true&is_catalog_visible=true`,
    undefined,
    success,
  ],
  [
    'commerce settings to read',
    'GET',
    `${NUMBER}/whatsapp_commerce_settings`,
    undefined,
    { data: [{ id: 'digits', is_cart_enabled: 'truth', is_catalog_visible: 'truth' }] },
  ],
  ['a public key', 'POST', `${NUMBER}/whatsapp_business_encryption`, { business_public_key: publicKey }, success],
  [
    'no public key yet',
    'GET',
    `${NUMBER}/whatsapp_business_encryption`,
    undefined,
    { data: [{ business_public_key_signature_status: is('MISMATCH') }] },
  ],
  ['a number setting', 'POST', `${NUMBER}/settings`, { user_identity_change: { enabled: true } }, success],
  [
    'an account',
    'GET',
    WABA,
    undefined,
    { name: 'text', timezone_id: 'text', message_template_namespace: 'text', id: 'digits' },
  ],
  [
    'subscribed apps',
    'GET',
    `${WABA}/subscribed_apps`,
    undefined,
    { data: [{ whatsapp_business_api_data: { id: 'digits', name: 'text', link: 'url' } }] },
  ],
  ['a subscription', 'POST', `${WABA}/subscribed_apps`, undefined, success],
  ['no subscription', 'DELETE', `${WABA}/subscribed_apps`, undefined, success],
  [
    'fields of the app',
    'POST',
    `${APP}/subscriptions`,
    { object: 'whatsapp_business_account', fields: ['messages'] },
    success,
  ],
  [
    'a template to create',
    'POST',
    `${WABA}/message_templates`,
    definition,
    { id: 'digits', status: is('PENDING'), category: is('UTILITY') },
  ],
  [
    'templates',
    'GET',
    `${WABA}/message_templates?limit=2`,
    undefined,
    {
      data: [
        {
          name: 'text',
          parameter_format: is('POSITIONAL', 'NAMED'),
          components: ['anything'],
          language: 'text',
          status: 'text',
          category: 'text',
          quality_score: { score: 'text' },
          id: 'digits',
        },
      ],
      paging,
    },
  ],
  ['templates to delete', 'DELETE', `${WABA}/message_templates?name=hello_world`, undefined, success],
  [
    'a Flow to create',
    'POST',
    `${WABA}/flows`,
    { name: 'Booking', categories: ['OTHER'] },
    { id: 'digits', success: is(true), validation_errors: ['anything'] },
  ],
  ['an upload session', 'POST', `${APP}/uploads?file_length=3&file_type=image/jpeg`, undefined, { id: 'text' }],
  [
    'a token',
    'GET',
    `debug_token?input_token=${DEFAULTS.accessToken}`,
    undefined,
    {
      data: {
        app_id: 'digits',
        type: 'text',
        application: 'text',
        is_valid: is(true),
        expires_at: 'number',
        scopes: ['text'],
      },
    },
  ],
];

describe('an answer has the published shape:', () => {
  for (const [what, method, path, body, shape] of CALLS) {
    test(`${what} (${method} ${path.replace(/\d{8,}/, '{id}').replace(/\?.*/, '')})`, async (t: TestContext) => {
      const shop = await shopWithAna(t);
      const reply = await shop.graph(method, path, body);
      assert.equal(reply.status, 200, reply.text);
      assertShape(reply.body, shape);
    });
  }

  test('a message read, with typing', async (t) => {
    const shop = await shopWithAna(t);
    const body = {
      messaging_product: product,
      status: 'read',
      message_id: shop.messages()[0].id,
      typing_indicator: { type: 'text' },
    };
    assertShape((await shop.graph('POST', `${NUMBER}/messages`, body)).body, success);
  });

  test('a message to a business-scoped user id', async (t) => {
    const shop = await shopWithAna(t);
    const recipient = shop.messages()[0].from_user_id;
    const { body } = await shop.graph('POST', `${NUMBER}/messages`, {
      messaging_product: product,
      recipient,
      ...hello,
    });
    assertShape(body, {
      messaging_product: is(product),
      contacts: [{ input: 'userId', user_id: 'userId' }],
      messages: [{ id: 'wamid' }],
    });
  });

  for (const version of ['v21.0', 'v23.0', 'v26.0']) {
    test(`under ${version}`, async (t) => {
      const shop = await shopWithAna(t);
      const response = await fetch(`${shop.origin}/${version}/${NUMBER}`, {
        headers: { authorization: `Bearer ${DEFAULTS.accessToken}` },
      });
      assert.equal(response.status, 200);
    });
  }
});
