import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertShape, is } from '../conformance/shape.ts';
import { DEFAULTS } from '../options.ts';
import { ANA, hello, NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

const DAY = 24 * 3_600_000;

describe('registration', () => {
  const register = (shop: Shop, pin: unknown) =>
    shop.graph('POST', `${NUMBER}/register`, { messaging_product: 'whatsapp', pin });

  test('keeps the first PIN and wants it again', async (t) => {
    const shop = await openShop(t);
    assert.equal((await register(shop, '123456')).status, 200);
    assert.equal((await register(shop, '654321')).body.error.code, 133005);
    assert.equal((await register(shop, '12')).body.error.code, 100);
    await shop.graph('POST', NUMBER, { pin: '654321' });
    assert.equal((await register(shop, '654321')).status, 200);
  });

  test('is what sending needs', async (t) => {
    const shop = await shopWithAna(t);
    await shop.graph('POST', `${NUMBER}/deregister`, {});
    assert.equal((await shop.sends(hello)).body.error.code, 133010);
    assert.equal((await shop.graph('GET', `${NUMBER}?fields=status`)).body.status, 'DISCONNECTED');
    await register(shop, '123456');
    assert.equal((await shop.sends(hello)).status, 200);
  });

  test('is possible 10 times in 72 hours', async (t) => {
    const shop = await openShop(t);
    for (let nth = 0; nth < 10; nth++) assert.equal((await register(shop, '123456')).status, 200);
    assert.equal((await register(shop, '123456')).body.error.code, 133016);
    await shop.passes(3 * DAY);
    assert.equal((await register(shop, '123456')).status, 200);
  });

  test('stops after too many wrong PINs', async (t) => {
    const shop = await openShop(t);
    await register(shop, '123456');
    for (let nth = 0; nth < 5; nth++) await register(shop, '000000');
    assert.equal((await register(shop, '123456')).body.error.code, 133008);
  });

  test('forgets the public key of forms', async (t) => {
    const shop = await openShop(t);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    const form = new URLSearchParams({ business_public_key: String(pem) });
    const path = `${NUMBER}/whatsapp_business_encryption`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await shop.graph('POST', path, form.toString(), headers)).status, 200);
    assert.equal((await shop.graph('GET', path)).body.data[0].business_public_key, pem);
    await register(shop, '123456');
    assert.equal((await shop.graph('GET', path)).body.data[0].business_public_key_signature_status, 'MISMATCH');
    assert.equal((await shop.graph('POST', path, { business_public_key: 'no key' })).body.error.code, 100);
  });

  test('verifies a number by the code that would have come by SMS', async (t) => {
    const shop = await openShop(t);
    await shop.graph('POST', `${NUMBER}/request_code`, { code_method: 'SMS', language: 'en_US' });
    const code = shop.emulator.meta.verificationCode();
    assert.equal((await shop.graph('POST', `${NUMBER}/verify_code`, { code: '000' })).status, 400);
    assert.equal((await shop.graph('POST', `${NUMBER}/verify_code`, { code })).status, 200);
  });
});

