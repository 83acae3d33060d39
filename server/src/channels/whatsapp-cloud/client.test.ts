import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { OutgoingMessage } from '../../conversations/channel.ts';
import { createWhatsAppCloud, type WhatsAppCloud, type WhatsAppCloudSettings } from './client.ts';

type Call = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer };
type Answer = (call: Call, response: ServerResponse) => void;

const hello: OutgoingMessage = {
  id: '0198f2b6-0000-7000-8000-000000000001',
  to: { waId: '16505551234', phone: '+16505551234', bsuid: 'US.1' },
  content: { type: 'text', body: 'Hello' },
};
const taken = { contacts: [{ input: '+16505551234', wa_id: '16505551234' }], messages: [{ id: 'wamid.new' }] };

/** Meta's server as it was told to behave; the calls it got. */
let answer: Answer;
let calls: Call[];
let server: Server;
let url: string;
let channel: WhatsAppCloud;

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_call, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const raw =
  (body: string, status = 200): Answer =>
  (_call, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  };
const refusal = (code: number, more: object = {}, status = 400) =>
  json({ error: { message: `(#${code}) Told so`, type: 'OAuthException', code, fbtrace_id: 'Az8', ...more } }, status);

const open = (settings: Partial<WhatsAppCloudSettings> = {}) =>
  createWhatsAppCloud({
    graphUrl: url,
    graphVersion: 'v25.0',
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
    accessToken: 'T0KEN',
    now: () => new Date('2026-03-02T12:00:00Z'),
    ...settings,
  });

/** From now on nobody answers. Resolves when the next call has arrived. */
const silence = () =>
  new Promise<void>((arrived) => {
    answer = () => arrived();
  });

