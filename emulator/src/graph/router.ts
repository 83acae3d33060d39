import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http.ts';
import { isJson, parseJson } from '../json.ts';
import { climb } from '../ladder.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { accessOf, MESSAGING, requirePermission } from './access.ts';
import { jsonOf } from './call.ts';
import { dispatch, unknownPath } from './dispatch.ts';
import { errorBody, failureOf, GraphError, unknownObject } from './errors.ts';
import {
  ASKED_FOR,
  befall,
  type CallKind,
  type Fault,
  type Faults,
  type GraphAnswer,
  troubleOf,
  writeAnswer,
} from './faults.ts';
import { downloadLinks } from './links.ts';
import { markRead } from './mark-read.ts';
import { type Accepted, acceptMessage } from './send.ts';
import { requireMarketingShape } from './send-rules.ts';
import { sendSummary } from './summary.ts';

/** @see WhatsApp Business Platform, Media: documents up to 100 MB; the form around them adds a little. */
const LARGEST_BODY = 101 * 1024 * 1024;
const SEND_PATH = /^(?:\/v(?:1?\d|2[0-6])\.0)?\/(\d+)\/(messages|marketing_messages)$/;
/** The same in a whole URL, however it is spelled. */
const SEND_URL = /\/\d+\/(marketing_)?messages(\?|$)/;
const SEND_VERSIONS = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'];

/** Answers the Graph API. */
export type Graph = { answer(request: IncomingMessage, response: ServerResponse): Promise<void> };

/** `afterwards`: what is still to be done when the answer is out. */
type Outcome = { answer: GraphAnswer; messageId?: string; afterwards?: () => void };

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
      const entry = world.ledger?.entries.begin(ledgerLine(request, body, business));
      if (entry && fault) entry.trouble = troubleOf(fault);
      const outcome = await outcomeOf(world, request, body, business, fault);
      if (outcome === 'dropped') {
        if (entry) world.ledger?.entries.end(entry, null, '(connection cut before the call was processed)');
        return;
      }
      const got = writeAnswer(response, outcome.answer, fault);
      if (entry) {
        if (outcome.messageId !== undefined) {
          entry.messageIds = [outcome.messageId];
          world.ledger?.book.answered(outcome.messageId, got);
        }
        world.ledger?.entries.end(entry, got === 'none' ? null : outcome.answer.status, shown(outcome.answer));
      }
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
      admit(world, request, business, null);
      return toMessages(world, business, body, fault);
    }
    const url = URL.parse(request.url ?? '/', 'http://graph');
    if (!url) throw unknownPath(request.url ?? '');
    const path = url.pathname.slice(world.settings.basePath.length);
    const sender = senderIn(world, request, path);
    if (sender) {
      admit(world, request, sender.business, url.searchParams.get('access_token'));
      return toMessages(world, sender.business, body, fault, sender.isMarketing);
    }
    const method = request.method ?? 'GET';
    const { afterwards, ...answer } = await dispatch({
      world,
      request,
      method,
      path,
      rest: [],
      query: url.searchParams,
      body,
    });
    return { answer, ...(afterwards ? { afterwards } : {}) };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const trace = `A${Buffer.from(world.random.hex(32), 'hex').toString('base64url')}`;
    return { answer: { status: error.status, body: JSON.stringify(errorBody(error, trace)) } };
  }
}

/** `POST /{PHONE_NUMBER_ID}/messages`: a message, or the news that one was read. */
function toMessages(
  world: World,
  business: BusinessPhone,
  bytes: Buffer,
  fault: Fault | null,
  isMarketing = false,
): Outcome {
  const body = jsonOf(bytes);
  if (isMarketing) requireMarketingShape(body);
  if (body.status !== undefined) {
    markRead(world, business, body);
    return { answer: { status: 200, body: '{"success":true}' } };
  }
  const accepted = acceptMessage(world, business, body, isMarketing);
  if (fault?.as === 'status' && fault.code !== undefined) {
    accepted.message.failure = failureOf(fault.code, ASKED_FOR);
  }
  world.settings.onSend?.(accepted.message);
  return {
    answer: { status: 200, body: accepted.answer },
    messageId: accepted.message.id,
    afterwards: () => goOn(world, business, accepted),
  };
}

/** A send by any spelling of its URL. The Marketing Messages API takes the same body on an edge of its own. */
function senderIn(
  world: World,
  { method }: IncomingMessage,
  path: string,
): { business: BusinessPhone; isMarketing: boolean } | null {
  const found = method === 'POST' ? SEND_PATH.exec(path) : null;
  const business = found && world.businesses.get(found[1] ?? '');
  return business ? { business, isMarketing: found[2] === 'marketing_messages' } : null;
}

/** @throws GraphError unless the token may send with this number. */
function admit(world: World, request: IncomingMessage, business: BusinessPhone, inQuery: string | null): void {
  const access = accessOf(world, request, inQuery);
  if (access.accounts && !access.accounts.includes(business.wabaId))
    throw unknownObject(business.phoneNumberId, 'post');
  requirePermission(access, MESSAGING);
}

function goOn(world: World, business: BusinessPhone, { message, links }: Accepted): void {
  if (message.held) return;
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
  if (!business && !SEND_URL.test(url)) return /\/media(\?|$)/.test(url) ? 'media' : 'other';
  const message = parseJson(body.toString());
  return isJson(message) && message.status !== undefined ? 'read' : 'messages';
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
