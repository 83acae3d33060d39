import { createHttpClient, type HttpFailure } from '../platform/http-client.ts';
import { SECOND } from '../platform/time.ts';
import { urlNotTaken } from './problems.ts';

/** Hosts of a private network that the operator named: "intranet.example", "10.0.0.5:8080". Plain http goes there too. */
export type AllowedHosts = readonly string[];

/** An endpoint that takes longer has not taken it: it should store first and work later. */
const TIMEOUT_MS = 15 * SECOND;
const KEPT_CHARACTERS = 1_000;
const READ_BYTES = 4_096;

/** @throws webhook-url-not-taken. What a name points to is judged at every connect. */
export function checkAddress(address: string, allowed: AllowedHosts): void {
  const url = URL.parse(address);
  if (!url) throw urlNotTaken('not-an-address', 'it is not an address. Give one like https://shop.example/webhooks.');
  const isAllowed = allowed.includes(url.host);
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:'))
    throw urlNotTaken('scheme', 'use https. Plain http is only for hosts named in WEBHOOK_ALLOWED_HOSTS.');
  if (url.username || url.password) throw urlNotTaken('userinfo', 'leave out the user and password.');
  if (url.hash) throw urlNotTaken('fragment', 'leave out what follows the #.');
  if (isAllowed) return;
  if (/^localhost$|\.localhost$|\.local$|\.internal$/i.test(url.hostname))
    throw urlNotTaken(
      'not-public',
      'it is not on the public internet. The operator can allow it by WEBHOOK_ALLOWED_HOSTS.',
    );
}

/** What an endpoint answered. `status` null: nobody did. */
export type Answer = { status: number | null; error: string | null; body: string | null };

/**
 * Posts to an endpoint, once. Redirects are an answer like any other, private addresses are refused when connecting,
 * and no more than the beginning of what it says is read.
 */
export async function post(
  address: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  allowed: AllowedHosts,
): Promise<Answer> {
  const url = new URL(address);
  const http = createHttpClient({ origin: url.origin, connections: 1, publicOnly: !allowed.includes(url.host) });
  try {
    const path = url.pathname + url.search;
    const answer = await http.stream({ method: 'POST', path, headers, body, timeoutMs: TIMEOUT_MS });
    if (answer.outcome !== 'answered') return { status: null, error: causeOf(answer), body: null };
    return { status: answer.status, error: null, body: await beginningOf(answer.body) };
  } finally {
    await http.close();
  }
}

const causeOf = ({ cause }: HttpFailure): string => cause;

/** What an endpoint says helps whoever mends it; a body that breaks off takes nothing back from the status. */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= READ_BYTES) break;
    }
  } catch {
    // broken off
  }
  // Control characters and halves of characters are of no use to anybody, and Postgres refuses some.
  return Buffer.concat(chunks)
    .toString()
    .replace(/[\0-\x08\x0b-\x1f\x7f\ufffd]/g, '')
    .slice(0, KEPT_CHARACTERS)
    .toWellFormed();
}
