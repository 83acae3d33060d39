import { randomInt } from 'node:crypto';
import { request } from 'undici';

/**
 * Asks a callback URL whether it is ours, as Meta does whenever URL or verify token is set.
 *
 * @throws with the reason when it does not answer 200 and the challenge.
 * @see WhatsApp Business Platform, Webhooks, Verification requests
 */
export async function verifyCallback(url: string, verifyToken: string): Promise<void> {
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  const target = new URL(url);
  target.searchParams.set('hub.mode', 'subscribe');
  target.searchParams.set('hub.challenge', challenge);
  target.searchParams.set('hub.verify_token', verifyToken);

  const answer = await request(target, { method: 'GET', headersTimeout: 10_000, bodyTimeout: 10_000 });
  const body = await answer.body.text();
  if (answer.statusCode !== 200)
    throw new Error(`The callback URL answered the verification with ${answer.statusCode}.`);
  if (body.trim() !== challenge) throw new Error('The callback URL did not echo the challenge as plain text.');
}
