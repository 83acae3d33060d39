import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createEmulator, DEFAULTS, type Emulator, fakeClock } from '../../../../emulator/src/index.ts';
import { OutboundContent } from '../../conversations/api.ts';
import { newId } from '../../platform/id.ts';
import { readJson } from '../../platform/json.ts';
import { createWhatsAppCloud, type WhatsAppCloud } from './client.ts';
import { type Change, readWebhook } from './inbound.ts';
import { isSignedByMeta } from './signature.ts';

const JPEG = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), Buffer.alloc(5_000, 9)]);
const SHEENA = '+16505551234';
const toSheena = { waId: '16505551234', phone: SHEENA, bsuid: null };

let emulator: Emulator;
let channel: WhatsAppCloud;
let callback: Server;
let heard: Change[];
const clock = fakeClock();

/** Our side of the webhook, without a database: what is signed is read. */
const listen = (): Promise<Server> =>
  new Promise((ready) => {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '', 'http://here');
      if (request.method === 'GET') return response.end(url.searchParams.get('hub.challenge'));
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const signed = isSignedByMeta(body, String(request.headers['x-hub-signature-256']), DEFAULTS.appSecret);
      if (signed) heard.push(...readWebhook(readJson(body)).changes);
      return response.writeHead(signed ? 200 : 401).end();
    }).listen(0, '127.0.0.1', () => ready(server));
  });

before(async () => {
  heard = [];
  callback = await listen();
  emulator = createEmulator({ clock, seed: 'channel', fetchLinks: false, page: false });
  const graphUrl = await emulator.listen();
  await emulator.setWebhook(`http://127.0.0.1:${(callback.address() as AddressInfo).port}/`);
  const { phoneNumberId, wabaId, accessToken } = DEFAULTS;
  channel = createWhatsAppCloud({
    graphUrl,
    graphVersion: 'v25.0',
    phoneNumberId,
    wabaId,
    accessToken,
    now: clock.now,
  });
});

after(async () => {
  await channel.close();
  await emulator.close();
  await new Promise((closed) => callback.close(closed));
});

beforeEach(() => {
  heard = [];
});

const hearing = async () => {
  await clock.advance(60_000, emulator.settled);
  assert.deepEqual(
    heard.flatMap(({ unreadable }) => unreadable),
    [],
  );
  return heard;
};
const send = (content: unknown) => channel.send({ id: newId(), to: toSheena, content: OutboundContent.parse(content) });