beforeEach(async () => {
  answer = json(taken);
  calls = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    const call = { method, url: path, headers, body: Buffer.concat(chunks) };
    calls.push(call);
    answer(call, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  channel = open();
});

afterEach(async () => {
  await channel.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe('a message', () => {
  test('goes out with our reference and comes back with the id of WhatsApp', async () => {
    const outcome = await channel.send({ ...hello, quotes: 'wamid.q' });

    assert.deepEqual(outcome, { outcome: 'accepted', providerMessageId: 'wamid.new', waId: '16505551234' });
    const [call] = calls;
    assert.equal(`${call?.method} ${call?.url}`, 'POST /v25.0/106540352242922/messages');
    assert.equal(call?.headers.authorization, 'Bearer T0KEN');
    assert.deepEqual(JSON.parse(String(call?.body)), {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+16505551234',
      context: { message_id: 'wamid.q' },
      biz_opaque_callback_data: hello.id,
      type: 'text',
      text: { body: 'Hello', preview_url: false },
    });
  });

  test('to somebody who hides the number is accepted without one', async () => {
    answer = json({ contacts: [{ input: 'US.1', user_id: 'US.1' }], messages: [{ id: 'wamid.new' }] });
    const outcome = await channel.send({ ...hello, to: { waId: null, phone: null, bsuid: 'US.1' } });
    assert.deepEqual(outcome, { outcome: 'accepted', providerMessageId: 'wamid.new' });
    assert.equal(JSON.parse(String(calls[0]?.body)).recipient, 'US.1');
  });

  test('proves the app secret when the channel has one, and goes through a proxy path', async () => {
    const proven = open({ graphUrl: `${url}/meta/`, appSecret: 's3cret' });
    await proven.send(hello);
    await proven.close();
    assert.match(calls[0]?.url ?? '', /^\/meta\/v25\.0\/106540352242922\/messages\?appsecret_proof=[0-9a-f]{64}$/);
  });

  test('to nobody, or with a file that is not at WhatsApp, does not leave', async () => {
    const nobody = await channel.send({ ...hello, to: { waId: null, phone: null, bsuid: null } });
    const here = await channel.send({ ...hello, content: { type: 'image', file: { mediaId: hello.id } } });
    assert.deepEqual(
      [nobody, here].map((outcome) => [outcome.outcome, 'failure' in outcome && outcome.failure.code]),
      [
        ['refused', 'no-recipient'],
        ['refused', 'no-file'],
      ],
    );
    assert.equal(calls.length, 0);
  });
});

describe('a refusal', () => {
  const cases: [code: number, more: object, status: number, expected: object][] = [
    [131047, {}, 400, { outcome: 'refused' }],
    [100, { error_data: 'plain text' }, 400, { outcome: 'refused' }],
    [132001, {}, 404, { outcome: 'refused' }],
    [999999, {}, 400, { outcome: 'refused' }],
    [131056, {}, 400, { outcome: 'not_accepted', scope: 'pair', retryAfterMs: 6_000 }],
    [130429, {}, 400, { outcome: 'not_accepted', scope: 'number', retryAfterMs: 1_000 }],
    [80007, {}, 429, { outcome: 'not_accepted', scope: 'number', retryAfterMs: 60_000 }],
    [131000, {}, 500, { outcome: 'not_accepted', scope: 'message', retryAfterMs: 2_000 }],
    [2, { is_transient: true }, 503, { outcome: 'not_accepted', scope: 'message', retryAfterMs: 2_000 }],
    [999999, { is_transient: true }, 400, { outcome: 'not_accepted', scope: 'message', retryAfterMs: 2_000 }],
    [999999, {}, 500, { outcome: 'not_accepted', scope: 'message', retryAfterMs: 2_000 }],
    [999999, {}, 429, { outcome: 'not_accepted', scope: 'number', retryAfterMs: 1_000 }],
    [190, { error_subcode: 463 }, 401, { outcome: 'held', status: 'reauth_required' }],
    [0, {}, 401, { outcome: 'held', status: 'reauth_required' }],
    [230, {}, 403, { outcome: 'held', status: 'reauth_required' }],
    [368, {}, 403, { outcome: 'held', status: 'restricted' }],
    [100, { error_subcode: 33 }, 400, { outcome: 'held', status: 'restricted' }],
  ];
  for (const [code, more, status, expected] of cases) {
    test(`${code} ${JSON.stringify(more)} with HTTP ${status} means ${JSON.stringify(expected)}`, async () => {
      answer = refusal(code, more, status);
      const { failure, ...outcome } = Object(await channel.send(hello));
      assert.deepEqual(outcome, expected);
      assert.equal(failure.code, more && 'error_subcode' in more && code === 100 ? '33' : String(code));
      assert.match(failure.details, /trace Az8/);
    });
  }

  test('that asks for more time gets it', async () => {
    const usage = JSON.stringify({ '102': [{ type: 'messages', estimated_time_to_regain_access: 7 }] });
    answer = (_call, response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'x-business-use-case-usage': usage });
      response.end(JSON.stringify({ error: { code: 80007 } }));
    };
    assert.equal(Object(await channel.send(hello)).retryAfterMs, 7 * 60_000);

    answer = json({ error: { code: 131000 } }, 500, { 'retry-after': '9' });
    assert.equal(Object(await channel.send(hello)).retryAfterMs, 9_000);
  });
});

describe('an answer nobody can be sure of', () => {
  const doubtful: Record<string, Answer> = {
    'the connection is dropped after the request was read': (_call, response) => response.destroy(),
    'the answer breaks off in the middle': (_call, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"messages":[{"id":"wam');
      setImmediate(() => response.destroy());
    },
    'the answer is torn but complete for HTTP': raw('{"messages":[{"id":"wam'),
    'the answer is empty': raw(''),
    'the answer is a page': raw('<html>OK</html>'),
    'the answer has no message id': json({ messages: [] }),
    'a gateway lost its partner': raw('<html>Bad gateway</html>', 502),
    'a gateway waited too long': raw('upstream request timeout', 504),
    'the server broke without a word of WhatsApp': raw('', 500),
    'the answer never ends': (_call, response) => {
      response.writeHead(200);
      const more = () => response.write('x'.repeat(1_000_000), () => !response.destroyed && setImmediate(more));
      more();
    },
  };
  for (const [name, behaviour] of Object.entries(doubtful)) {
    test(`${name}: in doubt, sent once`, async () => {
      answer = behaviour;
      assert.equal((await channel.send(hello)).outcome, 'in_doubt');
      assert.equal(calls.length, 1);
    });
  }

  test('no answer in time: in doubt', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const arrived = silence();
    const hasty = open({ sendTimeoutMs: 20 });
    const sending = hasty.send(hello);
    await arrived;
    t.mock.timers.tick(20);
    const outcome = await sending;
    await hasty.close();
    assert.deepEqual(Object(outcome).failure.code, 'no-answer');
    assert.equal(outcome.outcome, 'in_doubt');
  });
});

describe('what proves that nothing was taken', () => {
  const reachOf = async (graphUrl: string) => {
    const elsewhere = open({ graphUrl });
    const outcome = await elsewhere.send(hello);
    await elsewhere.close();
    return Object(outcome);
  };

  test('a refused connection', async () => {
    const outcome = await reachOf('http://127.0.0.1:1');
    assert.deepEqual([outcome.outcome, outcome.scope, outcome.failure.code], ['not_accepted', 'number', 'unreachable']);
    assert.equal(outcome.failure.details, 'ECONNREFUSED');
  });

  test('a name that does not exist', async () => {
    assert.equal((await reachOf('http://graph.invalid')).outcome, 'not_accepted');
  });

  test('a token that cannot stand in a header', async () => {
    const odd = open({ accessToken: 'two\nlines' });
    const outcome = await odd.send(hello);
    await odd.close();
    assert.equal(outcome.outcome, 'not_accepted');
    assert.equal(calls.length, 0);
  });

  test('waiting for a free connection until the time was over; it never leaves later', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const arrived = silence();
    const narrow = open({ connections: 1, sendTimeoutMs: 30 });
    const sending = Promise.all([narrow.send(hello), narrow.send(hello)]);
    await arrived;
    t.mock.timers.tick(30);
    const outcomes = await sending;
    answer = json(taken);
    const after = await narrow.send(hello);
    await narrow.close();
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ['in_doubt', 'not_accepted'],
    );
    assert.equal(after.outcome, 'accepted');
    assert.equal(calls.length, 2);
  });

  test('an answer of somebody on the way who did not let it through', async () => {
    for (const status of [301, 403, 404, 407, 413]) {
      answer = raw('<html>no</html>', status);
      const proxied = open();
      const outcome = Object(await proxied.send(hello));
      await proxied.close();
      assert.deepEqual(
        [outcome.outcome, outcome.scope, outcome.failure.code],
        ['not_accepted', 'number', 'turned-away'],
      );
    }
  });
});

