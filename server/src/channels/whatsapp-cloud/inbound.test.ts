import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InboundContent } from '../../conversations/api.ts';
import type { InboundMessage } from '../../conversations/channel.ts';
import { readJson } from '../../platform/json.ts';
import type { Change } from './inbound.ts';
import { readWebhook } from './inbound.ts';

type Json = Record<string, unknown>;

const SHEENA = { profile: { name: 'Sheena' }, wa_id: '16505551234', user_id: 'US.13491208655302741918' };
const PABLO = { profile: { name: 'Pablo', username: '@pablo' }, user_id: 'ES.22' }; // hides his number
const hello = fromSheena({ id: 'wamid.1', type: 'text', text: { body: 'Do you have size 42?' } });

function fromSheena(message: Json): Json {
  return { from: SHEENA.wa_id, from_user_id: SHEENA.user_id, id: 'wamid.x', timestamp: '1772366400', ...message };
}

const change = (value: Json, field = 'messages'): Json => ({
  field,
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
    ...value,
  },
});
const webhook = (...changes: Json[]): Json => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '102290129340398', changes }],
});

/** Through the bytes, as it arrives. */
const read = (body: unknown): Change[] => readWebhook(readJson(Buffer.from(JSON.stringify(body)))).changes;
const readMessage = (message: Json, value: Json = {}): InboundMessage => {
  const [only] = read(webhook(change({ contacts: [SHEENA], messages: [message], ...value })));
  assert.deepEqual(only?.unreadable, []);
  assert.equal(only.messages.length, 1);
  const read_ = only.messages[0]!;
  assert.deepEqual(InboundContent.parse(read_.content), read_.content, 'the content fits its schema');
  return read_;
};
const contentOf = (message: Json, value?: Json) => readMessage(fromSheena(message), value).content;

describe('a webhook with one text', () => {
  test('names the account, the number, the customer and the words', () => {
    assert.deepEqual(read(webhook(change({ contacts: [SHEENA], messages: [hello] }))), [
      {
        wabaId: '102290129340398',
        phoneNumberId: '106540352242922',
        displayPhoneNumber: '15550783881',
        field: 'messages',
        messages: [
          {
            from: { name: 'Sheena', waId: '16505551234', bsuid: 'US.13491208655302741918' },
            providerMessageId: 'wamid.1',
            sentAt: new Date('2026-03-01T12:00:00Z'),
            content: { type: 'text', body: 'Do you have size 42?' },
          },
        ],
        statuses: [],
        events: [],
        unreadable: [],
      },
    ]);
  });

  test('may have its keys in any order and keys nobody knows', () => {
    const turned = { entry: [{ changes: [{ value: change({ messages: [hello] }).value, field: 'messages', x: 1 }] }] };
    assert.equal(read(turned)[0]?.messages[0]?.providerMessageId, 'wamid.1');
  });
});

