import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { HealthCheck } from '../../conversations/channel.ts';
import { createWhatsAppCloud, type WhatsAppCloud } from './client.ts';
import { isSignedByMeta } from './signature.ts';

const TOKEN = 'EAAGsecret0000000000';
const SECRET = 'app-secret-of-ours';
const NOW = new Date('2026-03-02T12:00:00Z');

type Json = Record<string, unknown>;
/** Everything in order, as Meta tells it; tests break one thing at a time. */
const good = () => ({
  debug_token: {
    data: {
      app_id: '77',
      is_valid: true,
      expires_at: 0,
      scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
    },
  } as Json,
  '106540352242922': {
    display_phone_number: '+1 555-078-3881',
    verified_name: 'Shop',
    status: 'CONNECTED',
    quality_rating: 'GREEN',
    throughput: { level: 'STANDARD' },
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
  } as Json,
  subscribed_apps: { data: [{ whatsapp_business_api_data: { id: '77' } }] } as Json,
  subscriptions: {
    data: [{ object: 'whatsapp_business_account', callback_url: '', fields: FIELDS.map((name) => ({ name })) }],
  } as Json,
});
const FIELDS = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'business_capability_update',
  'account_update',
  'account_review_update',
  'user_preferences',
  'user_id_update',
];

let meta: ReturnType<typeof good>;
let date: Date;
/** How our own webhook behaves when it is called. */
let webhook: (isSigned: boolean) => number;
let asked: string[];
let server: Server;
let origin: string;
let channel: WhatsAppCloud;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://here');
    if (url.pathname === '/webhooks/whatsapp') {
      const header = request.headers['x-hub-signature-256']?.toString();
      return response.writeHead(webhook(isSignedByMeta(Buffer.concat(chunks), header, SECRET))).end('{"success":true}');
    }
    asked.push(`${request.headers.authorization} ${url.pathname}`);
    const answer = Object.entries(meta).find(([name]) => url.pathname.endsWith(name))?.[1] ?? {};
    response.sendDate = false;
    const headers = { date: date.toUTCString(), 'content-type': 'application/json' };
    return response.writeHead('error' in answer ? 400 : 200, headers).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  channel = createWhatsAppCloud({
    graphUrl: origin,
    graphVersion: 'v25.0',
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
    accessToken: TOKEN,
    webhookSecret: SECRET,
    now: () => NOW,
  });
});
after(async () => {
  await channel.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  meta = good();
  Object.assign((meta.subscriptions.data as Json[])[0]!, { callback_url: `${origin}/webhooks/whatsapp` });
  date = NOW;
  webhook = (isSigned) => (isSigned ? 200 : 401);
  asked = [];
});

const look = async (webhookUrl: string | null = `${origin}/webhooks/whatsapp`): Promise<HealthCheck[]> => {
  const checks = await channel.health!({ webhookUrl, now: () => NOW });
  assert.doesNotMatch(JSON.stringify(checks), new RegExp(`${TOKEN}|${SECRET}`), 'nothing secret is told');
  for (const check of checks) if (check.status !== 'ok') assert.ok(check.fix, `${check.id} says how to mend it`);
  return checks;
};
const troubles = async (...given: Parameters<typeof look>) =>
  (await look(...given)).filter(({ status }) => status !== 'ok').map(({ id, status }) => `${id} ${status}`);

describe('the health of a number', () => {
  test('is good when everything is in order', async () => {
    assert.deepEqual(await troubles(), []);
  });

  test('asks for the fields of the webhook as the app itself', async () => {
    await look();
    assert.ok(asked.includes(`Bearer 77|${SECRET} /v25.0/77/subscriptions`));
  });

  test('tells a token that is dead, ends soon, or lacks a permission', async () => {
    const data = meta.debug_token.data as Json;
    data.expires_at = NOW.getTime() / 1_000 + 3_600;
    assert.deepEqual(await troubles(), ['token warning']);
    data.expires_at = 0;
    data.scopes = ['whatsapp_business_messaging'];
    assert.deepEqual(await troubles(), ['permissions failed']);
    Object.assign(data, { is_valid: false, error: { code: 190, message: 'Session has expired' } });
    assert.deepEqual((await troubles()).slice(0, 2), ['token failed', 'number unknown']);
  });

  test('says nothing of the token, even where Meta repeats it', async () => {
    meta.debug_token = { error: { code: 190, message: `Malformed access token ${TOKEN}` } };
    assert.equal((await troubles())[0], 'token failed');
  });

  test('tells a number that cannot send, with the reason Meta gives', async () => {
    const error = { error_code: 141_006, error_description: 'No payment method.', possible_solution: 'Add one.' };
    meta['106540352242922'].health_status = { can_send_message: 'BLOCKED', entities: [{ errors: [error] }] };
    const number = (await look()).find(({ id }) => id === 'number');
    assert.deepEqual([number?.status, number?.fix], ['failed', 'Add one.']);
    meta['106540352242922'].status = 'PENDING';
    assert.deepEqual(await troubles(), ['number failed']);
  });

  test('tells a number people complain about', async () => {
    meta['106540352242922'].quality_rating = 'YELLOW';
    assert.deepEqual(await troubles(), ['quality warning']);
  });

  test('tells an app that is not subscribed, and fields that are missing', async () => {
    meta.subscribed_apps = { data: [{ whatsapp_business_api_data: { id: '78' } }] };
    assert.deepEqual(await troubles(), ['subscription failed']);
    meta = { ...meta, subscribed_apps: good().subscribed_apps };
    const [app] = meta.subscriptions.data as Json[];
    app!.fields = [{ name: 'messages' }];
    assert.deepEqual(await troubles(), ['webhook warning']);
    app!.fields = [{ name: 'account_update' }];
    assert.deepEqual(await troubles(), ['webhook failed']);
  });

  test('tells when Meta calls another address', async () => {
    assert.deepEqual(await troubles('https://desk.example/webhooks/whatsapp'), ['webhook warning']);
  });

  test('tells a webhook that refuses what is signed, takes what is not, or is somebody else', async () => {
    webhook = () => 401;
    assert.deepEqual(await troubles(), ['signature failed']);
    webhook = () => 200;
    assert.deepEqual(await troubles(), ['signature failed']);
    webhook = () => 404;
    assert.deepEqual(await troubles(), ['signature failed']);
  });

  test('tells clocks that are apart', async () => {
    date = new Date(NOW.getTime() + 60_000);
    assert.deepEqual(await troubles(), ['clock warning']);
    date = new Date(NOW.getTime() - 600_000);
    assert.deepEqual(await troubles(), ['clock failed']);
  });
});
