import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { DEFAULTS } from '../options.ts';
import { ANA, buttons, hello, list, NUMBER, type Shop, shopWithAna } from '../test-business.ts';
import { assertShape, is, type Shape } from './shape.ts';

/** Every webhook of the field `messages` in the shape of the published interface. */

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
const value = (extra: Record<string, Shape>): Shape => ({
  messaging_product: is('whatsapp'),
  metadata: { display_phone_number: 'digits', phone_number_id: is(NUMBER) },
  ...extra,
});
const contacts: Shape = [{ profile: { name: 'text', 'username?': 'text' }, wa_id: 'digits', user_id: 'userId' }];
const head = { from: 'digits', from_user_id: 'userId', id: 'wamid', timestamp: 'seconds' } as const;
const context = { from: 'digits', id: 'wamid' } as const;
const file = { mime_type: 'text', sha256: 'sha256', id: 'digits', url: 'url' } as const;

type Customer = Awaited<ReturnType<typeof shopWithAna>>['ana'];
type Row = [what: string, act: (ana: Customer, shop: Shop) => unknown, shape: Record<string, Shape>];

const MESSAGES: Row[] = [
  ['text', (ana) => ana.says('hi'), { type: is('text'), text: { body: 'text' } }],
  [
    'a quoted reply',
    (ana) => ana.says('this', { quotes: ana.messages()[0]?.id ?? '' }),
    { type: is('text'), text: { body: 'text' }, context },
  ],
  [
    'an image',
    (ana) => ana.sendsFile('image', JPEG, 'image/jpeg', { caption: 'Look' }),
    { type: is('image'), image: { ...file, caption: 'text' } },
  ],
  ['a video', (ana) => ana.sendsFile('video', JPEG, 'video/mp4'), { type: is('video'), video: file }],
  [
    'a voice note',
    (ana) => ana.sendsFile('audio', JPEG, 'audio/ogg; codecs=opus', { voice: true }),
    { type: is('audio'), audio: { ...file, voice: is(true) } },
  ],
  [
    'a document',
    (ana) => ana.sendsFile('document', JPEG, 'application/pdf', { fileName: 'a.pdf' }),
    { type: is('document'), document: { ...file, filename: is('a.pdf') } },
  ],
  [
    'a sticker',
    (ana) => ana.sendsFile('sticker', JPEG, 'image/webp'),
    { type: is('sticker'), sticker: { ...file, animated: 'truth' } },
  ],
  [
    'a location',
    (ana) => ana.sends({ type: 'location', latitude: 1, longitude: 2, name: 'Home' }),
    { type: is('location'), location: { latitude: 'number', longitude: 'number', name: 'text' } },
  ],
  [
    'contacts',
    (ana) => ana.sends({ type: 'contacts', contacts: [{ name: 'Ben Day', phones: ['+16505550000'] }] }),
    {
      type: is('contacts'),
      contacts: [
        {
          name: { formatted_name: 'text', first_name: 'text', last_name: 'text' },
          phones: [{ phone: 'text', wa_id: 'digits', type: 'text' }],
        },
      ],
    },
  ],
  [
    'a reaction',
    (ana) => ana.reacts(ana.messages()[0]?.id ?? '', '👍'),
    { type: is('reaction'), reaction: { message_id: 'wamid', emoji: is('👍') } },
  ],
  [
    'a tap on a reply button',
    async (ana, shop) => {
      await shop.sends(buttons('Yes'));
      ana.taps('Yes');
    },
    {
      type: is('interactive'),
      context,
      interactive: { type: is('button_reply'), button_reply: { id: 'text', title: 'text' } },
    },
  ],
  [
    'a chosen row',
    async (ana, shop) => {
      await shop.sends(list({ id: 'r1', title: 'One', description: 'First' }));
      ana.chooses('One');
    },
    {
      type: is('interactive'),
      context,
      interactive: { type: is('list_reply'), list_reply: { id: 'text', title: 'text', description: 'text' } },
    },
  ],
  [
    'a quick reply of a template',
    async (ana, shop) => {
      const parameters = ['Ana', 'P-1', 'shipped'].map((text) => ({ type: 'text', text }));
      await shop.sends({
        type: 'template',
        template: { name: 'order_update', language: { code: 'en' }, components: [{ type: 'body', parameters }] },
      });
      ana.taps('Track my order');
    },
    { type: is('button'), context, button: { payload: 'text', text: 'text' } },
  ],
  [
    'a cart',
    async (ana, shop) => {
      const sections = [{ product_items: [{ product_retailer_id: 'HOODIE' }] }];
      const { body } = await shop.sends({
        type: 'interactive',
        interactive: {
          type: 'product_list',
          header: { type: 'text', text: 'Shop' },
          body: { text: 'Choose' },
          action: { catalog_id: '7', sections },
        },
      });
      await shop.emulator.settled();
      ana.sends({
        type: 'order',
        bubbleId: body.messages[0].id,
        items: [{ retailerId: 'HOODIE', quantity: 2 }],
        text: 'Soon',
      });
    },
    {
      type: is('order'),
      context,
      order: {
        catalog_id: is('7'),
        text: is('Soon'),
        product_items: [{ product_retailer_id: is('HOODIE'), quantity: is(2), item_price: 'number', currency: 'text' }],
      },
    },
  ],
];

