import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { saveMessage } from './chats.ts';
import { answerControl, isControl } from './control/routes.ts';
import { type PhoneDriver, phoneDriver } from './driver.ts';
import { createFaults, type Fault } from './graph/faults.ts';
import { createGraph } from './graph/router.ts';
import { sendJson } from './http.ts';
import type { Knobs } from './knobs/knobs.ts';
import { type LedgerReader, ledgerReader } from './ledger/ledger.ts';
import { type MetaDriver, metaDriver } from './meta-driver.ts';
import { type EmulatorOptions, settingsFrom } from './options.ts';
import { addPerson, e164 } from './people.ts';
import { createEventStreams } from './phones/events.ts';
import { PAGE_PATH, servePage } from './phones/page.ts';
import { answerPhone, PHONE_API_PATH } from './phones/routes.ts';
import type { Message, PendingWebhook } from './records.ts';
import { goOnAfterRestart, restoreLine } from './restore.ts';
import { sign, toWire } from './webhooks/bytes.ts';
import type { Release } from './webhooks/deliveries.ts';
import { verifyCallback } from './webhooks/verification.ts';
import { createWorld, forwardClock, type World } from './world.ts';

/** A WhatsApp of one's own: Meta's Cloud API on one side, customers' phones on the other. */
export type Emulator = {
  /**
   * Answers the Graph API, the phone page and its API.
   *
   * @returns false when the path is none of these and the request was left alone.
   */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** @returns the origin it is reached at, such as "http://127.0.0.1:4000". */
  listen(at?: { port?: number; host?: string }): Promise<string>;
  close(): Promise<void>;

  /** The phone with that number, in the hands of a test; there is one from the first call on. */
  phone(number: string, about?: { name?: string; username?: string; hidesNumber?: boolean }): PhoneDriver;
  /** Resolves when every webhook that is due was answered, and no download is under way. */
  settled(): Promise<void>;
  /** Every accepted message of the business, oldest first. */
  sent(): Message[];
  /** What went over the wire, and what became of every message, to compare with the business's own books. */
  ledger: LedgerReader;
  /** Trouble by chance, for as long as it is set; the panel and `/emulator/knobs` turn the same ones. */
  knobs: Knobs;
  /** What Meta decides: reviews, quality, categories, limits; and the business's own hand in the WhatsApp Business app. */
  meta: MetaDriver;
  /** Puts the emulator's clock forward: service windows close, media expire, retries and late statuses are due. */
  forward(ms: number): void;

  /**
   * Points webhooks at `url` after the GET verification.
   *
   * @throws when the URL does not echo the challenge; the old URL stays.
   */
  setWebhook(url: string): Promise<void>;
  /** Posts any payload, signed unless a signature is given. @returns the answer's status, null when there was none. */
  postWebhook(payload: string | Buffer | object, signature?: string): Promise<number | null>;
  /** Delivers the last `count` webhooks once more each. */
  deliverAgain(count: number): void;
  /** Keeps webhooks back until `releaseWebhooks`, which can reorder, batch and repeat them. */
  holdWebhooks(): void;
  releaseWebhooks(how?: Release): void;
  /** Webhooks that were not answered with 200 yet. */
  pendingWebhooks(): number;
  /** The next Graph call (a send, unless `on` says otherwise) goes wrong. */
  failNext(fault: Fault): void;
  clearFaults(): void;
};

const PAGE_FOLDER = fileURLToPath(new URL('../dist', import.meta.url));

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = settingsFrom(options, PAGE_FOLDER);
  const world = createWorld(settings, { restored: restoreLine, webhookDelivered });
  const faults = createFaults(world.chance);
  const graph = createGraph(world, faults);
  const streams = createEventStreams(world);
  const servers = new Set<Server>();
  seedPhones(world);
  goOnAfterRestart(world);

  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '/';
    if (isUnder(url, PHONE_API_PATH)) {
      answerPhone(world, streams, request, response).catch((problem) => sayBroken(response, problem));
      return true;
    }
    if (isControl(url)) {
      answerControl(world, request, response).catch((problem) => sayBroken(response, problem));
      return true;
    }
    if (isUnder(url, PAGE_PATH) && settings.page !== false) {
      servePage(settings.page, request, response);
      return true;
    }
    if (!isUnder(url, settings.basePath)) return false;
    graph.answer(request, response).catch((problem) => sayBroken(response, problem));
    return true;
  };

  return {
    handle,
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      const server = createServer((request, response) => {
        if (!handle(request, response)) response.writeHead(404).end();
      });
      servers.add(server);
      const origin = await listening(server, port, host);
      world.origin ??= origin;
      return origin;
    },
    async close() {
      streams.close();
      world.timers.cancelAll();
      world.deliveries.close();
      await world.poster.close();
      await Promise.all([...servers].map(closed));
      world.journal.close();
    },
    phone: (number, about = {}) => phoneDriver(world, number, about),
    settled: () => world.work.idle(),
    sent: () => [...world.messages.values()].filter(({ from }) => from === 'business'),
    ledger: ledgerReader(world.ledger, (id) => world.people.get(id)),
    knobs: world.knobs,
    meta: metaDriver(world),
    forward: (ms) => forwardClock(world, ms),
    async setWebhook(url) {
      await verifyCallback(url, settings.verifyToken);
      world.poster.pointAt(url);
    },
    async postWebhook(payload, signature) {
      const body = Buffer.from(typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : toWire(payload));
      const { status } = await world.poster.post(body, signature ?? sign(body, settings.appSecret), {
        summary: 'a payload by hand',
      });
      return status;
    },
    deliverAgain: (count) => world.deliveries.again(count),
    holdWebhooks: () => world.deliveries.hold(),
    releaseWebhooks: (how) => world.deliveries.release(how),
    pendingWebhooks: () => world.deliveries.pending(),
    failNext: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
  };
}

/** The customer's second tick: the business's server has taken the message. */
function webhookDelivered(world: World, { messageId }: PendingWebhook): void {
  const message = messageId === undefined ? undefined : world.messages.get(messageId);
  if (message?.stage !== 'sent') return;
  message.stage = 'delivered';
  saveMessage(world, message);
}

function seedPhones(world: World): void {
  for (const { name, number } of world.settings.phones) {
    const valid = e164(number);
    if (valid === null) throw new Error(`${number} is no phone number with country code.`);
    if (!world.peopleByDigits.has(valid.slice(1))) addPerson(world, { name, number: valid });
  }
}

/** A mistake of the emulator itself: one call fails, whoever it is part of lives on. */
function sayBroken(response: ServerResponse, problem: unknown): void {
  console.error('The emulator failed at a request.', problem);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: { message: 'An unknown error occurred', type: 'OAuthException', code: 1 } });
}

function isUnder(url: string, path: string): boolean {
  if (!url.startsWith(path)) return false;
  const next = url[path.length];
  return next === undefined || next === '/' || next === '?' || path === '';
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