describe('when WhatsApp is down', () => {
  test('the channel stops calling, tries again after a moment, and goes on when it is back', async () => {
    let now = new Date('2026-03-01T12:00:00Z');
    const patient = open({ now: () => now });
    answer = raw('', 503);
    for (let n = 0; n < 5; n++) assert.equal((await patient.send(hello)).outcome, 'in_doubt');

    const paused = Object(await patient.send(hello));
    assert.deepEqual([paused.outcome, paused.scope, paused.failure.code], ['not_accepted', 'number', 'paused']);
    assert.equal(paused.retryAfterMs, 5_000);
    assert.equal(calls.length, 5);

    answer = json(taken);
    now = new Date('2026-03-01T12:00:05Z');
    assert.equal((await patient.send(hello)).outcome, 'accepted');
    assert.equal((await patient.send(hello)).outcome, 'accepted');
    await patient.close();
  });

  test('refusals are answers: they never stop the channel', async () => {
    answer = refusal(131047);
    for (let n = 0; n < 20; n++) assert.equal((await channel.send(hello)).outcome, 'refused');
    assert.equal(calls.length, 20);
  });
});

describe('blue ticks', () => {
  test('are shown, with typing if an answer follows', async () => {
    answer = json({ success: true });
    await channel.markRead('wamid.in');
    await channel.markRead('wamid.in', { typing: true });
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.in' };
    assert.deepEqual(
      calls.map(({ body }) => JSON.parse(String(body))),
      [read, { ...read, typing_indicator: { type: 'text' } }],
    );
  });

  test("are only politeness: their failure is nobody's", async () => {
    answer = refusal(131009);
    await channel.markRead('wamid.old');
    answer = (_call, response) => response.destroy();
    await channel.markRead('wamid.old');
  });
});

