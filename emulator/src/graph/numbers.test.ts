import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NUMBER, openShop } from '../test-business.ts';

const WABA = '102290129340398';
const numbers = [
  { verifiedName: 'Shop', messagesPerSecond: 1_000 },
  { verifiedName: 'Factory', wabaId: '77', phoneNumberId: '88' },
];

describe('a business number', () => {
  test('shows the fields that are asked for, and its id', async (t) => {
    const { graph } = await openShop(t, { numbers });
    const { body } = await graph(
      'GET',
      `${NUMBER}?fields=verified_name,status,throughput,health_status{can_send_message}`,
    );
    assert.equal(body.health_status.can_send_message, 'AVAILABLE');
    assert.deepEqual(
      { ...body, health_status: null },
      {
        verified_name: 'Shop',
        status: 'CONNECTED',
        throughput: { level: 'HIGH' },
        health_status: null,
        id: NUMBER,
      },
    );
  });

  test('has a usual set of fields, and no others', async (t) => {
    const { graph } = await openShop(t, { numbers });
    const { body } = await graph('GET', NUMBER);
    assert.equal(body.display_phone_number, '+1 555 078 3881');
    assert.match(
      (await graph('GET', `${NUMBER}?fields=shoe_size`)).body.error.message,
      /nonexisting field \(shoe_size\)/,
    );
  });

  test('is listed in its account and not in another', async (t) => {
    const { graph } = await openShop(t, { numbers });
    const idsOf = async (account: string) =>
      (await graph('GET', `${account}/phone_numbers`)).body.data.map(({ id }: { id: string }) => id);
    assert.deepEqual([await idsOf(WABA), await idsOf('77')], [[NUMBER], ['88']]);
  });
});

describe('an account', () => {
  test('can be read, and apps subscribed to it', async (t) => {
    const { graph } = await openShop(t);
    assert.equal((await graph('GET', WABA)).body.id, WABA);
    assert.deepEqual((await graph('POST', `${WABA}/subscribed_apps`)).body, { success: true });
    assert.equal((await graph('GET', `${WABA}/subscribed_apps`)).body.data.length, 1);
  });
});

test('what the emulator does not know yet is an error and says so', async (t) => {
  const { graph } = await openShop(t);
  const { status, body } = await graph('POST', `${NUMBER}/assigned_users`, {});
  assert.equal(status, 400);
  assert.match(body.error.message, /not part of the emulator yet/);
  assert.equal((await graph('GET', 'me')).body.error.code, 2500);
});