describe('what a customer sends', () => {
  const file = {
    id: '1037543291543636',
    mime_type: 'image/jpeg',
    sha256: 'q1w2=',
    url: 'https://lookaside.fbsbx.com/1',
  };
  const ours = { providerMediaId: '1037543291543636', mimeType: 'image/jpeg', sha256: 'q1w2=' };
  const shapes: [name: string, message: Json, content: InboundContent][] = [
    ['text', { type: 'text', text: { body: 'hi\nthere' } }, { type: 'text', body: 'hi\nthere' }],
    [
      'image',
      { type: 'image', image: { ...file, caption: 'this one?' } },
      { type: 'image', file: ours, caption: 'this one?' },
    ],
    ['image without caption', { type: 'image', image: file }, { type: 'image', file: ours }],
    ['video', { type: 'video', video: file }, { type: 'video', file: ours }],
    [
      'voice note',
      { type: 'audio', audio: { ...file, mime_type: 'audio/ogg; codecs=opus', voice: true } },
      { type: 'audio', file: { ...ours, mimeType: 'audio/ogg; codecs=opus' }, voice: true },
    ],
    ['audio file', { type: 'audio', audio: file }, { type: 'audio', file: ours }],
    [
      'document',
      { type: 'document', document: { ...file, filename: 'bill\r\n.pdf', caption: 'c' } },
      { type: 'document', file: { ...ours, fileName: 'bill .pdf' }, caption: 'c' },
    ],
    [
      'sticker',
      { type: 'sticker', sticker: { ...file, animated: false } },
      { type: 'sticker', file: ours, animated: false },
    ],
    [
      'location',
      { type: 'location', location: { latitude: 37.4, longitude: -122.1, name: 'Shop', address: '1 Main St' } },
      { type: 'location', latitude: 37.4, longitude: -122.1, name: 'Shop', address: '1 Main St' },
    ],
    [
      'location in text',
      { type: 'location', location: { latitude: '37.4', longitude: '-122.1' } },
      { type: 'location', latitude: 37.4, longitude: -122.1 },
    ],
    [
      'contacts',
      {
        type: 'contacts',
        contacts: [
          {
            name: { formatted_name: 'A B', first_name: 'A', last_name: 'B' },
            phones: [{ phone: '+1 650', wa_id: '1650', type: 'CELL' }],
            emails: [{ email: 'a@b.c', type: 'WORK' }],
            addresses: [{ city: 'Quito', country: 'Ecuador', zip: 170150 }],
            urls: [{ url: 'https://b.c' }],
            org: { company: 'B' },
            birthday: '2000-01-31',
          },
        ],
      },
      {
        type: 'contacts',
        contacts: [
          {
            name: { formatted: 'A B', first: 'A', last: 'B' },
            phones: [{ phone: '+1 650', waId: '1650', type: 'CELL' }],
            emails: [{ email: 'a@b.c', type: 'WORK' }],
            organization: { company: 'B' },
            urls: [{ url: 'https://b.c' }],
            addresses: [{ city: 'Quito', country: 'Ecuador' }],
            birthday: '2000-01-31',
          },
        ],
      },
    ],
    [
      'answer to our request for the number, without a name',
      { type: 'contacts', contacts: [{ phones: [{ phone: '+16505551234' }], origin: 'contact_request' }] },
      {
        type: 'contacts',
        contacts: [
          {
            name: { formatted: '+16505551234' },
            phones: [{ phone: '+16505551234' }],
            emails: [],
            urls: [],
            addresses: [],
          },
        ],
        origin: 'contact_request',
      },
    ],
    [
      'quick reply of a template',
      { type: 'button', context: { id: 'wamid.t' }, button: { payload: 'PAY', text: 'Pay now' } },
      { type: 'choice', id: 'PAY', title: 'Pay now', of: 'template' },
    ],
    [
      'button',
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
      { type: 'choice', id: 'yes', title: 'Yes', of: 'button' },
    ],
    [
      'list row',
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Row', description: 'd' } },
      },
      { type: 'choice', id: 'r1', title: 'Row', description: 'd', of: 'list' },
    ],
    [
      'form',
      {
        type: 'interactive',
        interactive: {
          type: 'nfm_reply',
          nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"k":"v","n":[1]}' },
        },
      },
      { type: 'form_reply', name: 'flow', body: 'Sent', response: { k: 'v', n: [1] } },
    ],
    [
      'form whose answer is torn',
      { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{"k":' } } },
      { type: 'form_reply', name: 'flow', response: { unreadable: '{"k":' } },
    ],
    [
      'permission to call',
      {
        type: 'interactive',
        interactive: {
          type: 'call_permission_reply',
          call_permission_reply: { response: 'accept', expiration_timestamp: 1772366400 },
        },
      },
      { type: 'call_permission_reply', accepted: true, expiresAt: '2026-03-01T12:00:00.000Z' },
    ],
    [
      'no permission to call',
      {
        type: 'interactive',
        interactive: { type: 'call_permission_reply', call_permission_reply: { response: 'reject' } },
      },
      { type: 'call_permission_reply', accepted: false },
    ],
    [
      'cart',
      {
        type: 'order',
        order: {
          catalog_id: '1',
          text: '',
          product_items: [{ product_retailer_id: 'SKU', quantity: 2, item_price: '30.5', currency: 'USD' }],
        },
      },
      { type: 'order', catalogId: '1', items: [{ retailerId: 'SKU', quantity: 2, unitPrice: 30.5, currency: 'USD' }] },
    ],
    [
      'reaction',
      { type: 'reaction', reaction: { message_id: 'wamid.o', emoji: '👍' } },
      { type: 'reaction', to: 'wamid.o', emoji: '👍' },
    ],
    [
      'reaction taken back',
      { type: 'reaction', reaction: { message_id: 'wamid.o' } },
      { type: 'reaction', to: 'wamid.o', emoji: '' },
    ],
    [
      'edit',
      {
        type: 'edit',
        edit: { original_message_id: 'wamid.a', message: { type: 'text', text: { body: 'new' }, context: {} } },
      },
      { type: 'edit', of: 'wamid.a', content: { type: 'text', body: 'new' } },
    ],
    [
      'deleted for everyone',
      { type: 'revoke', revoke: { original_message_id: 'wamid.a' } },
      { type: 'revoke', of: 'wamid.a' },
    ],
    ['first opening of the chat', { type: 'request_welcome' }, { type: 'welcome_request' }],
    [
      'poll',
      {
        type: 'unsupported',
        errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'not supported' } }],
        unsupported: { type: 'poll_creation' },
      },
      { type: 'unsupported', kind: 'poll_creation', code: '131051', details: 'not supported' },
    ],
    [
      'older spelling of unsupported',
      { type: 'unknown', errors: [{ code: 131051, title: 'Unsupported message type' }] },
      { type: 'unsupported', code: '131051', details: 'Unsupported message type' },
    ],
    [
      'file over 100 MB',
      { type: 'document', errors: [{ code: 131052, title: 'Media download error' }] },
      { type: 'unsupported', kind: 'document', code: '131052', details: 'Media download error' },
    ],
  ];
  for (const [name, message, content] of shapes) test(name, () => assert.deepEqual(contentOf(message), content));

  test('all of these read the same alone, twice, in one batch and in any order', () => {
    const messages = shapes.map(([, message], n) => fromSheena({ ...message, id: `wamid.${n}` }));
    const contentsOf = (batch: Json[]) =>
      read(webhook(change({ contacts: [SHEENA], messages: batch })))[0]?.messages.map(({ content }) => content);
    const contents = shapes.map(([, , content]) => content);
    assert.deepEqual(contentsOf(messages), contents);
    assert.deepEqual(contentsOf([...messages, ...messages]), [...contents, ...contents]);
    assert.deepEqual(contentsOf(messages.toReversed()), contents.toReversed());
  });

  test('an answer to a menu that arrives empty, the reason beside it', () => {
    const errors = [{ code: 131000, title: 'Something went wrong' }];
    const [only] = read(webhook(change({ messages: [fromSheena({ type: 'interactive' })], errors })));
    assert.deepEqual(only?.messages[0]?.content, {
      type: 'unsupported',
      kind: 'interactive',
      code: '131000',
      details: 'Something went wrong',
    });
    assert.equal(only?.events[0]?.effect.kind, 'problem');
  });

  test('of a type we have not met yet, or without what makes its type, is kept whole', () => {
    const poll = fromSheena({ type: 'hologram', hologram: { beam: ['x\0', 1] } });
    assert.deepEqual(readMessage(poll).content, {
      type: 'unknown',
      kind: 'hologram',
      raw: fromSheena({ type: 'hologram', hologram: { beam: ['x\uFFFD', 1] } }),
    });
    for (const odd of [
      { type: 'text' },
      { type: 'text', text: 'hi' },
      { type: 'image', image: {} },
      { type: 'location', location: { latitude: 1e300, longitude: 0 } },
      { type: 'contacts', contacts: [] },
      { type: 'order', order: { catalog_id: '1', product_items: [{ product_retailer_id: 'A', quantity: -1 }] } },
      { type: 'interactive', interactive: { type: 'constructor', constructor_: {} } },
      { type: 'valueOf' },
      { type: 7 },
      {},
    ]) {
      assert.equal(contentOf(odd).type, 'unknown', JSON.stringify(odd));
    }
  });

  test('with characters no database takes is cleaned, not refused', () => {
    assert.deepEqual(contentOf({ type: 'text', text: { body: 'a\0b \ud800 👍' } }), {
      type: 'text',
      body: 'a\uFFFDb \uFFFD 👍',
    });
  });
});

