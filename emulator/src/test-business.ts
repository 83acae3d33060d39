import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { TestContext } from 'node:test';
import { createEmulator, DEFAULTS, type Emulator, type EmulatorOptions, type FakeClock, fakeClock } from './index.ts';

/** One POST that reached the business. */
export type Received = { headers: IncomingHttpHeaders; raw: Buffer; body: WebhookBody };
type WebhookBody = {
  object: string;
  entry: { id: string; time?: number; changes: { field: string; value: Value }[] }[];
};
/** Whatever came over the wire; tests look into it freely. */
type Wire = ReturnType<typeof JSON.parse>;
type Value = Record<string, Wire[]> & { metadata: Record<string, string> };

/** A business that only listens, and an emulator with a clock that stands still. */
export type Shop = {
  emulator: Emulator;
  clock: FakeClock;
  origin: string;
  webhookUrl: string;
  received: Received[];
  /** Status for the nth webhook (from 0); 200 when not set. */
  answers: { with: (nth: number) => number };
  graph(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<GraphReply>;
  /** Sends a message and hands back Meta's answer. */
  sends(message: Record<string, unknown>): Promise<GraphReply>;
  /** All `messages[]` elements that arrived, all `statuses[]` elements, or all values of another field. */
  messages(): Wire[];
  statuses(): Wire[];
  values(field: string): Value[];
  passes(ms: number): Promise<void>;
};
export type GraphReply = { status: number; body: Wire; text: string };

export const ANA = '+16505551234';
export const NUMBER = DEFAULTS.phoneNumberId;

export async function openShop(t: TestContext, options: EmulatorOptions = {}): Promise<Shop> {
  const received: Received[] = [];
  const answers: Shop['answers'] = { with: () => 200 };
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const query = new URL(request.url ?? '/', 'http://shop').searchParams;
      const known = query.get('hub.verify_token') === DEFAULTS.verifyToken;
      response.writeHead(known ? 200 : 403).end(known ? query.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const status = answers.with(received.length);
      received.push({ headers: request.headers, raw, body: JSON.parse(raw.toString()) });
      response.writeHead(status).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const clock = fakeClock();
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/whatsapp`;
  const emulator = createEmulator({ clock, seed: 'test', webhookUrl, ...options });
  const origin = await emulator.listen();
  t.after(async () => {
    await emulator.close();
    server.closeAllConnections();
    server.close();
  });

  const graph: Shop['graph'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}/v25.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${DEFAULTS.accessToken}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
  };
  const changes = () => received.flatMap(({ body }) => body.entry.flatMap((entry) => entry.changes));
  const values = (field: string) => changes().flatMap((change) => (change.field === field ? [change.value] : []));
  return {
    emulator,
    clock,
    origin,
    webhookUrl,
    received,
    answers,
    graph,
    values,
    sends: (message) => graph('POST', `${NUMBER}/messages`, { messaging_product: 'whatsapp', to: ANA, ...message }),
    messages: () => values('messages').flatMap((value) => value.messages ?? []),
    statuses: () => values('messages').flatMap((value) => value.statuses ?? []),
    passes: (ms) => clock.advance(ms, () => emulator.settled()),
  };
}

/** A shop Ana has just written to, so that it may answer. */
export async function shopWithAna(t: TestContext, options: EmulatorOptions = {}) {
  const shop = await openShop(t, options);
  const ana = shop.emulator.phone(ANA, { name: 'Ana' });
  ana.says('hi');
  await shop.emulator.settled();
  return { ...shop, ana };
}

export const hello = { type: 'text', text: { body: 'Hello' } };

export const buttons = (...titles: string[]) => ({
  type: 'interactive',
  interactive: {
    type: 'button',
    body: { text: 'Choose' },
    action: { buttons: titles.map((title) => ({ type: 'reply', reply: { id: title.toLowerCase(), title } })) },
  },
});

export const list = (...rows: { id: string; title: string; description?: string }[]) => ({
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Choose' }, action: { button: 'Open', sections: [{ rows }] } },
});
