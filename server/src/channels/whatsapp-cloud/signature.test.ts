import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { isSignedByMeta } from './signature.ts';

const SECRET = 's3cret';
const sign = (body: Buffer, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('a webhook', () => {
  // As Meta writes it: what is not ASCII is escaped. Parsed and written again it would have other bytes.
  const body = Buffer.from('{"text":{"body":"\\u0645\\u0631\\u062d\\u0628\\u0627 \\ud83d\\udc4b \\/"}}');

  test('signed with our app secret is believed', () => {
    assert.equal(isSignedByMeta(body, sign(body), SECRET), true);
  });

  test('with one changed byte, or written again, is not', () => {
    assert.equal(isSignedByMeta(Buffer.concat([body, Buffer.from(' ')]), sign(body), SECRET), false);
    assert.equal(isSignedByMeta(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), sign(body), SECRET), false);
  });

  test('signed with another secret is not', () => {
    assert.equal(isSignedByMeta(body, sign(body, 'other'), SECRET), false);
  });

  test('without a whole signature is not', () => {
    const headers = [undefined, '', 'sha256=', sign(body).slice(0, -1), sign(body).replace('sha256', 'sha1')];
    for (const header of headers) assert.equal(isSignedByMeta(body, header, SECRET), false, header);
    assert.equal(isSignedByMeta(body, sign(body).toUpperCase(), SECRET), false);
  });

  test('is never believed while the secret is missing', () => {
    assert.equal(isSignedByMeta(body, sign(body, ''), ''), false);
  });
});