describe('an inbound message has the published shape:', () => {
  for (const [what, act, shape] of MESSAGES) {
    test(what, async (t) => {
      const products = [{ retailerId: 'HOODIE', name: 'Hoodie', price: 29, currency: 'USD' }];
      const shop = await shopWithAna(t, { products });
      await act(shop.ana, shop);
      await shop.emulator.settled();
      const last = shop
        .values('messages')
        .filter((found) => found.messages)
        .at(-1);
      assertShape(last, value({ contacts, messages: [{ ...head, ...shape }] }));
    });
  }

  test('of somebody who hides the number', async (t) => {
    const shop = await shopWithAna(t);
    shop.emulator.phone('+16505559999', { name: 'Kim', username: '@kim', hidesNumber: true }).says('hi');
    await shop.emulator.settled();
    const { from: _, ...hidden } = head;
    assertShape(
      shop.values('messages').at(-1),
      value({
        contacts: [{ profile: { name: 'text', username: is('@kim') }, user_id: 'userId' }],
        messages: [{ ...hidden, type: is('text'), text: { body: 'text' } }],
      }),
    );
  });

  test('about a new number, without contacts', async (t) => {
    const shop = await shopWithAna(t);
    shop.ana.changesNumberTo('+16505557777');
    await shop.emulator.settled();
    const system = {
      body: 'text',
      wa_id: is('16505557777'),
      user_id: 'userId',
      type: is('user_changed_number'),
    } as const;
    assertShape(shop.values('messages').at(-1), value({ messages: [{ ...head, type: is('system'), system }] }));
    assertShape(
      shop.values('user_id_update')[0],
      value({
        contacts: [{ wa_id: 'digits' }],
        user_id_update: [
          { wa_id: 'digits', detail: 'text', user_id: { previous: 'userId', current: 'userId' }, timestamp: 'seconds' },
        ],
      }),
    );
  });
});

describe('a status has the published shape:', () => {
  const base = {
    id: 'wamid',
    status: 'text',
    timestamp: 'seconds',
    recipient_id: 'digits',
    recipient_user_id: 'userId',
  } as const;
  const pricing = {
    billable: 'truth',
    pricing_model: is('PMP'),
    category: is('service'),
    type: is('regular', 'free_customer_service'),
  } as const;

  test('sent, delivered and read, with the callback data echoed in each', async (t) => {
    const shop = await shopWithAna(t);
    await shop.sends({ ...hello, biz_opaque_callback_data: 'corr-1' });
    await shop.emulator.settled();
    shop.ana.reads();
    await shop.emulator.settled();
    const values = shop.values('messages').filter((found) => found.statuses);
    assert.deepEqual(
      values.map((found) => found.statuses?.[0].status),
      ['sent', 'delivered', 'read'],
    );
    for (const found of values) {
      assertShape(
        found,
        value({ contacts, statuses: [{ ...base, biz_opaque_callback_data: is('corr-1'), 'pricing?': pricing }] }),
      );
    }
  });

  test('failed, without contacts and with the error', async (t) => {
    const shop = await shopWithAna(t);
    await shop.passes(25 * 3_600_000);
    await shop.sends(hello);
    await shop.emulator.settled();
    const { recipient_user_id: _, ...failed } = base;
    assertShape(
      shop.values('messages').at(-1),
      value({
        statuses: [
          {
            ...failed,
            status: is('failed'),
            errors: [
              { code: is(131047), title: 'text', message: 'text', error_data: { details: 'text' }, href: 'url' },
            ],
          },
        ],
      }),
    );
  });

  test('up to v23, with the conversation', async (t) => {
    const shop = await shopWithAna(t, { webhookVersion: 23 });
    await shop.sends(hello);
    await shop.emulator.settled();
    assertShape(shop.statuses()[0], {
      ...base,
      pricing,
      conversation: { id: 'text', origin: { type: is('service') } },
    });
  });
});

