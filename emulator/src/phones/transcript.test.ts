import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { ANA, buttons, list, openShop, shopWithAna } from '../test-business.ts';

const head = { flow: 'shop', business: 'demo-shop', name: 'Ana orders' };
const talkOf = (yaml: string) => parse(yaml).transcripts[0].talk;

describe('a recorded conversation', () => {
  test('is a transcript: what was written, tapped and answered', async (t) => {
    const { ana, sends, emulator, ...shop } = await shopWithAna(t);
    await sends(list({ id: 'a', title: 'Browse' }, { id: 'b', title: 'My orders' }));
    ana.chooses('Browse');
    await sends(buttons('Yes', 'No'));
    ana.taps('Yes');
    await sends({ type: 'text', text: { body: 'Thank you, Ana.\n\nOrder 1004 comes to $59.00, today.' } });
    await emulator.settled();

    const yaml = ana.transcript(head);
    assert.deepEqual(parse(yaml), {
      flow: 'shop',
      business: 'demo-shop',
      transcripts: [
        {
          name: 'Ana orders',
          talk: [
            { customer: 'hi' },
            { bot: { says: ['Choose'], as: 'list', options: ['Browse', 'My orders'] } },
            { taps: 'Browse' },
            { bot: { says: ['Choose'], as: 'buttons', options: ['Yes', 'No'] } },
            { taps: 'Yes' },
            { bot: ['Thank you,', 'Order', 'comes to $59.00, today.'] },
          ],
        },
      ],
    });
    const answer = await fetch(
      `${shop.origin}/emulator/phones/${ANA.slice(1)}/transcript?flow=shop&business=demo-shop&name=Ana+orders`,
    );
    assert.equal(await answer.text(), yaml);
    assert.match(answer.headers.get('content-disposition') ?? '', /shop-recorded\.test\.yaml/);
  });

  test('leaves out what will be different next time: dates, times, numbers of orders', async (t) => {
    const { ana, sends, emulator } = await shopWithAna(t);
    for (const body of [
      'It should arrive by Thu, Nov 26.',
      'Llega el jue, 26 de nov. Pedido 424242.',
      'Open until 6:30 PM, 3 × Bookshelf for $1645.00 or 1,645.00 €.',
      'We may have 12 in March.',
    ]) {
      await sends({ type: 'text', text: { body } });
    }
    await emulator.settled();
    assert.deepEqual(
      talkOf(ana.transcript(head))
        .slice(1)
        .map(({ bot }: { bot: unknown }) => bot),
      [
        'It should arrive by',
        ['Llega el', 'Pedido'],
        ['Open until', ', 3 × Bookshelf for $1645.00 or 1,645.00 €.'],
        'We may have 12 in March.',
      ],
    );
  });

  test('holds pictures, places, carts and reactions, and a long silence', async (t) => {
    const { ana, sends, passes, emulator } = await shopWithAna(t);
    await sends({ type: 'text', text: { body: 'Welcome' } });
    await emulator.settled();
    const [, welcome] = ana.messages();
    ana.reacts(welcome?.id ?? '', '👍');
    ana.sendsFile('image', Buffer.from('x'), 'image/jpeg', { caption: 'this one' });
    ana.sends({ type: 'location', latitude: 1, longitude: 2 });
    await passes(31 * 60_000);
    ana.says('still there?');
    assert.deepEqual(talkOf(ana.transcript(head)).slice(2), [
      { sends: { reaction: '👍' } },
      { sends: { photo: 'this one' } },
      { sends: { location: true } },
      { later: '31 min' },
      { customer: 'still there?' },
    ]);
  });

  test('says in a comment what the form has no word for', async (t) => {
    const { ana } = await shopWithAna(t);
    ana.sendsFile('document', Buffer.from('x'), 'application/pdf', { fileName: 'a.pdf' });
    ana.says('see above');
    ana.sends({ type: 'contacts', contacts: [{ name: 'Ben', phones: ['+1'] }] });
    const yaml = ana.transcript(head);
    assert.match(yaml, /# The customer sent something the form has no word for: document\.\n\s+- customer: see above/);
    assert.match(yaml, /no word for: contacts/);
  });

  test('can begin after a message', async (t) => {
    const { ana, origin } = await shopWithAna(t);
    const { id } = ana.says('one');
    ana.says('two');
    const answer = await fetch(`${origin}/emulator/phones/${ana.person.id}/transcript?after=${encodeURIComponent(id)}`);
    assert.deepEqual(talkOf(await answer.text()), [{ customer: 'two' }]);
  });
});

describe('/emulator/phones', () => {
  test('hands a phone to a program: it is made, writes, reads and changes', async (t) => {
    const shop = await openShop(t);
    const call = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${shop.origin}/emulator/phones${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null };
    };
    assert.equal((await call('POST', '', { name: 'Ana', number: ANA })).status, 201);
    assert.equal((await call('POST', '/16505551234/messages', { type: 'text', body: 'hi' })).status, 201);
    await shop.emulator.settled();
    assert.equal(shop.messages()[0].text.body, 'hi');
    assert.equal((await call('GET', `/${encodeURIComponent(ANA)}/messages`)).body.messages.length, 1);
    const changed = await call('PATCH', '/16505551234', { online: false, username: 'ana.g', hidesNumber: true });
    assert.deepEqual([changed.body.online, changed.body.username, changed.body.hidesNumber], [false, '@ana.g', true]);
    assert.equal((await call('PATCH', '/16505551234', { username: '' })).body.hidesNumber, false);
    assert.equal((await call('PATCH', '/16505551234', { hidesNumber: true })).status, 409);
    assert.equal((await call('GET', '/17770000000/messages')).status, 404);
    assert.equal((await call('DELETE', '')).status, 405);
    for (const path of ['/%zz/messages', '/16505551234/messages/more', '/16505551234/nonsense']) {
      assert.equal((await call('GET', path)).status, 404);
    }
    assert.equal((await call('POST', '/16505551234/messages', { type: 'dance' })).status, 400);
  });
});

test('a voice note is played once, receipts or not', async (t) => {
  const shop = await shopWithAna(t, { fetchLinks: false });
  shop.ana.readReceipts(false);
  const sent = await shop.sends({ type: 'audio', audio: { link: 'https://example.com/a.ogg', voice: true } });
  await shop.emulator.settled();
  for (const _ of [1, 2]) shop.ana.plays(sent.body.messages[0].id);
  await shop.emulator.settled();
  assert.deepEqual(
    shop.statuses().map(({ status }) => status),
    ['sent', 'delivered', 'played'],
  );
});
