import { inboundTextWebhook, sign } from '../../emulator/src/index.ts';

/** The number that customers write to, and what proves that Meta brings their messages. */
export const SHOP = {
  wabaId: '102290129340398',
  phoneNumberId: '106540352242922',
  displayNumber: '15550783881',
  appSecret: 'bench-app-secret',
  verifyToken: 'bench-verify-token',
  accessToken: 'bench-access-token',
};

/** Customers have numbers that lie this far apart, so that with 100,000 known contacts they are spread among them. */
const SPREAD = 100;

/** Digits of a customer's number; `million.ts` knows contacts by the same rule. */
export const numberOf = (customer: number): string => `1206${String(customer * SPREAD).padStart(7, '0')}`;
export const nameOf = (digits: string): string => `Customer ${digits.slice(-5)}`;
export const userIdOf = (digits: string): string => `US.1349${digits.padStart(16, '0')}`;

/** Webhooks ready for the wire, every one with an id of its own. */
export type Requests = {
  /** Builds and signs requests in advance, so that it costs nothing while the clock runs. */
  prepare(customers: number, each: number): void;
  next(customer: number): Buffer;
};

/**
 * @param run distinguishes ids of several runs on one database.
 * @param text what every customer says.
 */
export function webhookRequests(port: number, run: string, text: string): Requests {
  const ready = new Map<number, Buffer[]>();
  let count = 0;

  function build(customer: number): Buffer {
    const from = numberOf(customer);
    const body = inboundTextWebhook({
      ...SHOP,
      from,
      userId: userIdOf(from),
      name: nameOf(from),
      wamid: `wamid.HBgL${Buffer.from(from).toString('base64url')}FQIAEhgU${run}${(++count).toString(16).toUpperCase().padStart(10, '0')}AA==`,
      body: text,
      at: new Date(),
    });
    const head =
      `POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\n` +
      `Content-Type: application/json\r\nX-Hub-Signature-256: ${sign(body, SHOP.appSecret)}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head, 'latin1'), body]);
  }

  return {
    prepare(customers, each) {
      for (let customer = 0; customer < customers; customer++) {
        const shelf = ready.get(customer) ?? [];
        while (shelf.length < each) shelf.push(build(customer));
        ready.set(customer, shelf);
      }
    },
    next: (customer) => ready.get(customer)?.pop() ?? build(customer),
  };
}