describe('a file of a customer', () => {
  const photo = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(100_000, 7)]);
  const digest = createHash('sha256').update(photo);
  const base64 = digest.copy().digest('base64');
  const hex = digest.digest('hex');
  let bytes: Buffer[];
  const sink = () => {
    bytes = [];
    return new Writable({
      write(chunk, _encoding, done) {
        bytes.push(chunk);
        done();
      },
    });
  };
  const lies =
    (file: Answer, media: object = {}): Answer =>
    (call, response) =>
      call.url.startsWith('/files/')
        ? file(call, response)
        : json({
            id: '1',
            url: `${url}/files/1?sig=a`,
            mime_type: 'image/jpeg',
            sha256: base64,
            file_size: String(photo.length),
            ...media,
          })(call, response);
  const sendPhoto: Answer = (_call, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo);

  test('is asked for afresh, fetched with our token, counted, checked and typed', async () => {
    answer = lies(sendPhoto);
    const outcome = await channel.downloadMedia('1', sink());
    assert.deepEqual(outcome, { outcome: 'stored', mimeType: 'image/jpeg', sizeBytes: photo.length, sha256: hex });
    assert.ok(Buffer.concat(bytes).equals(photo));
    assert.deepEqual(
      calls.map((call) => `${call.method} ${call.url} ${call.headers.authorization}`),
      ['GET /v25.0/1?phone_number_id=106540352242922 Bearer T0KEN', 'GET /files/1?sig=a Bearer T0KEN'],
    );
  });

  test('is the same whether its hash is written in base64 or hex', async () => {
    answer = lies(sendPhoto);
    for (const expectedSha256 of [base64, hex, hex.toUpperCase()]) {
      assert.equal((await channel.downloadMedia('1', sink(), { expectedSha256 })).outcome, 'stored');
    }
  });

  test('is typed by its bytes, not by what is claimed', async () => {
    answer = lies(raw('<script>alert(1)</script>'), { sha256: null, file_size: 25 });
    assert.equal(Object(await channel.downloadMedia('1', sink())).mimeType, 'text/plain');
  });

  const codeOf = (outcome: object) => [Object(outcome).outcome, Object(outcome).failure?.code];

  test('that arrives damaged is fetched again', async () => {
    answer = lies(sendPhoto, { sha256: createHash('sha256').update('other').digest('base64') });
    assert.deepEqual(codeOf(await channel.downloadMedia('1', sink())), ['not_accepted', 'media-changed']);
  });

  test('that breaks off is fetched again, and the half of it is given up', async () => {
    answer = lies((_call, response) => {
      response.writeHead(200, { 'content-length': String(photo.length) }).write(photo.subarray(0, 50_000));
      setImmediate(() => response.destroy());
    });
    const half = sink();
    assert.deepEqual(codeOf(await channel.downloadMedia('1', half)), ['not_accepted', 'unreachable']);
    assert.equal(half.destroyed, true);
  });

  test('that is too large is refused, by what is told and by what comes', async () => {
    answer = lies(sendPhoto);
    assert.deepEqual(codeOf(await channel.downloadMedia('1', sink(), { maxBytes: 1_000 })), [
      'refused',
      'media-too-large',
    ]);
    assert.equal(calls.length, 1);
    answer = lies(sendPhoto, { file_size: 10 });
    assert.deepEqual(codeOf(await channel.downloadMedia('1', sink(), { maxBytes: 1_000 })), [
      'refused',
      'media-too-large',
    ]);
  });

  test('whose address has run out is asked for again by the next attempt', async () => {
    answer = lies(raw('gone', 404));
    assert.deepEqual(codeOf(await channel.downloadMedia('1', sink())), ['not_accepted', 'media-gone']);
  });

  test('that WhatsApp no longer has is gone for good, and the channel is not to blame', async () => {
    answer = refusal(100, { error_subcode: 33 });
    assert.deepEqual(codeOf(await channel.downloadMedia('1', sink())), ['refused', 'media-gone']);
  });

  test('is never fetched from elsewhere, where our token must not go', async () => {
    const elsewhere = [
      'https://evil.example/1',
      'http://lookaside.fbsbx.com/1',
      'https://lookaside.fbsbx.com.evil.example/1',
      'https://evilfbsbx.com/1',
      'https://user@lookaside.fbsbx.com/1',
      'https://lookaside.fbsbx.com:8443/1',
      'http://127.0.0.1:1/1',
      'file:///etc/passwd',
      'no address',
    ];
    for (const place of elsewhere) {
      answer = lies(sendPhoto, { url: place });
      assert.deepEqual(codeOf(await channel.downloadMedia('1', sink())), ['refused', 'media-elsewhere'], place);
    }
  });

  test('leaves nothing behind when it is given up', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parlour-media-'));
    answer = refusal(100, { error_subcode: 33 });
    await channel.downloadMedia('1', createWriteStream(join(folder, 'draft')));
    await rm(join(folder, 'draft'), { force: true });
    assert.deepEqual(await readdir(folder), []);
    await rm(folder, { recursive: true });
  });

  test('that has no place to go is our trouble, whenever we learn of it', async () => {
    answer = lies(sendPhoto);
    const nowhere = createWriteStream('/no/such/folder/draft');
    await assert.rejects(channel.downloadMedia('1', nowhere), { code: 'ENOENT' });
  });

  test('that we cannot store is our trouble', async () => {
    answer = lies(sendPhoto);
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC')) });
    await assert.rejects(channel.downloadMedia('1', full), /ENOSPC/);
  });
});

