import { createServer, type Server } from 'node:net';
import { readMessages } from './wire.ts';

/**
 * Meta's side of `POST /{version}/{phone-number-id}/messages`: takes every message at once and answers as Meta does.
 *
 * @param arrived called with the recipient's digits as soon as the whole request is here.
 * @see WhatsApp Business Platform, Messages, "Response"
 */
export function openGraph(arrived: (recipient: string) => void): Server {
  let accepted = 0;
  return createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {}); // the server under test may be killed
    readMessages(socket, ({ body }) => {
      const recipient = recipientOf(body);
      if (recipient === null) return socket.write(READ_MARK_TAKEN);
      arrived(recipient);
      return socket.write(messageTaken(recipient, ++accepted));
    });
  });
}

/** Digits of `to`; null for what is no message ("read", "typing"). A quote inside a text is escaped, so this finds no text. */
function recipientOf(body: string): string | null {
  const [, digits] = /"to":"\+?(\d+)"/.exec(body) ?? [];
  return digits ?? null;
}

const answer = (json: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nfacebook-api-version: v25.0\r\nContent-Length: ${json.length}\r\n\r\n${json}`;

const READ_MARK_TAKEN = answer('{"success":true}');

const messageTaken = (recipient: string, count: number): string =>
  answer(
    `{"messaging_product":"whatsapp","contacts":[{"input":"+${recipient}","wa_id":"${recipient}"}],` +
      `"messages":[{"id":"${providerId(recipient, count)}"}]}`,
  );

/** As long as Meta's; the process makes it unique when several follow each other. */
const providerId = (recipient: string, count: number): string =>
  `wamid.HBgL${Buffer.from(recipient).toString('base64url')}VAgARGBI${process.pid.toString(16).padStart(6, '0')}${count.toString(16).padStart(10, '0')}AA==`;
