import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'undici';

/** How a floor keeps messages: each promise resolves when the row is committed. */
export type Store = {
  inbound(id: string, sender: string, body: string): Promise<unknown>;
  outbound(id: string, recipient: string, body: string): Promise<unknown>;
};

const {
  PORT,
  DATABASE_URL = '',
  WHATSAPP_GRAPH_URL = '',
  WHATSAPP_APP_SECRET = '',
  WHATSAPP_PHONE_NUMBER_ID,
} = process.env;
const REPLY = 'Welcome! What can we do for you today?\n1. Browse\n2. Order\n3. Track an order\n4. Talk to a person';

export const databaseUrl = DATABASE_URL;

/** Webhook in, reply out, and nothing else: what any server with these promises must at least do. */
export function serve(store: Store): void {
  const graph = new Pool(WHATSAPP_GRAPH_URL, { connections: 128 });

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const status = await receive(Buffer.concat(chunks), String(request.headers['x-hub-signature-256']));
      response.writeHead(status, { 'content-length': 0 }).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(Number(PORT), '127.0.0.1', 2_048);

  async function receive(raw: Buffer, signature: string): Promise<number> {
    const expected = Buffer.from(`sha256=${createHmac('sha256', WHATSAPP_APP_SECRET).update(raw).digest('hex')}`);
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 401;

    const message = JSON.parse(raw.toString()).entry[0].changes[0].value.messages[0];
    await store.inbound(message.id, message.from, message.text.body);
    void answer(message.from);
    return 200;
  }

  async function answer(to: string): Promise<void> {
    const { body } = await graph.request({
      method: 'POST',
      path: `/v25.0/${WHATSAPP_PHONE_NUMBER_ID}/messages`,
      headers: { authorization: `Bearer ${process.env.WHATSAPP_ACCESS_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', to, type: 'text', text: { body: REPLY } }),
    });
    const accepted = JSON.parse(await body.text());
    await store.outbound(accepted.messages[0].id, to, REPLY);
  }
}
