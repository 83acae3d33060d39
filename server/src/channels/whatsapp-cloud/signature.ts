import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether Meta sent this webhook: HMAC-SHA256 of the raw bytes with the app secret.
 *
 * Verify before parsing; re-serialised JSON has other bytes. Without a secret nothing is believed.
 *
 * @param header value of `X-Hub-Signature-256`: "sha256=" and 64 hex digits.
 * @see WhatsApp Business Platform, Webhooks, "Validate payloads"
 */
export function isSignedByMeta(rawBody: Uint8Array, header: string | undefined, appSecret: string): boolean {
  if (!appSecret || !header || !WELL_FORMED.test(header)) return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(header.slice(PREFIX.length), 'hex'));
}

const PREFIX = 'sha256=';
/** As long as every right one, which is no secret: what is compared in constant time has equal length. */
const WELL_FORMED = /^sha256=[0-9a-f]{64}$/;
