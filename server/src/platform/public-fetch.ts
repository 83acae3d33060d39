import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { discard } from './discard.ts';
import { createHttpClient, type HttpFailure } from './http-client.ts';

export type PublicFetch = {
  maxBytes: number;
  timeoutMs?: number;
  allowHttp?: boolean; // otherwise https only
  /** Hosts of a private network that the operator named: "intranet.example", "10.0.0.5:8080". */
  allowedHosts?: readonly string[];
};

export type Fetched =
  | { outcome: 'fetched'; mimeType: string; sizeBytes: number }
  /** The address itself is not one we go to, or what lies there is not wanted. Trying again changes nothing. */
  | {
      outcome: 'refused';
      cause: 'not-an-address' | 'scheme' | 'userinfo' | 'not-public' | 'redirect' | 'too-large' | 'status';
    }
  | HttpFailure;

/**
 * Brings a file from an address somebody gave us into `sink`, which is destroyed when it fails.
 *
 * Only what lies on the public internet: no redirects, no credentials, and no name that points into a private network,
 * judged at the moment of connecting.
 *
 * @throws what `sink` throws.
 */
export async function fetchPublic(address: string, sink: Writable, options: PublicFetch): Promise<Fetched> {
  sink.on('error', () => {}); // it may fail before we write; `receive` tells then
  const url = URL.parse(address);
  const refusal = judge(url, options);
  if (!url || refusal) return discard(sink, { outcome: 'refused', cause: refusal ?? 'not-an-address' });

  const publicOnly = !options.allowedHosts?.includes(url.host);
  const http = createHttpClient({ origin: url.origin, connections: 1, publicOnly });
  try {
    const { timeoutMs } = options;
    const path = url.pathname + url.search;
    const answer = await http.stream({
      method: 'GET',
      path,
      headers: { 'user-agent': 'Parlour' },
      ...(timeoutMs ? { timeoutMs } : {}),
    });
    if (answer.outcome !== 'answered') {
      return discard(sink, answer.cause === 'not-public' ? { outcome: 'refused', cause: 'not-public' } : answer);
    }
    if (answer.status !== 200)
      return discard(sink, { outcome: 'refused', cause: answer.status < 400 ? 'redirect' : 'status' });
    return await receive(answer.body, sink, options.maxBytes, String(answer.headers['content-type'] ?? ''));
  } finally {
    await http.close();
  }
}

function judge(url: URL | null, { allowHttp = false }: PublicFetch) {
  if (!url) return 'not-an-address';
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) return 'scheme';
  return url.username || url.password ? 'userinfo' : null;
}

async function receive(
  body: AsyncIterable<Buffer>,
  sink: Writable,
  maxBytes: number,
  mimeType: string,
): Promise<Fetched> {
  let sizeBytes = 0;
  let broken: Fetched | undefined;
  async function* taken(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of body) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) broken = { outcome: 'refused', cause: 'too-large' };
        if (broken) throw new Error('too large');
        yield chunk;
      }
    } catch (error) {
      broken ??= { outcome: 'unclear', cause: 'broken-off' };
      throw error;
    }
  }
  try {
    await pipeline(taken, sink);
    return { outcome: 'fetched', mimeType, sizeBytes };
  } catch (error) {
    if (broken) return broken;
    throw error;
  }
}
