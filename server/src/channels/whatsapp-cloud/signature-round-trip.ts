import { createHmac } from 'node:crypto';
import type { HealthCheck } from '../../conversations/channel.ts';
import { createHttpClient, type HttpClient } from '../../platform/http-client.ts';

export type Signed = { address: string; secret: string };

/** A webhook that tells nothing, as Meta would sign it. */
const PING = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

/** Whether a webhook is our own look at ourselves: it is answered and not kept. */
export const isPing = (body: Buffer): boolean => body.equals(PING);

/**
 * Calls our own webhook from outside, as Meta does: what is signed must be taken, what is not must be refused. Proxies
 * that change bytes, tunnels that ended and a wrong address show here.
 */
export async function signatureCheck({ address, secret }: Signed): Promise<HealthCheck> {
  const url = URL.parse(address);
  if (!url) return failed('The address of the webhook is not valid', 'Correct PUBLIC_URL.', address);
  const http = createHttpClient({ origin: url.origin, connections: 1, timeoutMs: 5_000 });
  try {
    const taken = await ping(http, url, sign(secret));
    if (taken.status === null)
      return failed('The webhook cannot be reached from here', UNREACHABLE, `${address}: ${taken.cause}`);
    if (taken.status === 401) return failed('The webhook refuses what is signed', WRONG_SECRET, address);
    if (taken.status !== 200 || !taken.body.includes('"success"'))
      return failed('Something else answers at the address of the webhook', NOT_US, `${address}: HTTP ${taken.status}`);
    const refused = await ping(http, url, sign(`${secret}-not`));
    if (refused.status === 401)
      return {
        id: 'signature',
        status: 'ok',
        title: 'The webhook takes what is signed and nothing else',
        details: address,
      };
    return failed('The webhook takes what is not signed', NOT_US, `${address}: HTTP ${refused.status}`);
  } finally {
    await http.close();
  }
}

const UNREACHABLE =
  'Start the tunnel or proxy, and check PUBLIC_URL. A firewall that lets nobody call itself from inside looks the same.';
const WRONG_SECRET =
  'The server at that address has another app secret: check WHATSAPP_APP_SECRET. Or a proxy changes the body on its way.';
const NOT_US = 'Let the proxy or tunnel lead to Parlour, without changing or answering requests itself.';

const failed = (title: string, fix: string, details: string): HealthCheck => ({
  id: 'signature',
  status: 'failed',
  title,
  details,
  fix,
});

const sign = (secret: string): string => `sha256=${createHmac('sha256', secret).update(PING).digest('hex')}`;

async function ping(
  http: HttpClient,
  url: URL,
  signature: string,
): Promise<{ status: number; body: string } | { status: null; cause: string }> {
  const answer = await http.request({
    method: 'POST',
    path: url.pathname + url.search,
    headers: { 'content-type': 'application/json', 'user-agent': 'Parlour', 'x-hub-signature-256': signature },
    body: PING,
  });
  if (answer.outcome !== 'answered') return { status: null, cause: answer.cause };
  return { status: answer.status, body: answer.body.toString() };
}
