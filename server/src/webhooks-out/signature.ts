import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Place, SecretBox } from '../platform/secrets.ts';

/** @see Standard Webhooks, "Signature scheme": between 24 and 64 random bytes */
const SECRET_BYTES = 32;

export const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

type Column = 'secret' | 'old_secret';
const placeOf = (businessId: string, row: string, column: Column): Place => ({
  businessId,
  table: 'webhook_endpoints',
  column,
  row,
});

export type Sealed = {
  businessId: string;
  id: string;
  secret: string;
  oldSecret: string | null;
  oldSecretUntil: Date | null;
};

export const sealSecret = (box: SecretBox, businessId: string, id: string, secret: string, column: Column = 'secret') =>
  box.seal(secret, placeOf(businessId, id, column));

/** The secrets that sign now: the newest first, and the one before it until its time is over. */
export function secretsOf(
  box: SecretBox,
  { businessId, id, secret, oldSecret, oldSecretUntil }: Sealed,
  now: Date,
): string[] {
  const newest = box.open(secret, placeOf(businessId, id, 'secret'));
  if (!oldSecret || !oldSecretUntil || oldSecretUntil <= now) return [newest];
  return [newest, box.open(oldSecret, placeOf(businessId, id, 'old_secret'))];
}

/**
 * The headers of one attempt. Receivers refuse a timestamp that is more than five minutes off, so every attempt has
 * its own; the id stays, so that they recognise what they have already.
 *
 * @see Standard Webhooks, "Webhook headers"
 */
export function signedHeaders(secrets: string[], eventId: string, body: string, now: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Parlour',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(eventId, now, body)).join(' '),
  };
}
