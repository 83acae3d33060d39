import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, buttons, hello, list, openShop, shopWithAna } from './test-business.ts';

const FACTORY = { verifiedName: 'Factory', wabaId: '77', phoneNumberId: '88', displayNumber: '+1 555 078 4000' };

describe('a customer', () => {
  test('writes: the business hears who, what and when', async (t) => {
    const shop = await openShop(t);
    const bubble = shop.emulator.phone(ANA, { name: 'Ana' }).says('hi');
    await shop.emulator.settled();

    const [message] = shop.messages();
    assert.deepEqual(
      { ...message, from_user_id: '' },
      {
        from: '16505551234',
        from_user_id: '',
        id: bubble.id,
        timestamp: '1772452800',
        text: { body: 'hi' },
        type: 'text',
      },
    );
    const [value] = shop.values('messages');
    assert.deepEqual(value?.metadata, { display_phone_number: '15550783881', phone_number_id: '106540352242922' });
    assert.deepEqual(value?.contacts?.[0], {
      profile: { name: 'Ana' },
      wa_id: '16505551234',
      user_id: message.from_user_id,
    });
    assert.equal(shop.received[0]?.body.entry[0]?.time, undefined);
  });

  test('writes to one of several business numbers, and has another user id in each portfolio', async (t) => {
    const shop = await openShop(t, { numbers: [{}, FACTORY] });
    const ana = shop.emulator.phone(ANA);
    ana.says('hi');
    ana.says('hi', { to: 'Factory' });
    await shop.emulator.settled();

    const metadata = shop.values('messages').map((value) => value.metadata.phone_number_id);
    assert.deepEqual(metadata.sort(), ['106540352242922', '88']);
    assert.equal(new Set(shop.messages().map((message) => message.from_user_id)).size, 2);
  });

  test('taps a button, and the bubble remembers which', async (t) => {
    const { ana, sends, messages, emulator } = await shopWithAna(t);
    const { body } = await sends(buttons('Yes', 'No'));
    await ana.next();

    const tap = ana.taps('No');
    await emulator.settled();

    const wamid = body.messages[0].id;
    assert.deepEqual(messages().at(-1).interactive, { type: 'button_reply', button_reply: { id: 'no', title: 'No' } });
    assert.deepEqual(messages().at(-1).context, { from: '15550783881', id: wamid });
    assert.deepEqual([tap.content, tap.quotes?.summary], [{ type: 'choice', title: 'No' }, 'Choose']);
    assert.equal(ana.received()[0]?.answered, 'no');
  });

  test('chooses a row of a list', async (t) => {
    const { ana, sends, messages, emulator } = await shopWithAna(t);
    await sends(list({ id: 'h', title: 'Hoodie', description: 'Warm' }));
    await ana.next();

    ana.chooses('Hoodie');
    await emulator.settled();

    assert.deepEqual(messages().at(-1).interactive, {
      type: 'list_reply',
      list_reply: { id: 'h', title: 'Hoodie', description: 'Warm' },
    });
  });

  test('cannot tap what is not there', async (t) => {
    const { ana } = await shopWithAna(t);
    assert.throws(() => ana.taps('Maybe'), /offers “Maybe”/);
  });

  test('quotes, reacts and takes the reaction back', async (t) => {
    const { ana, sends, messages, emulator } = await shopWithAna(t);
    await sends(hello);
    const { id } = await ana.next();

    ana.says('This one', { quotes: id });
    assert.deepEqual(ana.reacts(id, '❤️').reactions, [{ from: 'customer', emoji: '❤️' }]);
    assert.deepEqual(ana.reacts(id, '').reactions, []);
    await emulator.settled();

    const [quote, love, none] = messages().slice(1);
    assert.deepEqual(quote.context, { from: '15550783881', id });
    assert.deepEqual([love.reaction, none.reaction], [{ message_id: id, emoji: '❤️' }, { message_id: id }]);
  });

  test('sends a place, contacts, a document and a cart', async (t) => {
    const products = [{ retailerId: 'HOODIE', name: 'Hoodie', price: 29, currency: 'USD' }];
    const { ana, sends, messages, emulator } = await shopWithAna(t, { products });
    await sends({
      type: 'interactive',
      interactive: { type: 'product', action: { catalog_id: '5', product_retailer_id: 'HOODIE' } },
    });
    const { id } = await ana.next();
    emulator.holdWebhooks();

    ana.sends({ type: 'location', latitude: 37.4, longitude: -122.1 });
    ana.sends({ type: 'contacts', contacts: [{ name: 'Ben Button', phones: ['+44 7700 900123'] }] });
    ana.sendsFile('document', Buffer.from('%PDF'), 'application/pdf', { fileName: 'order.pdf' });
    ana.sends({ type: 'order', bubbleId: id, items: [{ retailerId: 'HOODIE', quantity: 2 }], text: 'soon please' });
    emulator.releaseWebhooks({ inOnePost: 9 });
    await emulator.settled();

    const [place, contacts, document, order] = messages().slice(1);
    assert.deepEqual(place.location, { latitude: 37.4, longitude: -122.1 });
    assert.deepEqual(contacts.contacts, [
      {
        name: { formatted_name: 'Ben Button', first_name: 'Ben', last_name: 'Button' },
        phones: [{ phone: '+44 7700 900123', wa_id: '447700900123', type: 'CELL' }],
      },
    ]);
    assert.equal(document.document.filename, 'order.pdf');
    const product = { product_retailer_id: 'HOODIE', quantity: 2, item_price: 29, currency: 'USD' };
    assert.deepEqual(order.order, { catalog_id: '5', text: 'soon please', product_items: [product] });
  });

  test('sends what no page can: types unknown, unsupported, with a referral', async (t) => {
    const { ana, messages, emulator } = await shopWithAna(t);
    ana.sendsRaw({
      type: 'unsupported',
      errors: [{ code: 131051, title: 'Message type unknown' }],
      unsupported: { type: 'poll_creation' },
    });
    ana.sendsRaw({ type: 'text', text: { body: 'I saw your ad' }, referral: { source_type: 'ad', source_id: '9' } });
    await emulator.settled();
    assert.deepEqual(
      messages()
        .map(({ type }) => type)
        .sort(),
      ['text', 'text', 'unsupported'],
    );
  });

  test('changes the number: the business hears the old, the new and the new user id', async (t) => {
    const { ana, messages, values, emulator, received } = await shopWithAna(t);
    const before = messages()[0].from_user_id;

    ana.changesNumberTo('+1 650 555 9999');
    await emulator.settled();

    const system = messages().at(-1);
    assert.deepEqual(
      [system.from, system.system.wa_id, system.system.type],
      ['16505551234', '16505559999', 'user_changed_number'],
    );
    const [update] = values('user_id_update')[0]?.user_id_update ?? [];
    assert.deepEqual(update.user_id, { previous: before, current: system.system.user_id });
    assert.notEqual(update.user_id.current, before);
    assert.ok(received.some(({ body }) => body.entry[0]?.time === 1772452800));
    const withSystem = values('messages').find((value) => value.messages?.[0].type === 'system');
    assert.equal(withSystem?.contacts, undefined);
  });

  test('hears the answers of a bot one by one', async (t) => {
    const { ana, sends } = await shopWithAna(t);
    const first = ana.next();
    await sends({ type: 'text', text: { body: 'one' } });
    await sends({ type: 'text', text: { body: 'two' } });

    assert.deepEqual(
      [(await first).content, (await ana.next()).content],
      [
        { type: 'text', body: 'one' },
        { type: 'text', body: 'two' },
      ],
    );
    await assert.rejects(ana.next({ withinMs: 1 }), /waited 1 ms/);
  });
});
