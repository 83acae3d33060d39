import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http.ts';
import { isJson, type Json, parseJson } from '../json.ts';
import { climb } from '../ladder.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { errorBody, failureOf, GraphError, invalidParameter, unknownObject } from './errors.ts';
import { befall, type CallKind, type Fault, type Faults, type GraphAnswer, writeAnswer } from './faults.ts';
import { downloadLinks } from './links.ts';
import { markRead } from './mark-read.ts';
import { deleteMedia, downloadMedia, requiredMedia, resolveMedia, uploadMedia } from './media.ts';
import { MEDIA_PATH } from './media-url.ts';
import { answer, listNumbers, readAccount, readNumber } from './numbers.ts';
import { type Accepted, acceptMessage } from './send.ts';
import { sendSummary } from './summary.ts';
import { listTemplates } from './templates.ts';

/** @see WhatsApp Business Platform, Media: documents up to 100 MB; the form around them adds a little. */
const LARGEST_BODY = 101 * 1024 * 1024;
/** v21.0 to v26.0 are alive; Meta serves calls of older or no version by a living one. @see Graph API, Versions */
const VERSION = /^\/v(\d{1,2})\.0(?=\/|$)/;
const NEWEST_VERSION = 26;
const SEND_VERSIONS = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'];

/** Answers the Graph API. */
export type Graph = { answer(request: IncomingMessage, response: ServerResponse): Promise<void> };

type Call = { request: IncomingMessage; body: Buffer; path: string; query: URLSearchParams };
/** `afterwards`: what is still to be done when the answer is out. */
type Outcome = { answer: GraphAnswer; afterwards?: () => void };

export function createGraph(world: World, faults: Faults): Graph {
  // A send is recognised by its whole URL, without taking it apart.
  const sendPaths = new Map<string, BusinessPhone>();
  for (const business of world.businesses.values()) {
    for (const version of SEND_VERSIONS) {
      sendPaths.set(`${world.settings.basePath}/${version}/${business.phoneNumberId}/messages`, business);
    }
  }
  return {
    async answer(request, response) {
      const url = request.url ?? '/';
      const business = request.method === 'POST' ? sendPaths.get(url) : undefined;
      const body = await bodyOf(request, response);
      if (body === null) return;
      const fault = faults.take(() => kindOf(url, body, business));
      const entry = world.ledger?.begin(ledgerLine(request, body, business));
      const outcome = await outcomeOf(world, request, body, business, fault);
      if (outcome === 'dropped') {
        if (entry) world.ledger?.end(entry, null, '(connection cut before the call was processed)');
        return;
      }
      writeAnswer(response, outcome.answer, fault);
      if (entry) world.ledger?.end(entry, outcome.answer.status, shown(outcome.answer));
      outcome.afterwards?.();
    },
  };
}

async function outcomeOf(
  world: World,
  request: IncomingMessage,
  body: Buffer,
  business: BusinessPhone | undefined,
  fault: Fault | null,
): Promise<Outcome | 'dropped'> {
  try {
    const instead = fault && (await befall(fault, world.clock, request));
    if (instead === 'dropped') return instead;
    if (instead) return { answer: instead };
    if (business) {
      authorise(world, request, null);
      return toMessages(world, business, body, fault);
    }
    const url = URL.parse(request.url ?? '/', 'http://graph');
    if (!url) throw unknownPath(request.url ?? '');
    const path = url.pathname.slice(world.settings.basePath.length);
    return await route(world, { request, body, path, query: url.searchParams }, fault);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const trace = `A${Buffer.from(world.random.hex(32), 'hex').toString('base64url')}`;
    return { answer: { status: error.status, body: JSON.stringify(errorBody(error, trace)) } };
  }
}

async function route(world: World, call: Call, fault: Fault | null): Promise<Outcome> {
  const { request, query } = call;
  authorise(world, request, query.get('access_token'));
  if (call.path === MEDIA_PATH) return { answer: downloadMedia(world, query) };
  const [id = '', edge] = unversioned(call.path).slice(1).split('/');
  const method = request.method ?? 'GET';
  const business = world.businesses.get(id);
  if (business) return toNumber(world, business, `${method} ${edge ?? ''}`, call, fault);
  const isAccount = [...world.businesses.values()].some(({ wabaId }) => wabaId === id);
  if (isAccount) return { answer: toAccount(world, id, `${method} ${edge ?? ''}`, call) };
  if (edge !== undefined || !/^\d+$/.test(id))
    throw edge === undefined ? unknownPath(call.path) : unknownObject(id, method);
  const media = requiredMedia(world, id, method);
  if (method === 'GET') return { answer: resolveMedia(world, media, request) };
  if (method === 'DELETE') return { answer: deleteMedia(world, media) };
  throw unknownObject(id, method);
}