describe('the channel against the emulated WhatsApp', () => {
  test('reads what a customer writes: words, files, places, people', async () => {
    const sheena = emulator.phone(SHEENA, { name: 'Sheena' });
    sheena.says('Grüße 👋 / "مرحبا"');
    sheena.sendsFile('image', JPEG, 'image/jpeg', { caption: 'this one?' });
    sheena.sends({ type: 'location', latitude: 37.4, longitude: -122.1, name: 'Home' });
    const messages = (await hearing()).flatMap((change) => change.messages);
    assert.deepEqual(
      messages.map(({ content }) => content.type),
      ['text', 'image', 'location'],
    );
    assert.deepEqual(messages[0]?.content, { type: 'text', body: 'Grüße 👋 / "مرحبا"' });
    assert.equal(messages[0]?.from.name, 'Sheena');
    assert.equal(messages[0]?.from.waId, '16505551234');
  });

  test('brings the file of a customer', async () => {
    emulator.phone(SHEENA).sendsFile('image', JPEG, 'image/jpeg');
    const [message] = (await hearing()).flatMap((change) => change.messages);
    const file = message && 'file' in message.content ? message.content.file : {};
    const bytes: Buffer[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        bytes.push(chunk);
        done();
      },
    });
    const outcome = await channel.downloadMedia(file.providerMediaId ?? '', sink, {
      expectedSha256: file.sha256 ?? '',
    });
    assert.equal(outcome.outcome, 'stored');
    assert.equal(Object(outcome).mimeType, 'image/jpeg');
    assert.ok(Buffer.concat(bytes).equals(JPEG));
  });

  test('uploads a file and sends it', async () => {
    const upload = { body: Readable.from([JPEG]), sizeBytes: JPEG.length, mimeType: 'image/jpeg', fileName: 'a.jpg' };
    const uploaded = await channel.uploadMedia(upload);
    assert.equal(uploaded.outcome, 'uploaded');
    const file = { providerMediaId: uploaded.providerMediaId, mimeType: 'image/jpeg' };
    assert.equal((await send({ type: 'image', file, caption: 'here' })).outcome, 'accepted');
  });

  test('hears what became of a message, by our own id', async () => {
    emulator.phone(SHEENA).says('hi');
    const id = newId();
    const outcome = await channel.send({ id, to: toSheena, content: { type: 'text', body: 'Hello' } });
    const statuses = (await hearing()).flatMap((change) => change.statuses).filter(({ messageId }) => messageId === id);
    assert.deepEqual(
      statuses.map((status) => [status.messageId, status.status, status.providerMessageId]),
      ['sent', 'delivered'].map((status) => [id, status, Object(outcome).providerMessageId]),
    );
  });

  test('sends every type that passes our limits', async () => {
    emulator.phone(SHEENA).says('hi');
    await hearing();
    const picture = { type: 'image', file: { link: 'https://a.example/b.png' } };
    const card = { header: picture, body: 'b', link: { title: 'Buy', url: 'https://a.example/' } };
    const option = { id: 'yes', title: 'Yes' };
    const contents = [
      { type: 'text', body: 'Hi', previewUrl: true },
      { type: 'image', file: { link: 'https://a.example/b.png' }, caption: 'c' },
      { type: 'document', file: { link: 'https://a.example/b.pdf', fileName: 'bill.pdf' } },
      { type: 'location', latitude: 1, longitude: 2, name: 'Shop', address: 'Main St' },
      { type: 'contacts', contacts: [{ name: { formatted: 'A B', first: 'A' }, phones: [{ phone: '+1650' }] }] },
      { type: 'buttons', body: 'Which?', footer: 'f', header: picture, buttons: [option] },
      { type: 'list', body: 'Which?', button: 'Choose', sections: [{ rows: [{ ...option, description: 'd' }] }] },
      { type: 'link', body: 'Look', title: 'Open', url: 'https://a.example/' },
      { type: 'location_request', body: 'Where?' },
      { type: 'contact_request', body: 'Your number?' },
      { type: 'product', catalogId: '1', retailerId: 'SKU', body: 'This' },
      {
        type: 'product_list',
        header: 'Ours',
        body: 'Look',
        catalogId: '1',
        sections: [{ title: 'S', retailerIds: ['SKU'] }],
      },
      { type: 'catalogue', body: 'All', thumbnailRetailerId: 'SKU' },
      { type: 'form', body: 'Please', title: 'Start', formId: '7', screen: 'S1', data: { k: 'v' } },
      { type: 'carousel', body: 'Look', cards: [card, card] },
      { type: 'call_permission_request', body: 'May we call?' },
    ];
    const outcomes = [];
    for (const content of contents) {
      assert.deepEqual(channel.check(OutboundContent.parse(content)), [], content.type);
      outcomes.push([content.type, await send(content)] as const);
    }
    const refused = outcomes.filter(([, { outcome }]) => outcome !== 'accepted');
    assert.deepEqual(refused, []);
  });

  test('shows that it reads and types', async () => {
    const sheena = emulator.phone(SHEENA);
    const { id } = sheena.says('anybody there?');
    await hearing();
    await channel.markRead(id, { typing: true });
    assert.equal(sheena.messages().find((bubble) => bubble.id === id)?.ticks, 'read');
  });

  test('knows a lost answer from a refusal', async () => {
    emulator.phone(SHEENA).says('hi');
    await hearing();
    emulator.failNext({ drop: 'after' });
    assert.equal((await send({ type: 'text', body: 'a' })).outcome, 'in_doubt');
    emulator.failNext({ truncate: true });
    assert.equal((await send({ type: 'text', body: 'b' })).outcome, 'in_doubt');
    emulator.failNext({ html: true });
    assert.equal((await send({ type: 'text', body: 'c' })).outcome, 'in_doubt');
    emulator.failNext({ code: 130429 });
    assert.equal((await send({ type: 'text', body: 'd' })).outcome, 'not_accepted');
    emulator.failNext({ code: 190 });
    assert.equal((await send({ type: 'text', body: 'e' })).outcome, 'held');
  });

  test('hears of a failure in our words', async () => {
    await send({ type: 'text', body: 'warm' });
    await hearing();
    const stranger = { waId: null, phone: '+16505550000', bsuid: null };
    const id = newId();
    await channel.send({ id, to: stranger, content: { type: 'text', body: 'hello?' } });
    const failed = (await hearing()).flatMap((change) => change.statuses).find(({ messageId }) => messageId === id);
    assert.equal(failed?.status, 'failed');
    assert.ok(['131026', '131047'].includes(failed.failure?.code ?? ''), failed.failure?.code);
  });

  test('lists templates and reads the number', async () => {
    assert.equal((await channel.templates.listTemplates()).outcome, 'read');
    const outcome = await channel.readNumber();
    assert.equal(Object(outcome).number.status, 'CONNECTED');
  });
});