describe('around the content', () => {
  test('stands what the message answers', () => {
    const reply = fromSheena({ type: 'text', text: { body: 'that' }, context: { from: '1555', id: 'wamid.quoted' } });
    assert.equal(readMessage(reply).quotes, 'wamid.quoted');
  });

  test('stands whether it was forwarded', () => {
    for (const context of [{ forwarded: true }, { frequently_forwarded: true }]) {
      const message = readMessage(fromSheena({ type: 'text', text: { body: 'x' }, context }));
      assert.deepEqual([message.forwarded, message.quotes], [true, undefined]);
    }
  });

  test('stands the product it asks about', () => {
    const context = { referred_product: { catalog_id: '1', product_retailer_id: 'SKU' } };
    const message = readMessage(fromSheena({ type: 'text', text: { body: 'in blue?' }, context }));
    assert.deepEqual(message.asksAbout, { catalogId: '1', retailerId: 'SKU' });
  });

  test('stands the ad that brought the customer', () => {
    const referral = {
      source_url: 'https://fb.me/1',
      source_id: '120',
      source_type: 'ad',
      headline: 'Sale',
      body: 'Now',
      ctwa_clid: 'AR1',
    };
    assert.deepEqual(readMessage({ ...hello, referral }).referral, {
      sourceType: 'ad',
      sourceId: '120',
      sourceUrl: 'https://fb.me/1',
      headline: 'Sale',
      body: 'Now',
      clickId: 'AR1',
    });
  });

  test('stands the group it was written in', () => {
    assert.equal(readMessage({ ...hello, group_id: 'Y2FwaV9ncm91cDox' }).groupId, 'Y2FwaV9ncm91cDox');
  });
});

