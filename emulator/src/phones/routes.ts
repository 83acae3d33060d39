import type { IncomingMessage, ServerResponse } from 'node:http';
import { chatBetween } from '../chats.ts';
import { backInForm, openForm, stepForm } from '../flow-form.ts';
import { BodyTooLarge, decoded, readBody, sendJson } from '../http.ts';
import { parseJson } from '../json.ts';
import { lookAt, play } from '../ladder.ts';
import type { LedgerEntry } from '../phone-api.ts';
import type { BusinessPhone, Person } from '../records.ts';
import { isFromElsewhere } from '../same-origin.ts';
import type { World } from '../world.ts';
import { changeSettings, newPhone, write } from './actions.ts';
import type { EventStreams } from './events.ts';
import { Refusal } from './refusal.ts';
import { readBubble, readFormValues, readNewPhone, readPhoneMessage, readSettings } from './requests.ts';
import { bubblePage, bubbleView, phoneView, stateView } from './views.ts';

const LARGEST_JSON = 1_000_000;
/** @see WhatsApp Business Platform, Media: documents up to 100 MB. */
const LARGEST_FILE = 100 * 1024 * 1024;

export const PHONE_API_PATH = '/phone/api';

type Call = {
  world: World;
  streams: EventStreams;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  parts: string[];
};
type Answer = { status: number; body?: unknown };

/** Answers one call of the phone page. The contract stands in `phone-api.ts`. */
export async function answerPhone(
  world: World,
  streams: EventStreams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = URL.parse(request.url ?? '/', 'http://emulator');
    if (!url) throw nothingHere();
    const parts = url.pathname
      .slice(PHONE_API_PATH.length + 1)
      .split('/')
      .map(decoded);
    // A page of somebody else's must not write messages through a visitor's browser.
    if (isFromElsewhere(request)) throw new Refusal(403, 'Open the phone page itself.');
    const answer = await route({ world, streams, request, response, url, parts });
    if (answer) sendAnswer(response, answer);
  } catch (error) {
    sendError(response, error);
  }
}

/** @returns null when the answer is a stream that was begun. */
async function route(call: Call): Promise<Answer | null> {
  const { world, request, response, url, parts } = call;
  const [subject, id = '', other = '', verb = ''] = parts;
  switch (`${request.method} ${subject} ${parts.length}`) {
    case 'GET state 1':
      return { status: 200, body: stateView(world) };
    case 'GET events 1':
      call.streams.open(request, response);
      return null;
    case 'GET ledger 1':
      return {
        status: 200,
        body: { entries: latestEntries(world, Number(url.searchParams.get('after') ?? 0) || 0) },
      };
    case 'POST phones 1':
      return { status: 201, body: phoneView(newPhone(world, readNewPhone(await jsonOf(request)))) };
    case 'POST phones 3':
      if (other === 'settings') return settings(world, personOf(world, id), await jsonOf(request));
      break;
    case 'POST uploads 1':
      return upload(world, request);
    case 'GET catalogue 1':
      return { status: 200, body: { products: world.settings.products } };
    case 'GET media 2':
      return media(world, response, id);
    case 'GET chats 3':
      return bubbles(world, personOf(world, id), businessOf(world, other), url.searchParams.get('before'));
    case 'POST forms 3':
      return {
        status: 200,
        body: await stepForm(world, personOf(world, id), other, readFormValues(await jsonOf(request))),
      };
    case 'POST forms 4':
      if (verb === 'back') return { status: 200, body: await backInForm(world, personOf(world, id), other) };
      break;
    case 'POST chats 4':
      if (verb === 'forms') return form(world, personOf(world, id), businessOf(world, other), await jsonOf(request));
      if (verb === 'messages')
        return message(world, personOf(world, id), businessOf(world, other), await jsonOf(request));
      if (verb === 'read') return read(world, personOf(world, id), businessOf(world, other));
      if (verb === 'played') return played(world, personOf(world, id), businessOf(world, other), await jsonOf(request));
  }
  throw nothingHere();
}

const nothingHere = () => new Refusal(404, 'There is nothing here.');

function latestEntries(world: World, after: number): LedgerEntry[] {
  return world.ledger?.entries.find({ after, latest: true, limit: 1_000 }).entries ?? [];
}

function settings(world: World, person: Person, body: unknown): Answer {
  changeSettings(world, person, readSettings(body));
  return { status: 200, body: phoneView(person) };
}

function bubbles(world: World, person: Person, business: BusinessPhone, before: string | null): Answer {
  const chat = chatBetween(world, person.id, business.phoneNumberId);
  return { status: 200, body: { bubbles: bubblePage(world, chat, before) } };
}

function message(world: World, person: Person, business: BusinessPhone, body: unknown): Answer {
  return { status: 201, body: bubbleView(world, write(world, person, business, readPhoneMessage(body))) };
}

function read(world: World, person: Person, business: BusinessPhone): Answer {
  lookAt(world, person, business);
  return { status: 204 };
}

async function form(world: World, person: Person, business: BusinessPhone, body: unknown): Promise<Answer> {
  return { status: 200, body: await openForm(world, person, business, readBubble(body).bubbleId) };
}

function played(world: World, person: Person, business: BusinessPhone, body: unknown): Answer {
  const message = world.messages.get(readBubble(body).bubbleId);
  if (message?.phoneId !== person.id) throw new Refusal(404, 'That message is not in this chat.');
  play(world, person, business, message);
  return { status: 204 };
}

async function upload(world: World, request: IncomingMessage): Promise<Answer> {
  const bytes = await readBody(request, LARGEST_FILE);
  if (bytes.length === 0) throw new Refusal(400, 'The file is empty.');
  const fileName = request.headers['x-file-name']?.toString();
  const media = world.media.add(world.random.digits(16), bytes, {
    mimeType: request.headers['content-type'] ?? 'application/octet-stream',
    origin: 'customer',
    storedAt: world.clock.now().getTime(),
    ...(fileName ? { fileName: decoded(fileName).slice(0, 240) } : {}),
  });
  return { status: 201, body: { mediaId: media.id } };
}

function media(world: World, response: ServerResponse, id: string): null {
  const about = world.media.find(id);
  const bytes = world.media.bytes(id);
  if (!about || !bytes) throw new Refusal(404, 'There is no such file.');
  response.writeHead(200, {
    'content-type': about.mimeType,
    'content-length': bytes.length,
    'cache-control': 'private, max-age=86400, immutable',
    // Whatever a file claims to be, it must not run as part of the page.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
  return null;
}

function personOf(world: World, id: string): Person {
  const person = world.people.get(id);
  if (!person) throw new Refusal(404, 'There is no such phone.');
  return person;
}

function businessOf(world: World, id: string): BusinessPhone {
  const business = world.businesses.get(id);
  if (!business) throw new Refusal(404, 'There is no such business number.');
  return business;
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const value = parseJson((await readBody(request, LARGEST_JSON)).toString());
  if (value === undefined) throw new Refusal(400, 'The body is not JSON.');
  return value;
}

function sendAnswer(response: ServerResponse, { status, body }: Answer): void {
  if (body === undefined) response.writeHead(status).end();
  else sendJson(response, status, body);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof BodyTooLarge) {
    response.setHeader('connection', 'close');
    sendJson(response, 413, { error: { message: 'That is too large.' } });
  } else if (error instanceof Refusal) {
    sendJson(response, error.status, { error: { message: error.message } });
  } else {
    throw error;
  }
}
