import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { chatBetween } from '../chats.ts';
import { decoded, sendJson, sendText } from '../http.ts';
import { digitsOf } from '../identity.ts';
import { lookAt } from '../ladder.ts';
import type { BubbleContent } from '../phone-api.ts';
import { changeSettings, newPhone, write } from '../phones/actions.ts';
import { sendToBusiness } from '../phones/customer-message.ts';
import { Refusal } from '../phones/refusal.ts';
import { readNewPhone, readPhoneMessage, readSettings } from '../phones/requests.ts';
import { transcriptOf } from '../phones/transcript.ts';
import { bubblePage, bubbleView, phoneView } from '../phones/views.ts';
import type { BusinessPhone, Person } from '../records.ts';
import type { World } from '../world.ts';
import { jsonOf, read } from './requests.ts';

/**
 * The customers' phones for programs in any language. `:phone` is the phone's number or id; `?number=` chooses the
 * business number, the first when absent. Bodies and answers are those of the phone page, see `phone-api.ts`.
 *
 * GET   /emulator/phones                                    → { phones: Phone[] }
 * POST  /emulator/phones                    NewPhone        → 201 Phone
 * PATCH /emulator/phones/:phone             PhoneSettings   → Phone
 * GET   /emulator/phones/:phone/messages                    → { messages: Bubble[] }, the last 50
 * POST  /emulator/phones/:phone/messages    PhoneMessage    → 201 Bubble
 * POST  /emulator/phones/:phone/raw       an element of messages[] in Meta's words → 201 Bubble
 * POST  /emulator/phones/:phone/read                        → 204
 * GET   /emulator/phones/:phone/transcript?flow&business&name&after → YAML for flows/*.test.yaml
 */
export async function answerPhones(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [, , , id, verb, ...more] = url.pathname.split('/');
  if (more.length > 0) throw nothingHere();
  if (id === undefined) return answerAll(world, request, response);
  const person = personOf(world, decoded(id));
  const business = businessOf(world, url.searchParams.get('number'));
  switch (`${request.method} ${verb ?? ''}`) {
    case 'PATCH ':
      changeSettings(world, person, readSettings(await jsonOf(request)));
      return sendJson(response, 200, phoneView(person));
    case 'GET messages':
      return sendJson(response, 200, { messages: bubblePage(world, chatOf(world, person, business), null) });
    case 'POST messages': {
      const message = write(world, person, business, readPhoneMessage(await jsonOf(request)));
      return sendJson(response, 201, bubbleView(world, message));
    }
    case 'POST raw': {
      const wire = read(RawBody, await jsonOf(request));
      const message = sendToBusiness(world, person, business, { wire, content: shownAs(wire) });
      return sendJson(response, 201, bubbleView(world, message));
    }
    case 'POST read':
      lookAt(world, person, business);
      response.writeHead(204).end();
      return;
    case 'GET transcript':
      return sendTranscript(world, person, business, url.searchParams, response);
  }
  throw nothingHere();
}

const nothingHere = () => new Refusal(404, 'There is nothing here.');

async function answerAll(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') sendJson(response, 200, { phones: [...world.people.values()].map(phoneView) });
  else if (request.method === 'POST')
    sendJson(response, 201, phoneView(newPhone(world, readNewPhone(await jsonOf(request)))));
  else throw new Refusal(405, `${request.method} is not possible here.`);
}

/** What the emulator itself says about a message is left to it. */
const RawBody = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.never({ error: 'is made by the emulator' }).optional(),
  from: z.never({ error: 'is made by the emulator' }).optional(),
  timestamp: z.never({ error: 'is made by the emulator' }).optional(),
});

/** The chat shows the words of a text, and of anything else only what it is. */
function shownAs(wire: z.output<typeof RawBody>): BubbleContent {
  const text = z.object({ text: z.object({ body: z.string() }) }).safeParse(wire);
  return text.success ? { type: 'text', body: text.data.text.body } : { type: 'unsupported', body: wire.type };
}

const Words = z.string().trim().min(1).max(200);

const TranscriptQuery = z.object({
  flow: Words.optional(),
  business: Words.optional(),
  name: Words.default('a recorded conversation'),
  after: z.string().optional(),
});

function sendTranscript(
  world: World,
  person: Person,
  number: BusinessPhone,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const { flow, business, name, after } = read(TranscriptQuery, Object.fromEntries(query));
  const head = { flow: flow ?? number.recordAs.flow, business: business ?? number.recordAs.business, name };
  const fileName = `${head.flow.replace(/[^\w-]/g, '-')}-recorded.test.yaml`;
  response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
  const yaml = transcriptOf(chatOf(world, person, number), person, head, after ?? null);
  sendText(response, 200, 'application/yaml; charset=UTF-8', yaml);
}

const chatOf = (world: World, person: Person, business: BusinessPhone) =>
  chatBetween(world, person.id, business.phoneNumberId);

function personOf(world: World, id: string): Person {
  const digits = digitsOf(id);
  const person = world.people.get(id) ?? (digits === null ? undefined : world.peopleByDigits.get(digits));
  if (!person) throw new Refusal(404, 'There is no such phone.');
  return person;
}

function businessOf(world: World, id: string | null): BusinessPhone {
  const business = id === null ? [...world.businesses.values()][0] : world.businesses.get(id);
  if (!business) throw new Refusal(404, 'There is no such number.');
  return business;
}
