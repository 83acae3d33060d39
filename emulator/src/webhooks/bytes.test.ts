import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sign, toWire } from './bytes.ts';
import { inboundTextWebhook } from './payloads.ts';

describe('the bytes of a webhook', () => {
  test('escape what is not ASCII in lowercase, and slashes', () => {
    assert.equal(toWire({ body: 'Ñandú 👋 a/b' }), '{"body":"\\u00d1and\\u00fa \\ud83d\\udc4b a\\/b"}');
  });

  test('read back as what was written, lone surrogates included', () => {
    const odd = { body: 'a\u0000b \ud800 "q" \\ / \u2028 ﷽' };
    assert.deepEqual(JSON.parse(toWire(odd)), odd);
  });

  test('are signed with HMAC-SHA256, in lowercase hex', () => {
    // RFC 4231, test case 2
    assert.equal(
      sign('what do ya want for nothing?', 'Jefe'),
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});

test('the text webhook for load generators has the shape of a real one', () => {
  const text = { wabaId: '1', phoneNumberId: '2', displayNumber: '15550783881', from: '16505551234' };
  const rest = {
    userId: 'US.1',
    name: 'Ana "A"',
    wamid: 'wamid.a/b',
    body: 'olé',
    at: new Date('2026-03-02T12:00:00Z'),
  };

  const bytes = inboundTextWebhook({ ...text, ...rest });

  assert.ok(bytes.includes('ol\\u00e9') && bytes.includes('wamid.a\\/b'));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '2' },
    contacts: [{ profile: { name: 'Ana "A"' }, wa_id: '16505551234', user_id: 'US.1' }],
    messages: [
      {
        from: '16505551234',
        from_user_id: 'US.1',
        id: 'wamid.a/b',
        timestamp: '1772452800',
        text: { body: 'olé' },
        type: 'text',
      },
    ],
  };
  assert.deepEqual(JSON.parse(bytes.toString()), {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ value, field: 'messages' }] }],
  });
});