describe('a number', () => {
  test('is raised to 1,000 messages a second, and cannot send meanwhile', async (t) => {
    const shop = await shopWithAna(t);
    shop.emulator.meta.raisesThroughput();
    assert.equal((await shop.sends(hello)).body.error.code, 131057);
    await shop.passes(60_000);
    assertShape(shop.values('phone_number_quality_update')[0], {
      display_phone_number: 'digits',
      event: is('THROUGHPUT_UPGRADE'),
      max_daily_conversations_per_business: 'anything',
    });
    assert.equal((await shop.sends(hello)).status, 200);
    assert.equal((await shop.graph('GET', NUMBER)).body.throughput.level, 'HIGH');
  });

  test('shows the quality Meta sees in it', async (t) => {
    const shop = await openShop(t);
    shop.emulator.meta.ratesNumber('RED');
    const { body } = await shop.graph('GET', `${NUMBER}?fields=quality_rating,status`);
    assert.deepEqual([body.quality_rating, body.status], ['RED', 'FLAGGED']);
  });

  test('gets a new name when Meta says so', async (t) => {
    const shop = await openShop(t);
    shop.emulator.meta.reviewsName('Ana’s', 'REJECTED');
    shop.emulator.meta.reviewsName('Hoodies', 'APPROVED');
    await shop.emulator.settled();
    const [rejected, approved] = shop.values('phone_number_name_update');
    assertShape(rejected, {
      display_phone_number: 'digits',
      decision: is('REJECTED'),
      requested_verified_name: 'text',
      rejection_reason: 'text',
    });
    assert.equal(approved?.rejection_reason, null);
    assert.equal((await shop.graph('GET', NUMBER)).body.verified_name, 'Hoodies');
  });

  test('shows a profile that can be changed, with a picture from the resumable upload', async (t) => {
    const shop = await openShop(t);
    const picture = Buffer.from('ffd8ffe000104a46494600', 'hex');
    const { body: session } = await shop.graph(
      'POST',
      `app/uploads?file_length=${picture.length}&file_type=image/jpeg`,
    );
    const uploaded = await fetch(`${shop.origin}/v25.0/${session.id}`, {
      method: 'POST',
      headers: { authorization: `OAuth ${DEFAULTS.accessToken}`, file_offset: '0' },
      body: picture,
    });
    const { h }: { h?: string } = Object(await uploaded.json());
    const path = `${NUMBER}/whatsapp_business_profile`;
    await shop.graph('POST', path, { messaging_product: 'whatsapp', email: 'a@b.example', profile_picture_handle: h });
    const { body } = await shop.graph('GET', path);
    assert.equal(body.data[0].email, 'a@b.example');
    assert.deepEqual(Buffer.from(await (await fetch(body.data[0].profile_picture_url)).arrayBuffer()), picture);

    for (const wrong of [
      { vertical: 'SPACE' },
      { about: 'x'.repeat(140) },
      { websites: ['a', 'b', 'c'] },
      { profile_picture_handle: 'x' },
    ]) {
      assert.equal((await shop.graph('POST', path, { messaging_product: 'whatsapp', ...wrong })).body.error.code, 100);
    }
  });

  test('blocks customers who wrote lately: neither hears the other', async (t) => {
    const shop = await shopWithAna(t);
    const block = (user: string) =>
      shop.graph('POST', `${NUMBER}/block_users`, { messaging_product: 'whatsapp', block_users: [{ user }] });
    assert.equal((await block(ANA)).status, 200);
    shop.ana.says('hello?');
    await shop.emulator.settled();
    assert.equal(shop.messages().length, 1);
    assert.equal((await shop.sends(hello)).body.error.code, 130403);

    shop.emulator.phone('+16505550000', { name: 'Ben' });
    const { status, body } = await block('+16505550000');
    assert.equal(status, 400);
    assert.equal(body.error.code, 139100);
    assert.equal(body.block_users.failed_users[0].errors[0].code, 131047);

    await shop.graph('DELETE', `${NUMBER}/block_users`, {
      messaging_product: 'whatsapp',
      block_users: [{ user: ANA }],
    });
    shop.ana.says('hello!');
    await shop.emulator.settled();
    assert.equal(shop.messages().length, 2);
  });

  test('has QR codes with a picture, that can be changed and deleted', async (t) => {
    const shop = await openShop(t);
    const path = `${NUMBER}/message_qrdls`;
    const { body: made } = await shop.graph('POST', path, { prefilled_message: 'Hoodies?', generate_qr_image: 'PNG' });
    assert.match(made.code, /^[A-Z2-7]{14}$/);
    const picture = await fetch(made.qr_image_url);
    assert.equal(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
      'PNG',
    );

    await shop.graph('POST', path, { code: made.code, prefilled_message: 'Socks?' });
    assert.equal((await shop.graph('GET', `${path}/${made.code}`)).body.data[0].prefilled_message, 'Socks?');
    await shop.graph('DELETE', `${path}/${made.code}`);
    assert.deepEqual((await shop.graph('GET', path)).body.data, []);
    assert.equal((await shop.graph('POST', path, { prefilled_message: 'x'.repeat(141) })).body.error.code, 100);
  });

  test('has conversational components within their limits', async (t) => {
    const shop = await openShop(t);
    const path = `${NUMBER}/conversational_automation`;
    await shop.graph('POST', path, { enable_welcome_message: true, prompts: ['Hours?'] });
    const { body } = await shop.graph('GET', `${NUMBER}?fields=conversational_automation`);
    assertShape(body.conversational_automation, {
      enable_welcome_message: is(true),
      prompts: ['text'],
      commands: ['anything'],
      id: 'digits',
    });
    assert.equal((await shop.graph('POST', path, { prompts: ['a', 'b', 'c', 'd', 'e'] })).body.error.code, 100);
    assert.equal(
      (await shop.graph('POST', path, { commands: [{ command_name: 'x'.repeat(33), command_description: 'y' }] })).body
        .error.code,
      100,
    );
  });

  test('has a username nobody else has', async (t) => {
    const shop = await openShop(t, { numbers: [{}, {}] });
    const other = String(BigInt(NUMBER) + 1n);
    assert.equal((await shop.graph('POST', `${NUMBER}/username`, { username: 'hoodies' })).status, 200);
    assert.equal((await shop.graph('POST', `${other}/username`, { username: 'hoodies' })).body.error.code, 147001);
    await shop.emulator.settled();
    assertShape(shop.values('business_username_update')[0], {
      display_phone_number: 'digits',
      username: is('hoodies'),
      status: is('approved'),
    });
  });

  test('keeps what was set when the emulator starts again', async (t) => {
    const stateDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    t.after(() => rmSync(stateDir, { recursive: true }));
    const first = await openShop(t, { stateDir });
    await first.graph('POST', `${NUMBER}/whatsapp_business_profile`, { messaging_product: 'whatsapp', about: 'Open' });
    await first.graph('DELETE', `${DEFAULTS.wabaId}/message_templates?name=hello_world`);
    await first.emulator.settled();
    await first.emulator.close();
    const second = await openShop(t, { stateDir });
    assert.equal((await second.graph('GET', `${NUMBER}/whatsapp_business_profile`)).body.data[0].about, 'Open');
    assert.deepEqual(
      (await second.graph('GET', `${DEFAULTS.wabaId}/message_templates?name=hello_world`)).body.data,
      [],
    );
  });
});

