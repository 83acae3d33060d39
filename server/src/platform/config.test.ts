import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfig } from './config.ts';

const WHATSAPP = {
  WHATSAPP_PHONE_NUMBER_ID: '1',
  WHATSAPP_ACCESS_TOKEN: 't',
  WHATSAPP_APP_SECRET: 's',
  WHATSAPP_VERIFY_TOKEN: 'v',
};

describe('the environment', () => {
  test('may be empty: then there is a demo with an emulated WhatsApp and a database inside', () => {
    const config = readConfig({}, '/srv/parlour');
    assert.equal(config.emulator, true);
    assert.equal(config.demo, true);
    assert.equal(config.databaseUrl, null);
    assert.equal(config.dataDir, '/srv/parlour/data');
    assert.deepEqual(config.limits, {
      throughput: 80,
      pair: { burst: 45, everyMs: 6_000 },
      contact: { burst: 30, everyMs: 2_000 },
    });
  });

  test('with a real number turns emulator and demo off, unless they are asked for', () => {
    assert.equal(readConfig(WHATSAPP, '/').emulator, false);
    assert.equal(readConfig(WHATSAPP, '/').demo, false);
    assert.equal(readConfig({ ...WHATSAPP, DEMO: 'on' }, '/').demo, true);
  });

  test('with half of a number is refused, naming the other half', () => {
    assert.throws(
      () => readConfig({ WHATSAPP_ACCESS_TOKEN: 't', WHATSAPP_PHONE_NUMBER_ID: '1' }, '/'),
      /WHATSAPP_APP_SECRET and WHATSAPP_VERIFY_TOKEN/,
    );
  });

  test('switches each limit off', () => {
    const off = { WHATSAPP_THROUGHPUT: 'off', WHATSAPP_PAIR_LIMIT: 'off', CONTACT_RATE_LIMIT: 'off' };
    assert.deepEqual(readConfig(off, '/').limits, { throughput: null, pair: null, contact: null });
  });

  test('takes an empty value for an absent one', () => {
    assert.equal(readConfig({ PORT: '', DATABASE_URL: ' ' }, '/').port, 3_000);
  });

  for (const [name, value] of [
    ['PORT', 'abc'],
    ['DATABASE_URL', 'mysql://x'],
    ['SECRET_KEY', 'short'],
    ['ROLE', 'boss'],
    ['WHATSAPP_GRAPH_VERSION', '25'],
  ] as const) {
    test(`with ${name}=${value} is refused in one sentence that names it`, () => {
      assert.throws(() => readConfig({ [name]: value }, '/'), new RegExp(`${name} is not right`));
    });
  }

  for (const [name, value, says] of [
    ['PORT', 'abc', /PORT is not right: is a number from 0 to 65535\./],
    ['CONTACT_RATE_LIMIT', 'many', /is a number from 1 to 10000, or off\./],
    ['ROLE', 'boss', /ROLE is not right: is all, web or worker\./],
    ['EMULATOR', 'maybe', /EMULATOR is not right: is on or off\./],
    ['PUBLIC_URL', 'desk', /is an address such as https:\/\/desk\.example\.com\./],
  ] as const) {
    test(`with ${name}=${value} is told what it should be`, () => {
      assert.throws(() => readConfig({ [name]: value }, '/'), says);
    });
  }
});