async function toNumber(
  world: World,
  business: BusinessPhone,
  verb: string,
  call: Call,
  fault: Fault | null,
): Promise<Outcome> {
  switch (verb) {
    case 'GET ':
      return { answer: readNumber(world, business, call.query) };
    case 'POST messages':
      return toMessages(world, business, call.body, fault);
    case 'POST media':
      return { answer: await uploadMedia(world, business, call.request, call.body) };
  }
  throw unsupported(verb);
}

function toAccount(world: World, wabaId: string, verb: string, { request, query }: Call): GraphAnswer {
  switch (verb) {
    case 'GET ':
      return readAccount(world, wabaId, query);
    case 'GET phone_numbers':
      return listNumbers(world, wabaId, query);
    case 'GET message_templates':
      return listTemplates(world, wabaId, query, `http://${request.headers.host ?? 'localhost'}${request.url ?? ''}`);
    case 'GET subscribed_apps':
      return answer({
        data: [{ whatsapp_business_api_data: { id: '1', name: 'Emulator', link: 'https://example.com' } }],
      });
    case 'POST subscribed_apps':
    case 'DELETE subscribed_apps':
      return answer({ success: true });
  }
  throw unsupported(verb);
}

/** `POST /{PHONE_NUMBER_ID}/messages`: a message, or the news that one was read. */
function toMessages(world: World, business: BusinessPhone, bytes: Buffer, fault: Fault | null): Outcome {
  const body = jsonOf(bytes);
  if (body.status !== undefined) {
    markRead(world, business, body);
    return { answer: { status: 200, body: '{"success":true}' } };
  }
  const accepted = acceptMessage(world, business, body);
  if (fault?.as === 'status' && fault.code !== undefined) {
    accepted.message.failure = failureOf(fault.code, 'Asked for by the test.');
  }
  world.settings.onSend?.(accepted.message);
  return { answer: { status: 200, body: accepted.answer }, afterwards: () => goOn(world, business, accepted) };
}

function goOn(world: World, business: BusinessPhone, { message, links }: Accepted): void {
  const download = links.length > 0 && !message.failure && world.settings.fetchLinks;
  if (!download) {
    climb(world, business, message);
    return;
  }
  world.work.begin();
  void downloadLinks(world, message, links).then(() => {
    climb(world, business, message);
    world.work.end();
  });
}

function kindOf(url: string, body: Buffer, business: BusinessPhone | undefined): CallKind {
  if (!business) return url.includes('/media') ? 'media' : 'other';
  const message = parseJson(body.toString());
  return isJson(message) && message.status !== undefined ? 'read' : 'messages';
}

function authorise(world: World, request: IncomingMessage, inQuery: string | null): void {
  const header = request.headers.authorization;
  if (header === `Bearer ${world.settings.accessToken}` || inQuery === world.settings.accessToken) return;
  if (header === undefined && inQuery === null) throw new GraphError(104);
  throw new GraphError(190);
}

function jsonOf(bytes: Buffer): Json {
  const body = parseJson(bytes.toString());
  if (!isJson(body)) throw invalidParameter('The body must be a JSON object.');
  return body;
}

async function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<Buffer | null> {
  try {
    return await readBody(request, LARGEST_BODY);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) {
      // The caller went away in the middle of the request; there is nobody to answer.
      response.destroy();
      return null;
    }
    response.writeHead(413, { connection: 'close' }).end();
    return null;
  }
}

function unversioned(path: string): string {
  const version = VERSION.exec(path);
  if (!version) return path;
  if (Number(version[1]) > NEWEST_VERSION) throw unknownPath(path);
  return path.slice(version[0].length);
}

const unknownPath = (path: string) => new GraphError(2500, { title: `Unknown path components: ${path}` });
const unsupported = (verb: string) =>
  new GraphError(100, { title: `Unsupported request: ${verb.trim()} is not part of the emulator yet.` });

function ledgerLine(request: IncomingMessage, body: Buffer, business: BusinessPhone | undefined) {
  const isText = /json|urlencoded/.test(request.headers['content-type'] ?? '');
  const path = (request.url ?? '').split('?')[0] ?? '';
  return {
    direction: 'from_business' as const,
    summary: business ? sendSummary(body) : (path.split('/').at(-1) ?? ''),
    method: request.method ?? '',
    path: request.url ?? '',
    request: isText ? body.toString() : body.length ? `(${body.length} bytes)` : '',
  };
}

function shown({ body }: GraphAnswer): string {
  return typeof body === 'string' ? body : `(${body.length} bytes)`;
}
