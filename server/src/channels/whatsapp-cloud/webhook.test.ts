import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { eraseMessage, forgetRaw } from '../../conversations/index.ts';
import { httpServer } from '../../platform/http.ts';
import { openMetrics } from '../../platform/metrics.ts';
import { learnEvents } from './events.ts';
import { whatsappWebhook } from './webhook.ts';

const SECRET = 'app-secret';
const PHONE_NUMBER_ID = '106540352242922';
const WABA_ID = '102290129340398';

type Value = Record<string, unknown>;
const envelope = (...values: Value[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: WABA_ID, changes: values.map((value) => ({ field: 'messages', value })) }],
});
const messagesOf = (...messages: Value[]): Value => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER_ID },
  contacts: [{ profile: { name: 'Ana' }, wa_id: '16505551234' }],
  messages,
});
let count = 0;
const text = (body: string, more: Value = {}): Value => ({
  from: '16505551234',
  id: `wamid.${++count}`,
  timestamp: String(Math.floor(Date.parse('2026-03-02T11:59:00Z') / 1_000)),
  type: 'text',
  text: { body },
  ...more,
});

describe('POST /webhooks/whatsapp', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let node: Awaited<ReturnType<typeof t.node>>;
  let app: Awaited<ReturnType<typeof httpServer>>;

  before(async () => {
    t = await testDesk();
    node = await t.node();
    app = await httpServer(t.ctx.log);
    const number = {
      businessId: t.business.id,
      channelId: t.channel.id,
      phoneNumberId: PHONE_NUMBER_ID,
      accountId: WABA_ID,
      address: '+15550783881',
      appSecret: SECRET,
      verifyToken: 'let-me-in',
    };
    const learn = learnEvents(t.ctx, async () => {});
    await app.register(
      whatsappWebhook(t.ctx, {
        numbers: async () => [number],
        receive: node.statements.receive,
        learn,
        erase: (channel, news) => t.ctx.db.transaction((tx) => eraseMessage(t.ctx, tx, channel, news)),
        metrics: openMetrics(),
      }),
    );
  });
  after(async () => {
    await app.close();
    await node.leave();
    await t.end();
  });

  const post = (payload: string | Buffer, { secret = SECRET, type = 'application/json' } = {}) =>
    app.inject({
      method: 'POST',
      url: '/webhooks/whatsapp',
      payload,
      headers: {
        'content-type': type,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
      },
    });
  const stored = async () =>
    (
      await t.rows<{ body: string }>(
        `select content ->> 'body' body from messages where direction = 'inbound' order by seq`,
      )
    ).map(({ body }) => body);
  const parked = () =>
    t.rows<{ reason: string; field: string }>(
      `select reason, field from channel_events where outcome = 'parked' order by received_at, id`,
    );

  test('answers the challenge of the platform as plain text, and only to who knows the token', async () => {
    const ask = (token: string) =>
      app.inject(`/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
    const right = await ask('let-me-in');
    assert.equal(right.statusCode, 200);
    assert.equal(right.body, '1158201444');
    assert.match(right.headers['content-type'] ?? '', /^text\/plain/);
    assert.equal((await ask('wrong')).statusCode, 403);
  });

  test('stores what is signed over these very bytes, escaped as the platform escapes it', async () => {
    const escaped = JSON.stringify(envelope(messagesOf(text('مرحبا 👋')))).replace(
      /[^\x20-\x7e]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    assert.equal((await post(escaped)).statusCode, 200);
    assert.deepEqual(await stored(), ['مرحبا 👋']);
  });

  test('refuses another signature, and none, without looking inside', async () => {
    const body = JSON.stringify(envelope(messagesOf(text('forged'))));
    const wrong = await post(body, { secret: 'other' });
    assert.equal(wrong.statusCode, 401);
    assert.equal(wrong.json().type, '/problems/not-signed-by-meta');
    assert.equal(
      (
        await app.inject({
          method: 'POST',
          url: '/webhooks/whatsapp',
          payload: body,
          headers: { 'content-type': 'application/json' },
        })
      ).statusCode,
      401,
    );
    assert.ok(!(await stored()).includes('forged'));
  });

  for (const [what, body, status] of [
    ['malformed JSON', '{"object":', 400],
    ['an empty body', '', 400],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400],
    ['a key that reaches into prototypes', '{"__proto__":{"admin":true}}', 400],
    ['5 MB', `{"x":"${'a'.repeat(5_000_000)}"}`, 413],
  ] as const) {
    test(`answers ${what} with ${status} and a problem document`, async () => {
      const response = await post(body);
      assert.equal(response.statusCode, status);
      assert.match(response.headers['content-type'] ?? '', /^application\/problem\+json/);
      assert.doesNotMatch(response.body, /\\n\s+at /);
    });
  }

  test('wants JSON', async () => {
    assert.equal((await post('a=1', { type: 'application/x-www-form-urlencoded' })).statusCode, 415);
  });

  test('keeps texts with NUL and lone surrogates, made harmless', async () => {
    await post(JSON.stringify(envelope(messagesOf(text('a\0b'), text('c\ud800d')))));
    assert.deepEqual((await stored()).slice(-2), ['a\ufffdb', 'c\ufffdd']);
  });

  test('reads every message of every change of every entry; a bad one is kept aside with its reason', async () => {
    const before = (await stored()).length;
    const batch = envelope(messagesOf(text('one'), { nonsense: true }, text('two')), messagesOf(text('three')));
    batch.entry.push({ id: WABA_ID, changes: [{ field: 'messages', value: messagesOf(text('four')) }] });
    assert.equal((await post(JSON.stringify(batch))).statusCode, 200);

    assert.deepEqual((await stored()).slice(before), ['one', 'two', 'three', 'four']);
    assert.equal((await parked()).at(-1)?.reason, 'a message without id');
  });

  test('goes on without an element that the database refuses, and keeps that one too', async () => {
    const before = (await stored()).length;
    const poison = text('poison', {
      id: `wamid.${Array.from({ length: 1_000 }, (_, i) => i.toString(36).padStart(6, 'x')).join('')}`,
    });
    assert.equal(
      (await post(JSON.stringify(envelope(messagesOf(text('before'), poison, text('behind')))))).statusCode,
      200,
    );

    assert.deepEqual((await stored()).slice(before), ['before', 'behind']);
    assert.match((await parked()).at(-1)?.reason ?? '', /the database refused it/);
  });

  test('keeps a type it has not met yet, whole', async () => {
    await post(
      JSON.stringify(envelope(messagesOf(text('', { type: 'hologram', hologram: { depth: 3 }, text: undefined })))),
    );
    const [row] = await t.rows<{ content: { type: string; kind: string } }>(
      `select content from messages where direction = 'inbound' order by seq desc limit 1`,
    );
    assert.equal(row?.content.type, 'unknown');
    assert.equal(row?.content.kind, 'hologram');
  });

  test('ten times over changes nothing', async () => {
    const body = JSON.stringify(envelope(messagesOf(text('only once'))));
    for (let i = 0; i < 10; i++) assert.equal((await post(body)).statusCode, 200);
    await node.idle();
    assert.equal((await stored()).filter((one) => one === 'only once').length, 1);
    assert.equal(
      t.world.sent.filter(({ content }) => content.type === 'text' && content.body === 'You said only once').length,
      1,
    );
  });

  test('keeps what is meant for a number we do not have, and says why', async () => {
    const value = {
      ...messagesOf(text('wrong door')),
      metadata: { display_phone_number: '1', phone_number_id: '999' },
    };
    assert.equal((await post(JSON.stringify(envelope(value)))).statusCode, 200);
    assert.match((await parked()).at(-1)?.reason ?? '', /no number of this installation/);
  });

  test('erases what the customer deleted for everyone', async () => {
    const secret = text('my secret');
    await post(JSON.stringify(envelope(messagesOf(secret))));
    const revoke = { ...text(''), type: 'revoke', text: undefined, revoke: { original_message_id: secret.id } };
    await post(JSON.stringify(envelope(messagesOf(revoke))));
    const rows = await t.rows(`select content from messages where provider_message_id = '${secret.id}'`);
    assert.deepEqual(rows, [{ content: { type: 'erased' } }]);
  });

  test('erases the file of what the customer deleted, and the words in what was kept as it came', async () => {
    const image = { id: '77001', mime_type: 'image/jpeg', sha256: 'x', caption: 'my passport' };
    const photo = text('', { type: 'image', text: undefined, image, id: 'wamid.a/b=' });
    const other = text('something else');
    await post(JSON.stringify(envelope(messagesOf(photo, other))).replaceAll('/', '\\/'));
    const revoke = { ...text(''), type: 'revoke', text: undefined, revoke: { original_message_id: photo.id } };
    await post(JSON.stringify(envelope(messagesOf(revoke))));
    await forgetRaw(t.ctx, {
      businessId: t.business.id,
      providerMessageId: String(photo.id),
      storedAt: t.ctx.now().toISOString(),
    });

    const files = await t.rows(`select status, failure from media where provider_media_id = '77001'`);
    assert.deepEqual(files, [{ status: 'refused', failure: 'The customer deleted it for everyone.' }]);
    const kept = await t.rows<{ payload: string }>(`select payload from webhook_events where payload like '%wamid.a%'`);
    const words = JSON.stringify(kept);
    assert.equal(kept.length, 2);
    assert.ok(!/passport|77001/.test(words));
    assert.match(words, /something else/);
  });

  test('never shows what the customer deleted before it arrived here, and does not answer it', async () => {
    const secret = text('a secret that came late');
    const revoke = { ...text(''), type: 'revoke', text: undefined, revoke: { original_message_id: secret.id } };
    for (let i = 0; i < 2; i++)
      assert.equal((await post(JSON.stringify(envelope(messagesOf(revoke))))).statusCode, 200);
    for (let i = 0; i < 2; i++)
      assert.equal((await post(JSON.stringify(envelope(messagesOf(secret))))).statusCode, 200);
    await node.idle();

    const rows = await t.rows(`select content from messages where provider_message_id = '${secret.id}'`);
    assert.deepEqual(rows, [{ content: { type: 'erased' } }]);
    assert.ok(!JSON.stringify(t.world.sent).includes('a secret that came late'));
  });

  test('lets a template event have its effect once', async () => {
    const event = {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: WABA_ID,
          time: 1_772_000_000,
          changes: [
            {
              field: 'message_template_status_update',
              value: {
                event: 'PAUSED',
                message_template_id: 'ID',
                message_template_name: 'order_update',
                message_template_language: 'en-US',
                reason: null,
              },
            },
          ],
        },
      ],
    };
    // Meta writes the id as a number no double can hold.
    const body = JSON.stringify(event).replace('"ID"', '9007199254740993');
    for (let i = 0; i < 2; i++) assert.equal((await post(body)).statusCode, 200);
    assert.deepEqual(await t.rows(`select name, language, status, provider_template_id as id from templates`), [
      { name: 'order_update', language: 'en_US', status: 'PAUSED', id: '9007199254740993' },
    ]);
    assert.equal((await t.rows(`select from channel_events where field = 'message_template_status_update'`)).length, 1);
  });

  test('records that a customer stopped marketing', async () => {
    const value = {
      ...messagesOf(),
      messages: undefined,
      user_preferences: [
        {
          wa_id: '16505551234',
          detail: 'stop',
          category: 'marketing_messages',
          value: 'stop',
          timestamp: 1_772_000_000,
        },
      ],
    };
    await post(
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ id: WABA_ID, changes: [{ field: 'user_preferences', value }] }],
      }),
    );
    assert.deepEqual(await t.rows(`select granted, source from consents`), [
      { granted: false, source: 'whatsapp user_preferences' },
    ]);
  });

  test('moves a customer to a new number without losing the thread', async () => {
    await post(
      JSON.stringify(
        envelope(
          messagesOf({
            ...text(''),
            type: 'system',
            text: undefined,
            system: { type: 'user_changed_number', body: 'changed', wa_id: '16505559999' },
          }),
        ),
      ),
    );
    await post(JSON.stringify(envelope(messagesOf(text('it is me', { from: '16505559999' })))));
    await node.idle();
    const contacts = await t.rows(
      `select count(distinct contact_id)::int from contact_identities where value in ('+16505551234', '+16505559999')`,
    );
    assert.deepEqual(contacts, [{ count: 1 }]);
  });
});
