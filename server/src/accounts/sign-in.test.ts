import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { secretBox } from '../platform/secrets.ts';
import { makePasswordLink } from './password-link.ts';
import { type Browser, colleagueOf, GOOD_PASSWORD, type House, openHouse, ownerOf } from './test-house.ts';

const signIn = (browser: Browser, email: string, password = GOOD_PASSWORD, headers = {}) =>
  browser.send('POST', '/api/auth/sign-in/email', { email, password }, headers);

describe('signing in', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
    await ownerOf(house);
  });
  after(() => house.end());

  test('opens a session that a new browser can use, and no other page reads its cookie', async () => {
    const browser = house.browser();
    const answer = await signIn(browser, 'olivia@example.com');

    assert.deepEqual([answer.status, answer.body], [200, { next: 'done' }]);
    const cookie = answer.setCookies.find((line) => line.includes('session_token'))!;
    assert.match(cookie, /HttpOnly/i);
    assert.match(cookie, /SameSite=Lax/i);
    assert.match(cookie, /Path=\//i);
    assert.equal((await browser.send('GET', '/api/v1/me')).status, 200);
  });

  test('answers a wrong password and an unknown address the same', async () => {
    const wrong = await signIn(house.browser(), 'olivia@example.com', 'not her password');
    const unknown = await signIn(house.browser(), 'nobody@example.com', 'not her password');

    assert.equal(wrong.status, 401);
    assert.deepEqual({ ...unknown.body, instance: '' }, { ...wrong.body, instance: '' });
  });

  test('signing out ends the session at the server too', async () => {
    const browser = house.browser();
    await signIn(browser, 'olivia@example.com');
    const kept = new Map(browser.cookies);
    await browser.send('POST', '/api/auth/sign-out', {});

    const thief = house.browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    assert.equal((await thief.send('GET', '/api/v1/me')).status, 401);
  });

  test('a session ends after seven days however much it is used, and after twelve idle hours', async () => {
    for (const change of [
      "created_at = now() - interval '7 days 1 minute'",
      "expires_at = now() - interval '1 second'",
    ]) {
      const browser = house.browser();
      await signIn(browser, 'olivia@example.com');
      await house.ctx.db.execute(
        sql.raw(`update sessions set ${change} where id = (select id from sessions order by created_at desc limit 1)`),
      );
      assert.equal((await browser.send('GET', '/api/v1/me')).status, 401);
    }
  });

  test('use makes a session last longer', async () => {
    const browser = house.browser();
    await signIn(browser, 'olivia@example.com');
    await house.ctx.db.execute(
      "update sessions set expires_at = now() + interval '1 hour', updated_at = now() - interval '11 hours'",
    );
    const answer = await browser.send('GET', '/api/v1/me');

    assert.ok(answer.setCookies.some((line) => /session_token=.*Max-Age=43200/.test(line)));
    const { rows } = await house.ctx.db.execute<{ fresh: boolean }>(
      "select bool_or(expires_at > now() + interval '11 hours') as fresh from sessions",
    );
    assert.equal(rows[0]?.fresh, true);
  });

  test('nothing in the database lets a reader in', async () => {
    const browser = house.browser();
    await signIn(browser, 'olivia@example.com');
    await browser.send('POST', '/api/auth/request-password-reset', { email: 'olivia@example.com' });
    const resetToken = /new-password=([\w-]+)/.exec(house.posted.at(-1)!.text)![1]!;
    const session = decodeURIComponent([...browser.cookies.values()][0]!).split('.')[0]!;

    const { rows } = await house.ctx.db.execute<{ everything: string }>(
      `select coalesce(string_agg(r::text, ' '), '') as everything from (
         select to_jsonb(s) as r from sessions s union all select to_jsonb(v) from verifications v
         union all select to_jsonb(c) from credentials c union all select to_jsonb(i) from invitations i) all_rows`,
    );
    const everything = rows[0]!.everything;
    for (const secret of [session, resetToken, GOOD_PASSWORD]) assert.ok(!everything.includes(secret));
    assert.match(everything, /argon2id\$v=19\$m=19456,t=2,p=1/);
  });

  test('a page of somebody else cannot sign anybody in or out, nor write with their cookie', async () => {
    const browser = house.browser();
    await signIn(browser, 'olivia@example.com');
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      const out = await browser.send('POST', '/api/auth/sign-out', {}, headers);
      const write = await browser.send('PATCH', '/api/v1/me', { name: 'Eve' }, headers);
      assert.deepEqual([out.body.type, write.body.type], ['/problems/foreign-page', '/problems/foreign-page']);
    }
    assert.equal((await browser.send('GET', '/api/v1/me')).status, 200);
  });

  test('what the library offers beyond our door is not there', async () => {
    const browser = await ownerOf(house, 'tom@example.com');
    for (const path of ['sign-up/email', 'update-user', 'delete-user', 'revoke-sessions', 'two-factor/send-otp'])
      assert.equal((await browser.send('POST', `/api/auth/${path}`, {})).status, 404, path);
    assert.equal((await browser.send('GET', '/api/auth/get-session')).status, 404);
    assert.equal((await browser.send('GET', '/api/auth/list-sessions')).status, 404);
  });
});