describe('who wrote', () => {
  const senderOf = (message: Json, contacts: unknown[]) => {
    const others = [fromSheena({ id: 'wamid.other' })];
    return read(webhook(change({ contacts, messages: [message, ...others] })))[0]?.messages[0]?.from;
  };

  test('is found by id, not by place', () => {
    assert.equal(senderOf(hello, [PABLO, SHEENA])?.name, 'Sheena');
  });

  test('may hide the number behind a username', () => {
    const message = {
      from_user_id: 'ES.22',
      id: 'wamid.2',
      timestamp: '1772366400',
      type: 'text',
      text: { body: 'hola' },
    };
    assert.deepEqual(senderOf(message, [SHEENA, PABLO]), { name: 'Pablo', bsuid: 'ES.22', username: 'pablo' });
  });

  test('may be of an account that has no ids but numbers', () => {
    const message = { from: '16505551234', id: 'wamid.2', timestamp: '1772366400', type: 'text', text: { body: 'hi' } };
    const contact = { profile: { name: 'Sheena' }, wa_id: '16505551234' };
    assert.deepEqual(senderOf(message, [contact]), { name: 'Sheena', waId: '16505551234' });
  });

  test('has a parent id when the business is enrolled', () => {
    const message = { ...hello, from_parent_user_id: 'US.ENT.1' };
    assert.equal(senderOf(message, [SHEENA])?.parentBsuid, 'US.ENT.1');
  });

  test('may have no profile', () => {
    assert.deepEqual(senderOf(hello, []), { name: '', waId: '16505551234', bsuid: 'US.13491208655302741918' });
  });

  test('has a name of one line, never longer than 256 characters', () => {
    const contact = { ...SHEENA, profile: { name: `Shee\nna\0${'👍'.repeat(300)}` } };
    const name = senderOf(hello, [contact])?.name ?? '';
    assert.ok(name.startsWith('Shee na\uFFFD👍'));
    assert.equal([...name].length, 256);
  });

  test('is nobody when the number is no number: strangers must not become one contact', () => {
    const odd = { ...hello, from: 'someone', from_user_id: undefined };
    const [only] = read(webhook(change({ messages: [odd, hello] })));
    assert.equal(only?.unreadable[0]?.reason, 'a message without a sender we can recognise');
    assert.equal(only?.messages.length, 1);
  });

  test('and when: seconds as text or number', () => {
    for (const timestamp of ['1772366400', 1772366400]) {
      assert.deepEqual(readMessage({ ...hello, timestamp }).sentAt, new Date('2026-03-01T12:00:00Z'));
    }
  });
});

