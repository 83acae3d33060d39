import type { IncomingMessage } from 'node:http';
import { isJson, type Json, parseJson } from '../json.ts';
import type { Account } from '../meta/account.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { GraphError, invalidParameter } from './errors.ts';
import type { GraphAnswer } from './faults.ts';

/** One call of the Graph API, after the token was found good. */
export type Call = {
  world: World;
  request: IncomingMessage;
  method: string;
  /** The whole path without its version, "/106540352242922/message_qrdls/ABC". */
  path: string;
  /** What stands behind the edge: ["ABC"]. */
  rest: string[];
  query: URLSearchParams;
  body: Buffer;
};
export type NumberCall = Call & { business: BusinessPhone };
export type AccountCall = Call & { account: Account };

/** What is answered, and what happens only when the answer is out. */
export type Reply = GraphAnswer & { afterwards?: () => void };

export function answer(body: Json): Reply {
  return { status: 200, body: JSON.stringify(body) };
}

export const success = (): Reply => answer({ success: true });

/** The origin the caller used, for URLs in answers. */
export function originOf({ world, request }: Pick<Call, 'world' | 'request'>): string {
  return world.settings.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
}

/** @throws GraphError 100 when the body is no JSON object. */
export function jsonOf(bytes: Buffer): Json {
  const body = parseJson(bytes.toString());
  if (!isJson(body)) throw invalidParameter('The body must be a JSON object.');
  return body;
}

/** Parameters wherever the Graph API takes them: in the query, as JSON, or as a form of either kind. */
export async function parametersOf(call: Call): Promise<Json> {
  const query: Json = {};
  for (const [key, value] of call.query) if (key !== 'access_token') query[key] = plain(value);
  return { ...query, ...(await bodyParameters(call)) };
}

async function bodyParameters({ request, body }: Call): Promise<Json> {
  if (body.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return jsonOf(body);
  const fields: Json = {};
  for (const [key, value] of await formOf(request, body))
    fields[key] = typeof value === 'string' ? plain(value) : value;
  return fields;
}

/** @throws GraphError 100 when it is not a form or a torn one. */
export async function formOf(request: IncomingMessage, body: Buffer): Promise<FormData> {
  const type = request.headers['content-type'] ?? '';
  try {
    // Node's own fetch reads forms; no library is needed for it.
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new GraphError(100, { details: 'The form could not be read.' });
  }
}

/** In a form or a query, lists and objects are written as JSON. */
function plain(value: string): unknown {
  return /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
}

/** A yes or no, also as it stands in a query. */
export function truthIn(parameters: Json, key: string): boolean | undefined {
  const value = parameters[key];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  throw invalidParameter(`Param ${key} must be a boolean.`);
}

/** Most calls about a number begin with it. */
export function requireWhatsApp(parameters: Json): void {
  if (parameters.messaging_product !== 'whatsapp')
    throw invalidParameter('The parameter messaging_product is required.');
}