test('every webhook is signed over its bytes, non-ASCII and slashes escaped', async (t) => {
  const shop = await shopWithAna(t);
  shop.ana.says('Añ 👋 </b>');
  await shop.emulator.settled();
  for (const { raw, headers } of shop.received) {
    assert.equal(
      headers['x-hub-signature-256'],
      `sha256=${createHmac('sha256', DEFAULTS.appSecret).update(raw).digest('hex')}`,
    );
    assert.match(raw.toString(), /^[\x20-\x7e]*$/);
  }
  assert.match(shop.received.at(-1)?.raw.toString() ?? '', /A\\u00f1 \\ud83d\\udc4b <\\\/b>/);
  assert.equal(shop.messages().at(-1).text.body, 'Añ 👋 </b>');
  assert.equal(ANA, '+16505551234');
});

describe('a customer who hides the number', () => {
  const KIM = '+16505559999';

  test('stays known by it to a portfolio whose contact book has it, until it is deleted there', async (t) => {
    const shop = await shopWithAna(t, { contactBook: true });
    shop.emulator.phone(KIM, { name: 'Kim', username: '@kim', hidesNumber: true }).says('hi');
    await shop.emulator.settled();
    const { from, from_user_id: bsuid } = shop.messages().at(-1);
    assert.equal(from, undefined);

    await shop.sends({ ...hello, to: KIM });
    shop.emulator.phone(KIM).says('How do you know my number?');
    await shop.emulator.settled();
    assert.equal(shop.messages().at(-1).from, KIM.slice(1));

    const path = `${NUMBER}/contact_book?messaging_product=whatsapp&bsuid=${bsuid}`;
    assertShape((await shop.graph('DELETE', path)).body, {
      messaging_product: is('whatsapp'),
      success: is(true),
      deleted: is(true),
    });
    shop.emulator.phone(KIM).says('Better');
    await shop.emulator.settled();
    assert.equal(shop.messages().at(-1).from, undefined);
  });

  test('can be asked for it, but gets no one-time code', async (t) => {
    const shop = await shopWithAna(t);
    const kim = shop.emulator.phone(KIM, { name: 'Kim', username: '@kim', hidesNumber: true });
    kim.says('hi');
    await shop.emulator.settled();
    const recipient = shop.messages().at(-1).from_user_id;
    const action = { name: 'request_contact_info' };
    const ask = {
      type: 'interactive',
      interactive: { type: 'contact_request', body: { text: 'Your number?' }, action },
    };
    assert.equal((await shop.sends({ to: undefined, recipient, ...ask })).status, 200);
    await shop.emulator.settled();
    assert.deepEqual(shop.statuses().at(-1).recipient_id, undefined);
  });
});

test('a chat that is opened for the first time asks for a welcome when that is on', async (t) => {
  const shop = await shopWithAna(t);
  await shop.graph('POST', `${NUMBER}/conversational_automation`, { enable_welcome_message: true });
  shop.emulator.phone('+16505558888', { name: 'Lea' }).opens();
  await shop.emulator.settled();
  assertShape(shop.messages().at(-1), { ...head, type: is('request_welcome') });
});

test('a number that checks identities hears of a new one, and may insist on the one it knows', async (t) => {
  const shop = await shopWithAna(t);
  await shop.graph('POST', `${NUMBER}/settings`, { user_identity_change: { enabled: true } });
  shop.ana.says('hi');
  await shop.emulator.settled();
  const hash = shop.values('messages').at(-1)?.contacts?.[0].identity_key_hash;
  assert.equal((await shop.sends({ ...hello, recipient_identity_key_hash: hash })).status, 200);

  shop.emulator.meta.renewsIdentity(ANA);
  await shop.emulator.settled();
  const identity = { acknowledged: is(false), created_timestamp: 'seconds', hash: 'text' } as const;
  const system = { body: 'text', type: is('customer_identity_changed') } as const;
  assertShape(shop.messages().at(-1), { ...head, type: is('system'), identity, system });
  assert.equal((await shop.sends({ ...hello, recipient_identity_key_hash: hash })).body.error.code, 137000);
});

test('a code that does not reach the phone within ten minutes is dropped without a word', async (t) => {
  const code = {
    name: 'code',
    language: 'en',
    category: 'AUTHENTICATION' as const,
    components: [{ type: 'BODY' as const, text: '*{{1}}* is your verification code.' }],
  };
  const shop = await shopWithAna(t, { templates: [code] });
  const parameters = [{ type: 'text', text: '123456' }];
  const template = { name: 'code', language: { code: 'en' }, components: [{ type: 'body', parameters }] };
  shop.ana.online(false);
  await shop.sends({ type: 'template', template });
  await shop.sends(hello);
  await shop.passes(10 * 60_000);
  shop.ana.online(true);
  await shop.emulator.settled();
  assert.deepEqual(
    shop.ana.received().map(({ content }) => content.type),
    ['text'],
  );
  assert.deepEqual(
    shop.statuses().map(({ status }) => status),
    ['sent', 'sent', 'delivered'],
  );
});
