import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PhoneState } from '../phone-api.ts';
import { ANA, buttons, hello, NUMBER, openShop, shopWithAna } from '../test-business.ts';

describe('a send', () => {
  test('is answered with the wamid, the number as given and as Meta sees it', async (t) => {
    const { sends } = await shopWithAna(t);

    const { status, body } = await sends({ ...hello, to: '+1 (650) 555-1234' });

    assert.equal(status, 200);
    assert.deepEqual(body.contacts, [{ input: '+1 (650) 555-1234', wa_id: '16505551234' }]);
    assert.match(body.messages[0].id, /^wamid\.[A-Za-z0-9+/]+=*$/);
    assert.equal(body.messages[0].message_status, undefined);
  });

  test('gets the same ids from the same seed', async (t) => {
    const [one, other] = [await shopWithAna(t), await shopWithAna(t)];
    assert.deepEqual((await one.sends(hello)).body, (await other.sends(hello)).body);
  });

  test('works under every living version, older ones and none', async (t) => {
    const { origin } = await shopWithAna(t);
    const body = JSON.stringify({ messaging_product: 'whatsapp', to: ANA, ...hello });
    const headers = { authorization: 'Bearer emulator-access-token', 'content-type': 'application/json' };
    for (const version of ['/v18.0', '/v21.0', '/v26.0', '']) {
      const response = await fetch(`${origin}${version}/${NUMBER}/messages`, { method: 'POST', body, headers });
      assert.equal(response.status, 200, version);
    }
    const response = await fetch(`${origin}/v99.0/${NUMBER}/messages`, { method: 'POST', body, headers });
    assert.equal(response.status, 400);
  });

  test('shows a quote when it answers a known message', async (t) => {
    const { ana, sends, emulator } = await shopWithAna(t);
    const question = ana.says('Is it red?');

    await sends({ ...hello, context: { message_id: question.id } });
    await sends({ ...hello, context: { message_id: 'wamid.unknown' } });
    await emulator.settled();

    const quotes = ana.received().map((bubble) => bubble.quotes);
    assert.deepEqual(quotes, [{ id: question.id, from: 'customer', summary: 'Is it red?' }, undefined]);
  });

  test('reaches a person under every spelling of the number', async (t) => {
    const shop = await openShop(t);
    const bia = shop.emulator.phone('+5511987654321', { name: 'Bia' });
    bia.says('oi');

    const { body } = await shop.sends({ ...hello, to: '551187654321' });
    await shop.emulator.settled();

    assert.deepEqual(body.contacts, [{ input: '551187654321', wa_id: '5511987654321' }]);
    assert.equal(bia.received().length, 1);
  });

  test('reaches somebody who hides the number through the business-scoped user id', async (t) => {
    const shop = await openShop(t);
    const cleo = shop.emulator.phone('+447700900123', { name: 'Cleo', username: '@cleo', hidesNumber: true });
    cleo.says('hello');
    await shop.emulator.settled();
    const [contact] = shop.values('messages')[0]?.contacts ?? [];
    assert.match(contact.user_id, /^GB\.\d{20}$/);
    assert.deepEqual(contact, { profile: { name: 'Cleo', username: '@cleo' }, user_id: contact.user_id });
    assert.equal(shop.messages()[0].from, undefined);

    const { body } = await shop.sends({ ...hello, to: undefined, recipient: contact.user_id });
    await shop.emulator.settled();

    assert.deepEqual(body.contacts, [{ input: contact.user_id, user_id: contact.user_id }]);
    assert.equal(cleo.received().length, 1);
    const [sent] = shop.statuses();
    assert.equal(sent.recipient_user_id, contact.user_id);
    assert.equal(sent.recipient_id, undefined);
  });

  test('to an unknown number gives it a phone when recipients are reachable', async (t) => {
    const shop = await openShop(t, { unknownRecipients: 'reachable', limits: false });
    await shop.sends({ ...hello, to: '+447700900999' });
    assert.equal(shop.emulator.phone('+447700900999').received().length, 1);
  });
});

describe('a send of each type', () => {
  const contact = { name: { formatted_name: 'Ben B', first_name: 'Ben' }, phones: [{ phone: '+447700900123' }] };
  const valid: [string, Record<string, unknown>, unknown][] = [
    ['text', { text: { body: 'Hi *you*', preview_url: true } }, { type: 'text', body: 'Hi *you*', previewUrl: true }],
    [
      'location',
      { location: { latitude: '37.4', longitude: -122.1, name: 'Shop' } },
      { type: 'location', latitude: 37.4, longitude: -122.1, name: 'Shop' },
    ],
    [
      'contacts',
      { contacts: [contact] },
      { type: 'contacts', contacts: [{ name: 'Ben B', phones: ['+447700900123'] }] },
    ],
  ];
  for (const [type, message, content] of valid) {
    test(`shows ${type} on the phone`, async (t) => {
      const { ana, sends } = await shopWithAna(t);
      assert.equal((await sends({ type, ...message })).status, 200);
      assert.deepEqual((await ana.next()).content, content);
    });
  }

  test('is text when no type is named', async (t) => {
    const { sends } = await shopWithAna(t);
    assert.equal((await sends({ text: { body: 'x' } })).status, 200);
  });
});