describe('a batch', () => {
  const delivered = { id: 'wamid.out', status: 'delivered', timestamp: '1772366401', recipient_id: SHEENA.wa_id };
  const second = fromSheena({ id: 'wamid.2', type: 'text', text: { body: 'and?' } });

  test('is read to the end: every entry, change, message and status', () => {
    const both = change({ contacts: [SHEENA], messages: [hello, second], statuses: [delivered] });
    const body = {
      object: 'whatsapp_business_account',
      entry: [
        { id: '1', changes: [both, change({ statuses: [delivered, delivered] })] },
        { id: '2', changes: [change({ messages: [hello] })] },
      ],
    };
    const changes = read(body);
    assert.deepEqual(
      changes.map(({ wabaId, messages, statuses }) => [wabaId, messages.length, statuses.length]),
      [
        ['1', 2, 1],
        ['1', 0, 2],
        ['2', 1, 0],
      ],
    );
  });

  test('of a thousand customers keeps everyone apart', () => {
    const people = Array.from({ length: 1_000 }, (_, n) => ({
      profile: { name: `P${n}` },
      wa_id: `1650000${1_000 + n}`,
    }));
    const messages = people.map(({ wa_id }, n) => ({
      from: wa_id,
      id: `w${n}`,
      timestamp: '1772366400',
      type: 'text',
      text: { body: `${n}` },
    }));
    const [only] = read(webhook(change({ contacts: people.toReversed(), messages })));
    assert.deepEqual(
      only?.messages.map(({ from }) => from.name),
      people.map(({ profile }) => profile.name),
    );
  });

  test('is not harmed by one bad element', () => {
    const bad = [null, 7, 'x', [], {}, { id: 'wamid.b' }, { ...hello, id: '' }, { ...hello, timestamp: 'noon' }];
    const value = change({
      contacts: [null, SHEENA, 3],
      messages: [hello, ...bad, second],
      statuses: [{}, delivered, null],
    });
    const [only] = read(webhook(value));
    assert.deepEqual(
      only?.messages.map(({ providerMessageId }) => providerMessageId),
      ['wamid.1', 'wamid.2'],
    );
    assert.equal(only.statuses.length, 1);
    assert.equal(only.unreadable.length, bad.length + 2);
    for (const { reason, raw } of only.unreadable) assert.ok(reason && raw !== undefined);
  });

  test('is not harmed by a bad change or entry', () => {
    const entry = [null, { id: '1' }, { id: '2', changes: [null, { value: {} }, change({ messages: [hello] })] }];
    const changes = read({ entry });
    assert.equal(changes.flatMap(({ messages }) => messages).length, 1);
    assert.equal(changes.flatMap(({ unreadable }) => unreadable).length, 4);
  });

  test('read twice, or with its keys turned, gives the same keys', () => {
    const body = webhook(
      change({ messages: [{ odd: 1, even: 2 }], statuses: [{ id: 'w' }] }),
      change({ a: [{ b: 1, c: 2 }] }, 'x'),
    );
    const turn = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turn)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, turn(item)]),
            )
          : value;
    const keys = (of: unknown) =>
      read(of)
        .flatMap(({ events, unreadable }) => [...events, ...unreadable])
        .map(({ dedupeKey }) => dedupeKey);
    assert.equal(new Set(keys(body)).size, 3);
    assert.deepEqual(keys(turn(body)), keys(body));
  });
});

describe('what is no webhook', () => {
  test('is kept with its reason and harms nobody', () => {
    for (const body of [null, 1, 'x', [], {}, { entry: {} }, { entry: [] }]) {
      const changes = read(body);
      assert.equal(changes.length, 1);
      assert.equal(changes[0]?.unreadable[0]?.reason, 'a webhook without entries');
    }
  });

  test('neither is a change of messages with nothing in it', () => {
    assert.equal(read(webhook(change({})))[0]?.unreadable.length, 1);
    assert.equal(read(webhook({ field: 'messages', value: 7 }))[0]?.events[0]?.effect.kind, 'other');
  });
});
