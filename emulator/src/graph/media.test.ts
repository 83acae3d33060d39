import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { DEFAULTS } from '../options.ts';
import { NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

const DAY = 86_400_000;
const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
const bearer = { authorization: `Bearer ${DEFAULTS.accessToken}` };

async function upload(shop: Shop, bytes: Buffer, type: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', type);
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'shirt.jpg');
  const response = await fetch(`${shop.origin}/v25.0/${NUMBER}/media`, { method: 'POST', body: form, headers: bearer });
  const answer: ReturnType<typeof JSON.parse> = await response.json();
  return { status: response.status, body: answer };
}

describe('a file of the business', () => {
  test('is uploaded, found, fetched with the token, and deleted', async (t) => {
    const shop = await openShop(t);
    const { body: uploaded } = await upload(shop, JPEG, 'image/jpeg');
    assert.match(uploaded.id, /^\d+$/);

    const { body: found } = await shop.graph('GET', uploaded.id);
    const { url, ...rest } = found;
    assert.deepEqual(rest, {
      mime_type: 'image/jpeg',
      sha256: createHash('sha256').update(JPEG).digest('base64'),
      file_size: JPEG.length,
      id: uploaded.id,
      messaging_product: 'whatsapp',
    });
    const fetched = await fetch(url, { headers: bearer });
    assert.equal(fetched.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), JPEG);
    assert.equal((await fetch(url)).status, 401);

    assert.deepEqual((await shop.graph('DELETE', uploaded.id)).body, { success: true });
    assert.equal((await shop.graph('GET', uploaded.id)).body.error.error_subcode, 33);
  });

  test('has a URL for five minutes and an id for thirty days', async (t) => {
    const shop = await openShop(t);
    const { body } = await upload(shop, JPEG, 'image/jpeg');
    const { url } = (await shop.graph('GET', body.id)).body;

    await shop.passes(5 * 60_000 + 1_000);
    assert.equal((await fetch(url, { headers: bearer })).status, 404);
    assert.equal((await fetch((await shop.graph('GET', body.id)).body.url, { headers: bearer })).status, 200);

    await shop.passes(30 * DAY);
    assert.equal((await shop.graph('GET', body.id)).status, 400);
    const { body: refused } = await shop.sends({ type: 'image', image: { id: body.id } });
    assert.match(refused.error.message, /not a valid whatsapp business account media attachment ID/);
  });

  test('is refused when its type is not supported, it is empty, too large, or no form', async (t) => {
    const shop = await openShop(t);
    assert.match((await upload(shop, JPEG, 'image/gif')).body.error.message, /Received file of type 'image\/gif'/);
    assert.equal((await upload(shop, Buffer.alloc(0), 'image/png')).status, 400);
    assert.match(
      (await upload(shop, Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png')).body.error.message,
      /at most 5242880/,
    );
    assert.equal((await upload(shop, JPEG, 'image/jpeg', { messaging_product: 'sms' })).status, 400);
    assert.equal((await shop.graph('POST', `${NUMBER}/media`, { file: 'x' })).body.error.code, 100);
    const torn = await shop.graph('POST', `${NUMBER}/media`, '--x\r\nbroken', {
      'content-type': 'multipart/form-data; boundary=x',
    });
    assert.equal(torn.body.error.code, 100);
  });

  test('is shown on the phone, with its caption', async (t) => {
    const shop = await shopWithAna(t);
    const { body } = await upload(shop, JPEG, 'image/jpeg');

    await shop.sends({ type: 'image', image: { id: body.id, caption: 'The hoodie' } });

    const { content } = await shop.ana.next();
    assert.deepEqual(content, {
      type: 'image',
      caption: 'The hoodie',
      media: { mediaId: body.id, mimeType: 'image/jpeg', fileName: 'shirt.jpg', sizeBytes: JPEG.length },
    });
    const shown = await fetch(`${shop.origin}/phone/api/media/${body.id}`);
    assert.deepEqual(Buffer.from(await shown.arrayBuffer()), JPEG);
    assert.match(shown.headers.get('content-security-policy') ?? '', /sandbox/);
  });

  test('sent as another kind fails by webhook (131053)', async (t) => {
    const shop = await shopWithAna(t);
    const { body } = await upload(shop, JPEG, 'image/jpeg');
    assert.equal((await shop.sends({ type: 'video', video: { id: body.id } })).status, 200);
    await shop.emulator.settled();
    assert.equal(shop.statuses()[0].errors[0].code, 131053);
  });
});

describe('a link', () => {
  test('is downloaded before the message goes', async (t) => {
    const shop = await shopWithAna(t);
    const url = await fileServer(t, 200, 'image/png');

    await shop.sends({ type: 'image', image: { link: `${url}/a.png` } });

    const { content } = await shop.ana.next();
    assert.equal(content.type === 'image' && content.media.mimeType, 'image/png');
    const mediaId = content.type === 'image' ? content.media.mediaId : '';
    assert.equal(await (await fetch(`${shop.origin}/phone/api/media/${mediaId}`)).text(), 'file');
  });

  const bad: [string, number, string][] = [
    ['is not there', 404, 'image/png'],
    ['leads to another type of file', 200, 'text/html'],
  ];
  for (const [name, status, type] of bad) {
    test(`that ${name} fails by webhook (131053)`, async (t) => {
      const shop = await shopWithAna(t);
      const url = await fileServer(t, status, type);
      assert.equal((await shop.sends({ type: 'image', image: { link: `${url}/a.png` } })).status, 200);
      await shop.emulator.settled();
      assert.equal(shop.statuses()[0].errors[0].code, 131053);
      assert.deepEqual(shop.ana.received(), []);
    });
  }

  test('is fetched once in ten minutes by its exact URL', async (t) => {
    const shop = await shopWithAna(t);
    const asked: string[] = [];
    const url = await fileServer(t, 200, 'image/png', asked);
    const send = async (query: string) => {
      await shop.sends({ type: 'image', image: { link: `${url}/a.png${query}` } });
      await shop.emulator.settled();
    };
    await send('');
    await send('');
    await send('?fresh=1');
    await shop.passes(10 * 60_000);
    await send('');
    assert.deepEqual(asked, ['/a.png', '/a.png?fresh=1', '/a.png']);
    assert.equal(shop.ana.received().length, 4);
  });

  test('is refused at once when it is none, or stands beside an id', async (t) => {
    const shop = await shopWithAna(t);
    assert.equal((await shop.sends({ type: 'image', image: { link: 'file:///etc/passwd' } })).body.error.code, 100);
    assert.equal((await shop.sends({ type: 'image', image: { link: 'https://a.b/c', id: '1' } })).body.error.code, 100);
    assert.equal((await shop.sends({ type: 'image', image: {} })).body.error.code, 131008);
    assert.equal(
      (await shop.sends({ type: 'audio', audio: { link: 'https://a.b/c', caption: 'x' } })).body.error.code,
      100,
    );
  });
});

describe("a customer's file", () => {
  test('arrives with hash, type and a URL that works; its id lives for seven days', async (t) => {
    const shop = await openShop(t);
    const ana = shop.emulator.phone('+16505551234');
    const voice = Buffer.from('OggS voice');

    ana.sendsFile('audio', voice, 'audio/ogg; codecs=opus', { voice: true });
    await shop.emulator.settled();

    const [{ audio }] = shop.messages();
    assert.deepEqual(
      { ...audio, id: '', url: '' },
      {
        id: '',
        url: '',
        mime_type: 'audio/ogg; codecs=opus',
        sha256: createHash('sha256').update(voice).digest('base64'),
        voice: true,
      },
    );
    assert.equal(await (await fetch(audio.url, { headers: bearer })).text(), 'OggS voice');
    await shop.passes(7 * DAY + 1);
    assert.equal((await shop.graph('GET', audio.id)).status, 400);
  });
});

async function fileServer(t: TestContext, status: number, type: string, asked: string[] = []): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { 'content-type': type, connection: 'close' }).end('file');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