describe('a file of ours', () => {
  const upload = (more: object = {}) =>
    channel.uploadMedia({
      body: Readable.from([Buffer.from('%PDF-'), Buffer.from('1.7')]),
      sizeBytes: 8,
      mimeType: 'application/pdf',
      fileName: 'a "b"\r\n.pdf',
      ...more,
    });

  test('is streamed as form data and gets an id', async () => {
    answer = json({ id: '555' });
    assert.deepEqual(await upload(), { outcome: 'uploaded', providerMediaId: '555' });

    const [call] = calls;
    assert.equal(call?.url, '/v25.0/106540352242922/media');
    const form = await new Response(new Uint8Array(call?.body ?? []), {
      headers: { 'content-type': String(call?.headers['content-type']) },
    }).formData();
    assert.equal(form.get('messaging_product'), 'whatsapp');
    assert.equal(form.get('type'), 'application/pdf');
    const file = form.get('file') as File;
    assert.deepEqual([await file.text(), file.type], ['%PDF-1.7', 'application/pdf']);
    assert.equal(Number(call?.headers['content-length']), call?.body.length);
  });

  test('is tried again when nobody knows, since a file taken twice harms nobody', async () => {
    answer = (_call, response) => response.destroy();
    assert.equal((await upload()).outcome, 'not_accepted');
  });

  test('is refused in the words of WhatsApp', async () => {
    answer = refusal(131053);
    assert.equal((await upload()).outcome, 'refused');
  });
});

describe('the account', () => {
  const template = (name: string) => ({
    id: '1',
    name,
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    quality_score: { score: 'GREEN' },
    components: [{ type: 'BODY', text: 'Hi' }],
  });

  test('lists the templates of every page, by cursor and not by the address it is given', async () => {
    answer = (call, response) => {
      const second = call.url.includes('after=c2');
      const paging = second
        ? { cursors: { after: 'c3' } }
        : { cursors: { after: 'c2' }, next: 'https://evil.example/?access_token=x' };
      json({ data: [template(second ? 'b' : 'a'), 7], paging })(call, response);
    };
    const outcome = Object(await channel.templates.listTemplates());
    assert.deepEqual(outcome.templates[0], {
      providerTemplateId: '1',
      name: 'a',
      language: 'en_US',
      category: 'UTILITY',
      status: 'APPROVED',
      quality: 'GREEN',
      reason: null,
      parameterFormat: 'POSITIONAL',
      components: [{ type: 'BODY', text: 'Hi' }],
    });
    assert.deepEqual([outcome.templates.length, calls.length], [2, 2]);
  });

  test('that turns in circles is read once', async () => {
    answer = json({ data: [], paging: { cursors: { after: 'same' }, next: 'x' } });
    assert.equal((await channel.templates.listTemplates()).outcome, 'read');
    assert.equal(calls.length, 2);
  });

  test('is not half read: a page that fails fails the list', async () => {
    answer = (call, response) =>
      (call.url.includes('after') ? refusal(190) : json({ data: [], paging: { cursors: { after: 'c2' }, next: 'x' } }))(
        call,
        response,
      );
    assert.equal((await channel.templates.listTemplates()).outcome, 'held');
  });

  test('tells how the number is doing', async () => {
    answer = json({
      display_phone_number: '+1 555-078-3881',
      verified_name: 'Shop',
      status: 'CONNECTED',
      quality_rating: 'GREEN',
      throughput: { level: 'STANDARD' },
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
      health_status: {
        can_send_message: 'LIMITED',
        entities: [{ errors: [{ error_code: 141006, error_description: 'Payment', possible_solution: 'Pay' }] }],
      },
    });
    const outcome = Object(await channel.readNumber());
    assert.equal(outcome.number.messagingLimit, 'TIER_2K');
    assert.equal(outcome.number.canSend, 'LIMITED');
    assert.deepEqual(outcome.number.problems, [{ code: '141006', description: 'Payment', solution: 'Pay' }]);
  });

  test('without answer can simply be asked again', async () => {
    answer = (_call, response) => response.destroy();
    assert.equal((await channel.readNumber()).outcome, 'not_accepted');
  });
});
