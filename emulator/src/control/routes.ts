import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, sendJson } from '../http.ts';
import { KnobProblem, readKnobChange } from '../knobs/settings.ts';
import { Refusal } from '../phones/refusal.ts';
import { isFromElsewhere } from '../same-origin.ts';
import { forwardClock, type World } from '../world.ts';
import { messagesPage, sendJsonLines, wirePage } from './ledger-routes.ts';
import { metaView, obey } from './meta-routes.ts';
import { answerPhones } from './phone-routes.ts';
import { jsonOf, readForward, readToken } from './requests.ts';

/**
 * The emulator's own remote control: knobs, ledger and clock over HTTP, for programs in any language. It tells no
 * secret and is meant for the machine it runs on.
 *
 * GET    /emulator/knobs                → KnobSettings
 * PATCH  /emulator/knobs    KnobChange  → KnobSettings; what is not named stays
 * PUT    /emulator/knobs    KnobChange  → KnobSettings; what is not named is off
 * DELETE /emulator/knobs                → KnobSettings; everything works again
 * PUT    /emulator/token    {token}     → KnobSettings; from now on the only access token
 * GET    /emulator/clock                → { now, aheadMs }
 * POST   /emulator/clock    {forward: "24h"} → { now, aheadMs }
 * GET    /emulator/meta                 → templates, numbers, accounts
 * POST   /emulator/meta     {do: "rejects", …} → the same, afterwards; what Meta decides, in meta-routes.ts
 * …      /emulator/phones…              → phones and what is done on them, in phone-routes.ts
 * GET    /emulator/ledger?direction&status&message&text&after&limit&latest → { entries, next, dropped }
 * GET    /emulator/ledger/messages?direction&number&phone&id&opaque&after&limit → { messages, next, dropped }
 * GET    /emulator/ledger.jsonl         → the whole ledger, a JSON object a line
 *
 * Errors are { error: { message } } with a 4xx status.
 */
const CONTROL = /^\/emulator\/(knobs|token|clock|meta|ledger|ledger\/messages|ledger\.jsonl|phones(\/[^?]*)?)(?=\?|$)/;

export const isControl = (url: string): boolean => CONTROL.test(url);

type Call = { world: World; request: IncomingMessage; query: URLSearchParams };
type Answer = { status: number; body: unknown };

export async function answerControl(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // A page of somebody else's must not turn knobs through a visitor's browser.
    if (isFromElsewhere(request)) throw new Refusal(403, 'Open the phone page itself.');
    const url = new URL(request.url ?? '/', 'http://emulator');
    const subject = url.pathname.slice('/emulator/'.length);
    if (`${request.method} ${subject}` === 'GET ledger.jsonl') {
      await sendJsonLines(world, response);
      return;
    }
    if (subject === 'phones' || subject.startsWith('phones/')) {
      await answerPhones(world, request, response, url);
      return;
    }
    const { status, body } = await route(subject, { world, request, query: url.searchParams });
    sendJson(response, status, body);
  } catch (error) {
    sendProblem(response, error);
  }
}

async function route(subject: string, { world, request, query }: Call): Promise<Answer> {
  const { knobs } = world;
  switch (`${request.method} ${subject}`) {
    case 'GET knobs':
      return ok(knobs.read());
    case 'PATCH knobs':
      return ok(knobs.set(readKnobChange(await jsonOf(request))));
    case 'PUT knobs':
      return ok(knobs.replace(readKnobChange(await jsonOf(request))));
    case 'DELETE knobs':
      return ok(knobs.reset());
    case 'PUT token':
      return ok(knobs.replaceToken(readToken(await jsonOf(request))));
    case 'GET clock':
      return ok(clockView(world));
    case 'POST clock':
      forwardClock(world, readForward(await jsonOf(request)));
      return ok(clockView(world));
    case 'GET meta':
      return ok(metaView(world));
    case 'POST meta':
      obey(world, await jsonOf(request));
      return ok(metaView(world));
    case 'GET ledger':
      return ok(wirePage(world, query));
    case 'GET ledger/messages':
      return ok(messagesPage(world, query));
  }
  throw new Refusal(405, `${request.method} is not possible here.`);
}

const ok = (body: unknown): Answer => ({ status: 200, body });

const clockView = ({ clock }: World) => ({ now: clock.now().toISOString(), aheadMs: clock.aheadMs() });

function sendProblem(response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal || error instanceof KnobProblem) {
    sendJson(response, error instanceof Refusal ? error.status : 400, { error: { message: error.message } });
  } else if (error instanceof BodyTooLarge) {
    response.setHeader('connection', 'close');
    sendJson(response, 413, { error: { message: 'That is too large.' } });
  } else {
    throw error;
  }
}
