import { request } from 'undici';
import { isJson, type Json, parseJson, said } from '../json.ts';
import type { Flow } from '../meta/flows.ts';
import { numberState } from '../meta/number-state.ts';
import type { BusinessPhone } from '../records.ts';
import { sign } from '../webhooks/bytes.ts';
import type { World } from '../world.ts';
import { seal } from './crypto.ts';

/** What the business's endpoint makes of a step: JSON, or why there is none, in words for the customer. */
export type Exchange = { answer: Json } | { problem: string };

/** @see Flows: the client waits about 10 s (not read again for this edition). */
const PATIENCE_MS = 10_000;
const DATA_VERSION = '3.0';

/**
 * Asks the endpoint of a form, encrypted and signed.
 *
 * @param step `action` and what belongs to it, without the version.
 * @see WhatsApp Business Platform, Flows, Endpoints: 421 fetch the key again, 427 token no longer valid, 432 bad signature
 */
export async function exchange(world: World, business: BusinessPhone, flow: Flow, step: Json): Promise<Exchange> {
  if (flow.endpoint === null) return { problem: 'This form has no endpoint to ask.' };
  const first = await ask(world, business, flow.endpoint, step);
  const isKeyStale = 'status' in first && first.status === 421;
  const last = isKeyStale ? await ask(world, business, flow.endpoint, step) : first;
  return 'status' in last ? { problem: problemOf(last) } : last;
}

/** Whether the endpoint is alive, as Meta asks from time to time. */
export async function ping(world: World, business: BusinessPhone, flow: Flow): Promise<boolean> {
  const found = await exchange(world, business, flow, { action: 'ping' });
  return 'answer' in found && isJson(found.answer.data) && found.answer.data.status === 'active';
}

type Refused = { status: number | null; text: string };

async function ask(
  world: World,
  business: BusinessPhone,
  endpoint: string,
  step: Json,
): Promise<{ answer: Json } | Refused> {
  const { publicKey } = numberState(world, business);
  if (publicKey === null) return { status: null, text: 'The business has not given its public key for this number.' };
  const payload = { version: DATA_VERSION, ...step };
  const sealed = seal(payload, publicKey);
  const entry = world.ledger?.entries.begin({
    direction: 'to_business',
    summary: `form · ${said(step.action)}${step.screen ? ` ${said(step.screen)}` : ''} (shown decrypted)`,
    method: 'POST',
    path: new URL(endpoint).pathname,
    request: JSON.stringify(payload),
  });
  const { status, text } = await post(endpoint, sealed.body, sign(sealed.body, world.settings.appSecret));
  const answer = status === 200 ? sealed.open(text) : null;
  if (entry) world.ledger?.entries.end(entry, status, answer ? JSON.stringify(answer) : text);
  return answer ? { answer } : { status, text: status === 200 ? 'The answer could not be decrypted.' : text };
}

async function post(url: string, body: string, signature: string): Promise<Refused> {
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
      headersTimeout: PATIENCE_MS,
      bodyTimeout: PATIENCE_MS,
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch (error) {
    return { status: null, text: error instanceof Error ? error.message : String(error) };
  }
}

function problemOf({ status, text }: Refused): string {
  const said = parseJson(text);
  if (status === 427 && isJson(said) && typeof said.error_msg === 'string') return said.error_msg;
  if (status === null || status === 200) return text;
  return `The business answered with HTTP ${status}.`;
}
