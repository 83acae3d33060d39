import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sign } from '../../emulator/src/index.ts';
import { EMULATED } from '../src/set-up.ts';
import { startParlour } from './parlour.ts';

describe('a desk whose database has no room left', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
    await t.rows(`create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await t.rows('create trigger no_room before insert on messages for each row execute function no_room()');
  });
  after(() => t.end());

  const readiness = async () => {
    const response = await fetch(`${t.origin}/readyz`);
    const { reason } = (await response.json()) as { reason?: string };
    return { status: response.status, reason };
  };

  test('sends webhooks away with 503, and is from then on not ready because the disk is full', async () => {
    assert.equal((await readiness()).status, 200);

    const refused = await deliverHello(t.origin);
    assert.equal(refused.status, 503);
    assert.equal(((await refused.json()) as { type: string }).type, '/problems/disk-full');

    const { status, reason } = await readiness();
    assert.equal(status, 503);
    assert.match(reason ?? '', /^disk full: .*Free some space/);
  });
});

function deliverHello(origin: string): Promise<Response> {
  const metadata = { phone_number_id: EMULATED.shop.phoneNumberId, display_phone_number: '15550783881' };
  const contacts = [{ profile: { name: 'Ana Torres' }, wa_id: '16505551234' }];
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const messages = [{ id: 'wamid.hello', from: '16505551234', timestamp, type: 'text', text: { body: 'hello' } }];
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages };
  const entry = [{ id: EMULATED.accountId, changes: [{ field: 'messages', value }] }];
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  return fetch(`${origin}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, EMULATED.access.appSecret) },
    body: new Uint8Array(body),
  });
}