describe('too many tries', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
    await ownerOf(house);
  });
  after(() => house.end());

  test('close an account for a while, also to the right password, whether it exists or not', async () => {
    for (const email of ['olivia@example.com', 'nobody@example.com']) {
      for (let attempt = 0; attempt < 10; attempt++) await signIn(house.browser(), email, 'a guess');
      const next = await signIn(house.browser(), email);
      assert.equal(next.status, 429);
      assert.equal(next.body.type, '/problems/too-many-tries');
      assert.ok(Number(next.headers['retry-after']) > 0);
    }
  });
});

describe('passwords', () => {
  let house: House;
  let owner: Browser;
  before(async () => {
    house = await openHouse();
    owner = await ownerOf(house);
  });
  after(() => house.end());

  test('that are short, known from breaches or the own address are refused', async () => {
    const change = (newPassword: string) =>
      owner.send('POST', '/api/auth/change-password', { currentPassword: GOOD_PASSWORD, newPassword });
    assert.equal((await change('short')).body.type, '/problems/password-too-short');
    assert.equal((await change('Password1')).body.type, '/problems/password-too-common');
    assert.equal((await change('olivia@example.com')).body.type, '/problems/password-too-common');
    assert.equal((await change('x'.repeat(257))).body.type, '/problems/password-too-long');
  });

  test('a new one ends every other session, and this browser goes on', async () => {
    const other = house.browser();
    await signIn(other, 'olivia@example.com');
    const newPassword = 'lantern 海 biscuit';

    const wrong = await owner.send('POST', '/api/auth/change-password', { currentPassword: 'no', newPassword });
    assert.equal(wrong.body.type, '/problems/password-wrong');
    const right = { currentPassword: GOOD_PASSWORD, newPassword };
    assert.equal((await owner.send('POST', '/api/auth/change-password', right)).status, 200);

    assert.equal((await owner.send('GET', '/api/v1/me')).status, 200);
    assert.equal((await other.send('GET', '/api/v1/me')).status, 401);
    assert.equal((await signIn(house.browser(), 'olivia@example.com', newPassword)).status, 200);
  });

  test('a forgotten one is replaced through a letter, whose link works once; unknown addresses get none', async () => {
    const ana = await colleagueOf(owner, house, { email: 'ana@example.com', role: 'agent' });
    const stranger = house.browser();
    const before = house.posted.length;
    const forUnknown = await stranger.send('POST', '/api/auth/request-password-reset', { email: 'no@example.com' });
    const forKnown = await stranger.send('POST', '/api/auth/request-password-reset', { email: 'ana@example.com' });
    assert.deepEqual([forUnknown.status, forUnknown.body], [forKnown.status, forKnown.body]);
    assert.equal(house.posted.length, before + 1);

    const token = /new-password=([\w-]+)/.exec(house.posted.at(-1)!.text)![1]!;
    const change = { token, newPassword: 'eleven quiet teapots' };
    assert.equal((await stranger.send('POST', '/api/auth/reset-password', change)).status, 200);
    assert.equal((await stranger.send('POST', '/api/auth/reset-password', change)).body.type, '/problems/link-invalid');
    assert.equal((await ana.send('GET', '/api/v1/me')).status, 401);
    assert.equal((await signIn(house.browser(), 'ana@example.com', change.newPassword)).status, 200);
  });

  test('a new password needs no mail where somebody runs the installation', async () => {
    const parts = {
      box: secretBox('a key of the installation'),
      key: 'a key of the installation',
      origin: 'https://desk.example.com',
    };
    assert.equal(await makePasswordLink(house.ctx, parts, 'no@example.com'), null);

    const link = await makePasswordLink(house.ctx, parts, ' Ana@Example.com ');
    const token = /#new-password=(.+)$/.exec(link!)![1]!;
    const change = { token, newPassword: 'lantern otter quarry' };
    assert.equal((await house.browser().send('POST', '/api/auth/reset-password', change)).status, 200);
  });

  test('is replaced in the language of the person, or of the browser that asks', async () => {
    const ravi = await colleagueOf(owner, house, { email: 'ravi@example.com', role: 'agent' });
    const asked = async (headers: Record<string, string>) => {
      const body = { email: 'ravi@example.com' };
      await house.browser().send('POST', '/api/auth/request-password-reset', body, headers);
      return house.posted.at(-1)!.subject;
    };
    assert.equal(await asked({}), 'A new password for Parlour');
    assert.equal(await asked({ 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' }), 'Una contraseña nueva para Parlour');
    await ravi.send('PATCH', '/api/v1/me', { language: 'hi' });
    assert.equal(await asked({ 'accept-language': 'es' }), 'Parlour के लिए नया पासवर्ड');
  });
});

describe('the second factor', () => {
  let house: House;
  let owner: Browser;
  let seed: string;
  let recoveryCodes: string[];
  before(async () => {
    house = await openHouse({ connected: true });
    owner = await ownerOf(house);
  });
  after(() => house.end());

  test('is asked of owners and admins once a real number is connected, and not of agents', async () => {
    assert.equal((await owner.send('GET', '/api/v1/team')).body.type, '/problems/second-factor-required');
    const me = await owner.send('GET', '/api/v1/me');
    assert.deepEqual((me.body.person as { secondFactor: unknown }).secondFactor, { on: false, required: true });
  });

  test('is set up with the password and a first code; other browsers are signed out', async () => {
    const other = house.browser();
    await signIn(other, 'olivia@example.com');
    const refused = await owner.send('POST', '/api/auth/two-factor/enable', { password: 'a guess' });
    assert.equal(refused.body.type, '/problems/password-wrong');

    const { body } = await owner.send('POST', '/api/auth/two-factor/enable', { password: GOOD_PASSWORD });
    seed = new URL(String(body.uri)).searchParams.get('secret')!;
    recoveryCodes = body.recoveryCodes as string[];
    const wrong = await owner.send('POST', '/api/auth/two-factor/verify-totp', { code: '000000' });
    assert.equal(wrong.body.type, '/problems/code-wrong');
    const right = await owner.send('POST', '/api/auth/two-factor/verify-totp', { code: totp(seed) });
    assert.equal(right.status, 200, JSON.stringify(right.body));

    assert.equal((await owner.send('GET', '/api/v1/team')).status, 200);
    assert.equal((await other.send('GET', '/api/v1/me')).status, 401);
  });

  test('then stands between the password and the session', async () => {
    const browser = house.browser();
    const first = await signIn(browser, 'olivia@example.com');
    assert.deepEqual(first.body, { next: 'second-factor' });
    assert.equal((await browser.send('GET', '/api/v1/me')).status, 401);

    assert.equal((await browser.send('POST', '/api/auth/two-factor/verify-totp', { code: '123456' })).status, 422);
    assert.equal((await browser.send('POST', '/api/auth/two-factor/verify-totp', { code: totp(seed) })).status, 200);
    assert.equal((await browser.send('GET', '/api/v1/me')).status, 200);
  });

  test('a recovery code works instead, once', async () => {
    const [code] = recoveryCodes;
    for (const expected of [200, 422]) {
      const browser = house.browser();
      await signIn(browser, 'olivia@example.com');
      const answer = await browser.send('POST', '/api/auth/two-factor/verify-backup-code', { code });
      assert.equal(answer.status, expected);
    }
  });

  test('is kept so that a reader of the database has neither seed nor codes', async () => {
    const { rows } = await house.ctx.db.execute<{ secret: string; backup_codes: string }>(
      'select * from second_factors',
    );
    assert.match(rows[0]!.secret, /^v1\./);
    assert.ok(!rows[0]!.secret.includes(seed));
    for (const code of recoveryCodes) assert.ok(!rows[0]!.backup_codes.includes(code));
    assert.equal(JSON.parse(rows[0]!.backup_codes).length, 9);
  });

  test('an owner switches what the business asks for, and it is written down', async () => {
    const answer = await owner.send('PUT', '/api/v1/team/second-factor', { rule: 'always' });
    assert.equal(answer.status, 200);
    const log = await owner.send('GET', '/api/v1/audit?action=team.second_factor');
    const [entry] = log.body.items as { before: unknown; after: unknown }[];
    assert.deepEqual([entry!.before, entry!.after], [{ rule: 'connected' }, { rule: 'always' }]);
  });
});

describe('over https', () => {
  test('cookies are bound to the host', async () => {
    const house = await openHouse({ origin: 'https://desk.example.com' });
    const owner = await ownerOf(house);
    const answer = await signIn(owner, 'olivia@example.com');

    const cookie = answer.setCookies.find((line) => line.includes('session_token'))!;
    assert.match(cookie, /^__Host-parlour\./);
    assert.match(cookie, /Secure/i);
    assert.doesNotMatch(cookie, /Domain=/i);
    assert.equal((await owner.send('GET', '/api/v1/me')).status, 200);
    await house.end();
  });
});

/** @see RFC 6238, "TOTP Algorithm" */
function totp(base32: string): string {
  const bits = [...base32.replace(/=+$/, '')]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash.at(-1)! & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}
