import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { until } from './desk.ts';
import { startParlour } from './parlour.ts';

type Json = ReturnType<typeof JSON.parse>;

const JPEG = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), Buffer.alloc(5_000, 9)]);
const OPUS = Buffer.concat([
  Buffer.from('OggS\0\x02', 'latin1'),
  Buffer.alloc(22),
  Buffer.from('OpusHead'),
  Buffer.alloc(500),
]);
const ANA = '+16505551234';
const STRANGER = '+447400999888';

describe('the channel of a shop', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  let ana: ReturnType<typeof t.phone>;
  let channelId: string;
  before(async () => {
    t = await startParlour();
    ana = t.phone(ANA, 'Ana Torres');
    ana.says('hi', { to: t.shop });
    await ana.next({ to: t.shop });
    t.phone(STRANGER, 'Nobody yet');
    channelId = (await ask('GET', '/channels')).body.items[0].id;
  });
  after(() => t.end());

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    (await t.api(method, path, body, headers)) as { status: number; body: Json };
  const send = (body: object) => ask('POST', '/messages', { to: ANA, ...body });
  const kindOf = ({ body }: { body: Json }) => body.type?.replace('/problems/', '');
  const queued = async () => (await t.rows(`select from messages where direction = 'outbound'`)).length;
  const upload = async (body: Buffer, type: string, query = '') => {
    const response = await fetch(`${t.origin}/api/v1/media${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${t.operatorKey}`, 'content-type': type },
      body: new Uint8Array(body),
    });
    return { status: response.status, body: (await response.json()) as Json };
  };

  describe('mirrors the templates of WhatsApp', () => {
    test('on demand, and lists them with what must be filled in', async () => {
      const synced = await ask('POST', `/channels/${channelId}/templates/sync`);
      assert.equal(synced.status, 200);
      assert.ok(synced.body.found >= 9);

      const { body } = await ask('GET', '/templates?name=order_update&language=en');
      const [template] = body.items;
      assert.deepEqual([template.status, template.category, template.language], ['APPROVED', 'UTILITY', 'en']);
      assert.deepEqual(
        template.slots.filter(({ required }: Json) => required),
        [
          { place: 'body', name: '1', kind: 'text', required: true, example: 'Ana' },
          { place: 'body', name: '2', kind: 'text', required: true, example: 'P-1042' },
          { place: 'body', name: '3', kind: 'text', required: true, example: 'shipped' },
        ],
      );
      assert.equal((await ask('GET', `/templates/${template.id}`)).body.name, 'order_update');
      assert.equal(
        (await ask('GET', `/templates/${template.id}`, undefined, { 'x-business': 'demo-factory' })).status,
        404,
      );
    });

    test('page by page', async () => {
      const first = (await ask('GET', '/templates?limit=2')).body;
      const second = (await ask('GET', `/templates?limit=2&cursor=${first.nextCursor}`)).body;
      const names = [...first.items, ...second.items].map(({ name, language }: Json) => `${name} ${language}`);
      assert.deepEqual(names, [...new Set(names)].sort());
    });
  });

  describe('makes, changes and deletes templates', () => {
    const draft = {
      name: 'spring_sale',
      language: 'en',
      category: 'MARKETING',
      components: [
        { type: 'BODY', text: 'Hello {{1}}, spring is here.', example: { body_text: [['Ana']] } },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] },
      ],
    };
    let id: string;

    test('refuses what the review would turn down, naming the place', async () => {
      const components = [{ type: 'BODY', text: '{{1}} is here, {{3}}' }];
      const refused = await ask('POST', '/templates', { ...draft, components });
      assert.deepEqual([refused.status, kindOf(refused)], [422, 'template-draft-wrong']);
      assert.ok(refused.body.violations.every(({ path }: Json) => path.startsWith('components.0')));
    });

    test('submits it, once per Idempotency-Key, and learns from the webhook that it was approved', async () => {
      const make = () => ask('POST', '/templates', draft, { 'idempotency-key': 'sale' });
      const made = await make();
      assert.equal(made.status, 201);
      id = made.body.id;
      assert.deepEqual((await make()).body, made.body);

      await until(async () => (await ask('GET', `/templates/${id}`)).body.status === 'APPROVED');
    });

    test('hands over a file of ours as the sample of a header, and sends one with it', async () => {
      const { body: file } = await upload(JPEG, 'image/jpeg', '?fileName=spring.jpg');
      const header = { type: 'HEADER', format: 'IMAGE', example: { mediaId: file.id } };
      const body = { type: 'BODY', text: 'Your order is on its way.' };
      const picture = { name: 'with_picture', language: 'en', category: 'UTILITY', components: [header, body] };
      const made = await ask('POST', '/templates', picture);
      assert.equal(made.status, 201);
      assert.match(JSON.stringify(made.body.components), /header_handle/);

      await until(async () => (await ask('GET', `/templates/${made.body.id}`)).body.status === 'APPROVED');
      const parameters = [{ type: 'image', image: { mediaId: file.id } }];
      const template = { name: 'with_picture', components: [{ type: 'header', parameters }] };
      const sent = await send({ to: STRANGER, template });
      assert.equal(sent.status, 202);
      assert.match(sent.body.content.components[0].parameters[0].image.id, /^\d+$/);
      const missing = await send({ to: STRANGER, template: { name: 'with_picture' } });
      assert.match(missing.body.violations[0].message, /header of this template is of type image/);
    });

    test("tells WhatsApp's own refusal in plain words", async () => {
      const refused = await ask('POST', '/templates', draft);
      assert.deepEqual([refused.status, kindOf(refused)], [422, 'refused-by-whatsapp']);
      assert.match(refused.body.title, /already/);
    });

    test('changes it', async () => {
      const components = [{ type: 'BODY', text: 'Dear {{1}}, summer is here.', example: { body_text: [['Ana']] } }];
      const changed = await ask('PUT', `/templates/${id}`, { components });
      assert.equal(changed.status, 200);
      await until(async () => {
        await ask('POST', `/channels/${channelId}/templates/sync`);
        return (await ask('GET', `/templates/${id}`)).body.status === 'APPROVED';
      });
      assert.match(JSON.stringify((await ask('GET', `/templates/${id}`)).body.components), /summer/);
    });

    test('deletes it: it is no longer listed, and cannot be sent', async () => {
      assert.deepEqual((await ask('DELETE', `/templates/${id}`)).body, { deleted: ['en'] });
      assert.equal((await ask('GET', '/templates?name=spring_sale')).body.items.length, 0);
      const refused = await send({ content: { type: 'template', name: 'spring_sale', language: 'en' } });
      assert.equal(kindOf(refused), 'template-unknown');
    });
  });

  describe('sends through one door', () => {
    const values = (...texts: string[]) => [
      { type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) },
    ];
    const orderUpdate = { name: 'order_update', components: values('Ana', 'P-1', 'shipped') };

    test('text while the service window is open', async () => {
      assert.equal((await send({ text: 'Hello', template: orderUpdate })).body.content.type, 'text');
    });

    test('the template outside, in the language of the business when nobody says which', async () => {
      const sent = await send({ to: STRANGER, text: 'Hello', template: orderUpdate });
      assert.equal(sent.status, 202);
      assert.deepEqual([sent.body.content.type, sent.body.content.language], ['template', 'en']);
    });

    test('nothing else outside, and says which templates could go', async () => {
      const before = await queued();
      const refused = await send({ to: STRANGER, text: 'Hello' });
      assert.deepEqual([refused.status, kindOf(refused)], [409, 'service-window-closed']);
      assert.ok(refused.body.templates.some(({ name, slots }: Json) => name === 'order_update' && slots.length >= 3));
      assert.equal(await queued(), before);
    });

    test('no template that is missing, of another language, or filled in wrongly', async () => {
      const before = await queued();
      const refusals = [
        [{ name: 'nothing', language: 'en' }, 'template-unknown'],
        [{ name: 'order_update', language: 'de', components: values('Ana', 'P-1', 'shipped') }, 'template-unknown'],
        [{ name: 'order_update', language: 'en', components: values('Ana') }, 'template-parameters-wrong'],
      ] as const;
      for (const [template, kind] of refusals) {
        const refused = await send({ content: { type: 'template', ...template } });
        assert.deepEqual([refused.status, kindOf(refused)], [422, kind]);
      }
      assert.equal(await queued(), before);
    });

    test('no template that is paused', async () => {
      await t.rows(`update templates set status = 'PAUSED', synced_at = now() where name = 'order_confirmation'`);
      // Asked a moment ago, so the mirror has the word.
      const refused = await send({
        content: { type: 'template', name: 'order_confirmation', language: 'en', components: values('A', 'B', 'C') },
      });
      assert.deepEqual([kindOf(refused), refused.body.status], ['template-not-approved', 422]);
      assert.match(refused.body.title, /paused/);
    });
  });

  describe('sends marketing only to those who agreed', () => {
    const sale = { content: { type: 'template', name: 'hello_world', language: 'en_US' } };
    before(() => t.rows(`update templates set category = 'MARKETING' where name = 'hello_world'`));
    after(() => t.rows(`update templates set category = 'UTILITY' where name = 'hello_world'`));

    test('not to somebody who never said anything', async () => {
      assert.equal(kindOf(await send(sale)), 'marketing-not-opted-in');
      assert.equal((await ask('GET', `/consents?phone=${encodeURIComponent(ANA)}`)).body.marketing, null);
    });

    test('once the opt-in is recorded', async () => {
      const recorded = await ask('POST', '/consents', { phone: ANA, granted: true, source: 'order form, box ticked' });
      assert.deepEqual([recorded.status, recorded.body.marketing], [201, true]);
      assert.equal((await send(sale)).status, 202);
    });

    test('and no more after STOP', async () => {
      ana.says('STOP', { to: t.shop });
      await until(
        async () => (await ask('GET', `/consents?phone=${encodeURIComponent(ANA)}`)).body.marketing === false,
      );
      const refused = await send(sale);
      assert.deepEqual([refused.status, kindOf(refused)], [409, 'marketing-opted-out']);
    });
  });

  test('takes it as an opt-out when WhatsApp says that a customer stopped marketing', async () => {
    await ask('POST', '/consents', { phone: ANA, granted: true, source: 'asked again at the counter' });
    t.emulator.failNext({ code: 131050, as: 'status' });
    await send({ text: 'An offer' });
    await until(async () => (await ask('GET', `/consents?phone=${encodeURIComponent(ANA)}`)).body.marketing === false);
  });

  describe('explains why a message failed', () => {
    test('what happened, who can mend it and whether it is tried again', async () => {
      t.emulator.failNext({ code: 131026 });
      const { body } = await send({ text: 'Are you there?' });
      await until(async () => (await ask('GET', `/messages/${body.id}`)).body.status === 'failed');
      const { failure } = (await ask('GET', `/messages/${body.id}`)).body;
      assert.deepEqual(
        [failure.code, failure.fixedBy, failure.retried, Boolean(failure.advice)],
        ['131026', 'customer', false, true],
      );
    });
  });

  describe('handles files', () => {
    test('knows them by their bytes, whatever their sender claims', async () => {
      const { body } = await upload(JPEG, 'application/pdf', '?fileName=invoice.pdf');
      assert.equal(body.mimeType, 'image/jpeg');
    });

    test('shows a picture small, upright and without what its camera wrote into it', async () => {
      const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0a7' } })
        .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Secret camera' } } })
        .jpeg()
        .toBuffer();
      const { body: file } = await upload(photo, 'image/jpeg');
      const small = async (id: string) =>
        fetch(`${t.origin}/api/v1/media/${id}/thumbnail`, { headers: { authorization: `Bearer ${t.operatorKey}` } });
      for (const _ of ['made', 'kept']) {
        const response = await small(file.id);
        assert.equal(response.headers.get('content-type'), 'image/webp');
        assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
        const { width, height, exif } = await sharp(await response.arrayBuffer()).metadata();
        assert.ok(width! <= 320 && height! === 320 && height! > width!);
        assert.equal(exif, undefined);
      }
      for (const [bytes, type] of [
        [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
        [JPEG, 'image/jpeg'], // begins like a picture and is none
      ] as const) {
        const { body: other } = await upload(bytes, type);
        const refused = await small(other.id);
        assert.equal(refused.status, 404);
        assert.match(((await refused.json()) as Json).type, /no-thumbnail/);
      }
    });

    test('refuses one of the wrong type before it is sent', async () => {
      const { body: file } = await upload(Buffer.from('just words'), 'image/jpeg');
      const refused = await send({ content: { type: 'image', file: { mediaId: file.id } } });
      assert.deepEqual([refused.status, kindOf(refused)], [422, 'message-breaks-limits']);
      assert.equal(kindOf(await upload(Buffer.alloc(0), 'image/jpeg')), 'media-empty');
    });

    test('sends Opus in Ogg as a voice note', async () => {
      const { body: file } = await upload(OPUS, 'audio/ogg');
      assert.equal(file.mimeType, 'audio/ogg; codecs=opus');
      const sent = await send({ content: { type: 'audio', file: { mediaId: file.id } } });
      assert.equal(sent.body.content.voice, true);
    });

    test('hands documents and drawings out as downloads, in a sandbox', async () => {
      const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      const shown = [];
      for (const [bytes, type] of [
        [drawing, 'image/svg+xml'],
        [Buffer.from('%PDF-1.7'), 'application/pdf'],
        [JPEG, 'image/jpeg'],
      ] as const) {
        const { body: file } = await upload(bytes, type);
        const { headers } = await fetch(`${t.origin}/api/v1/media/${file.id}`, {
          headers: { authorization: `Bearer ${t.operatorKey}` },
        });
        assert.match(headers.get('content-security-policy') ?? '', /^sandbox/);
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        shown.push([headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]]);
      }
      assert.deepEqual(shown, [
        ['text/plain', 'attachment'],
        ['application/pdf', 'attachment'],
        ['image/jpeg', 'inline'],
      ]);
    });

    test('fetches a link only from the public internet', async () => {
      for (const link of [`${t.origin}/metrics`, 'https://127.0.0.1/', 'https://user:word@example.com/', 'nonsense']) {
        const response = await fetch(`${t.origin}/api/v1/media?link=${encodeURIComponent(link)}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${t.operatorKey}` },
        });
        assert.deepEqual(
          [response.status, ((await response.json()) as Json).type],
          [422, '/problems/link-not-fetched'],
        );
      }
    });
  });

  describe('tells how it is doing', () => {
    test('with every check, and no token in it', async () => {
      const { status, body } = await ask('GET', `/channels/${channelId}/health`);
      assert.equal(status, 200);
      const failed = body.checks.filter((check: Json) => check.status === 'failed');
      assert.deepEqual(failed, []);
      const ids = body.checks.map(({ id }: Json) => id);
      for (const id of [
        'token',
        'permissions',
        'number',
        'quality',
        'limits',
        'subscription',
        'webhook',
        'signature',
        'templates',
        'clock',
      ])
        assert.ok(ids.includes(id), id);
      assert.doesNotMatch(JSON.stringify(body), /emulated-access-token|emulated-app-secret/);
    });

    test('not to another business', async () => {
      assert.equal(
        (await ask('GET', `/channels/${channelId}/health`, undefined, { 'x-business': 'demo-factory' })).status,
        404,
      );
    });
  });

  test('every change is made once per Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'ship' };
    const [first, again] = [
      await ask('PUT', '/orders/1003/state', { state: 'shipped' }, key),
      await ask('PUT', '/orders/1003/state', { state: 'shipped' }, key),
    ];
    assert.equal(first.status, 200);
    assert.deepEqual(again.body, first.body);
    assert.equal((await ask('PUT', '/orders/1003/state', { state: 'delivered' }, key)).status, 422);
  });

  test('tells a customer who last wrote days ago about their order, by template', async () => {
    await t.rows(`update conversations set last_inbound_at = now() - interval '2 days'`);
    assert.equal((await ask('PUT', '/orders/1003/state', { state: 'delivered' })).status, 200);

    const notice = `select content ->> 'name' as name from messages where author = 'system' and content ->> 'type' = 'template'`;
    await until(async () => (await t.rows(notice)).length === 1);
    assert.deepEqual(await t.rows(notice), [{ name: 'order_update' }]);
  });
});