describe('a token', () => {
  const tokens = [
    { token: 'sends', permissions: ['whatsapp_business_messaging' as const] },
    { token: 'manages', permissions: ['whatsapp_business_management' as const] },
    { token: 'ends', expiresAt: '2026-03-03T00:00:00Z' },
    { token: 'elsewhere', accounts: ['77'] },
  ];
  const by = (token: string) => ({ authorization: `Bearer ${token}` });
  const codes = async (shop: Shop, token: string) => {
    const send = await shop.graph(
      'POST',
      `${NUMBER}/messages`,
      { messaging_product: 'whatsapp', to: ANA, ...hello },
      by(token),
    );
    const read = await shop.graph('GET', NUMBER, undefined, by(token));
    return [send, read].map(({ body, status }) => (status === 200 ? 'ok' : body.error.code));
  };

  test('does what it has permissions for, where it has them, until it ends', async (t) => {
    const shop = await shopWithAna(t, { tokens, limits: { pair: false } });
    const found: Record<string, (number | string)[]> = {};
    for (const token of ['sends', 'manages', 'ends', 'elsewhere', 'unknown']) found[token] = await codes(shop, token);
    assert.deepEqual(found, {
      sends: ['ok', 200],
      manages: [10, 'ok'],
      ends: ['ok', 'ok'],
      elsewhere: [100, 100],
      unknown: [190, 190],
    });
    await shop.passes(DAY);
    assert.deepEqual(await codes(shop, 'ends'), [190, 190]);
  });

  test('can be looked into', async (t) => {
    const shop = await openShop(t, { tokens });
    const about = async (token: string) => (await shop.graph('GET', `debug_token?input_token=${token}`)).body.data;
    assert.deepEqual((await about('sends')).scopes, ['whatsapp_business_messaging']);
    assert.equal((await about('unknown')).is_valid, false);
    await shop.passes(DAY);
    assert.equal((await about('ends')).error.subcode, 463);
  });
});
