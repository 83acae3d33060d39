import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether Meta sent this webhook: HMAC-SHA256 of the raw bytes with the app secret.
 *
 * Verify before parsing; re-serialised JSON has other bytes. Without a secret nothing is believed.
 *
 * @param header value of `X-Hub-Signature-256`: "sha256=" and 64 hex digits.
 * @see WhatsApp Business Platform, Webhooks, "Validate payloads"
 */
export function isSignedByMeta(rawBody: Uint8Array, header: string | undefined, appSecret: string): boolean {
  if (!header || !appSecret) return false;
  const expected = `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
  return timingSafeEqual(digest(expected), digest(header));
}

/** Values of equal length, so that the comparison does not even tell how long the right one is. */
const digest = (text: string) => hash('sha256', text, 'buffer');
