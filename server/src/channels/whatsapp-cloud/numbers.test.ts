import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChannelRow, OpenDirectory } from '../../conversations/index.ts';
import { readConfig } from '../../platform/config.ts';
import { secretBox } from '../../platform/secrets.ts';
import { KIND, sealAccess, whatsAppNumbers } from './numbers.ts';

const box = secretBox('a key of the installation');
const access = { accessToken: 'token', appSecret: 'secret', verifyToken: 'verify' };
const row = (id: string, settings: ChannelRow['settings']) =>
  ({
    businessId: 'b1',
    id,
    kind: KIND,
    externalId: `number of ${id}`,
    accountId: null,
    address: '+1',
    settings,
    secrets: sealAccess(box, 'b1', id, access),
  }) as ChannelRow;
const directory = {
  channels: () =>
    [row('real', {}), row('emulated', { graphUrl: 'http://127.0.0.1:3000/emulator' })].map((one) => ({ row: one })),
} as unknown as OpenDirectory;

const namesWith = (environment: Record<string, string>): string[] =>
  whatsAppNumbers(() => new Date(), box, readConfig(environment, '/'))
    .all(directory)
    .map(({ channelId }) => channelId);

describe('numbers that webhooks may speak for', () => {
  test('are the emulated ones too while the emulator is on', () => {
    assert.deepEqual(namesWith({ EMULATOR: 'on' }), ['real', 'emulated']);
  });

  test('are the real ones alone without it: everybody can read the app secret of the emulated ones', () => {
    assert.deepEqual(namesWith({ EMULATOR: 'off' }), ['real']);
  });
});