describe('a send is refused', () => {
  const long = (length: number) => 'x'.repeat(length);
  const emoji = (length: number) => '👕'.repeat(length);
  const cases: [string, Record<string, unknown>, number, RegExp][] = [
    ['without messaging_product', { ...hello, messaging_product: undefined }, 100, /messaging_product/],
    ['without a recipient', { ...hello, to: undefined }, 100, /parameter to/],
    ['to something that is no number', { ...hello, to: 'Ana' }, 131009, /not a phone number/],
    ['to itself', { ...hello, to: '+15550783881' }, 131021, /sender/],
    ['with a key nobody knows', { ...hello, colour: 'red' }, 100, /Unexpected key "colour"/],
    ['with a type nobody knows', { type: 'hologram' }, 100, /hologram/],
    ['without the object of its type', { type: 'text' }, 131008, /'text' is mandatory/],
    ['when that is not an object', { type: 'text', text: 'hi' }, 100, /JSON object/],
    ['without a body', { type: 'text', text: {} }, 131008, /text\['body'\]/],
    ['when the body is not a text', { type: 'text', text: { body: 5 } }, 100, /must be a string/],
    ['beyond 4,096 characters', { type: 'text', text: { body: long(4_097) } }, 100, /4096/],
    ['with a misspelt key inside', { type: 'text', text: { body: 'x', previewurl: true } }, 100, /previewurl/],
    ['to a group', { ...hello, recipient_type: 'group' }, 131041, /Groups/],
    ['with too much opaque data', { ...hello, biz_opaque_callback_data: long(513) }, 100, /512/],
    ['off the earth', { type: 'location', location: { latitude: 91, longitude: 0 } }, 131009, /earth/],
    ['without a longitude', { type: 'location', location: { latitude: 1 } }, 131008, /longitude/],
    ['with six contacts', { type: 'contacts', contacts: Array(6).fill({}) }, 131009, /contacts: 6/],
    [
      'with a nameless contact',
      { type: 'contacts', contacts: [{ name: { formatted_name: 'A' } }] },
      131008,
      /first_name/,
    ],
    [
      'with two emoji as a reaction',
      { type: 'reaction', reaction: { message_id: 'x', emoji: '👍👍' } },
      131009,
      /one emoji/,
    ],
    ['with an empty context', { ...hello, context: {} }, 100, /message_id/],
  ];
  for (const [name, message, code, words] of cases) {
    test(`${name} (${code})`, async (t) => {
      const { sends, emulator } = await shopWithAna(t);
      const { status, body } = await sends(message);
      assert.equal(status, 400);
      assert.equal(body.error.code, code);
      assert.match(`${body.error.message} ${body.error.error_data?.details ?? ''}`, words);
      assert.deepEqual(emulator.sent(), []);
    });
  }

  test('but 4,096 emoji are 4,096 characters', async (t) => {
    const { sends } = await shopWithAna(t);
    assert.equal((await sends({ type: 'text', text: { body: emoji(4_096) } })).status, 200);
  });

  test('when it is not JSON, not an object, or nothing', async (t) => {
    const { graph } = await openShop(t);
    for (const body of ['{"a":', '[1]', '"x"', 'null', '']) {
      assert.equal((await graph('POST', `${NUMBER}/messages`, body)).body.error.code, 100);
    }
  });

  test('with a wrong token (190) or without one (104)', async (t) => {
    const { graph, origin } = await openShop(t);
    const wrong = await graph('POST', `${NUMBER}/messages`, hello, { authorization: 'Bearer nobody' });
    assert.deepEqual([wrong.status, wrong.body.error.code], [401, 190]);
    const none = await fetch(`${origin}/v25.0/${NUMBER}/messages`, { method: 'POST', body: '{}' });
    assert.equal(none.status, 401);
  });

  test('from a number that does not exist (100, subcode 33)', async (t) => {
    const { graph } = await openShop(t);
    const { status, body } = await graph('POST', '999999/messages', hello);
    assert.equal(status, 400);
    assert.deepEqual([body.error.code, body.error.error_subcode, body.error.type], [100, 33, 'GraphMethodException']);
  });

  test('to a number outside the allow-list of a test number (131030)', async (t) => {
    const { sends } = await openShop(t, { allowList: ['+447700900123'] });
    assert.equal((await sends(hello)).body.error.code, 131030);
  });
});

describe('marking as read', () => {
  test('shows that somebody types, for 25 seconds or until the next message', async (t) => {
    const { ana, graph, sends, passes, origin, messages } = await shopWithAna(t);
    const typing = async () => {
      const state: PhoneState = JSON.parse(await (await fetch(`${origin}/phone/api/state`)).text());
      return state.chats[0]?.typing;
    };
    const read = {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messages()[0].id,
      typing_indicator: { type: 'text' },
    };

    assert.deepEqual((await graph('POST', `${NUMBER}/messages`, read)).body, { success: true });
    assert.equal(await typing(), true);
    assert.equal(ana.messages()[0]?.ticks, 'read');
    await passes(25_000);
    assert.equal(await typing(), false);

    await graph('POST', `${NUMBER}/messages`, read);
    await sends(hello);
    assert.equal(await typing(), false);
  });

  test('needs a message that this number received', async (t) => {
    const { graph, sends } = await shopWithAna(t);
    const own = (await sends(hello)).body.messages[0].id;
    for (const id of ['wamid.unknown', own]) {
      const { body } = await graph('POST', `${NUMBER}/messages`, {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: id,
      });
      assert.equal(body.error.code, 131009);
    }
  });
});

test('what was sent can be looked at, with the body that the Graph API was given', async (t) => {
  const { sends, emulator } = await shopWithAna(t);
  await sends(buttons('Yes', 'No'));
  const [message] = emulator.sent();
  assert.equal(message?.content?.type, 'interactive');
  assert.deepEqual(message?.body, { messaging_product: 'whatsapp', to: ANA, ...buttons('Yes', 'No') });
});
