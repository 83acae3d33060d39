import type { Socket } from 'node:net';

/** One HTTP/1.1 message. `head` is its first line and headers, as Latin-1. */
export type HttpMessage = { head: string; body: string };

/**
 * Calls `take` with every HTTP/1.1 message that comes over `socket`, in order.
 *
 * The smallest reader that will do: bodies have a Content-Length, and their bytes are taken as Latin-1, as nobody here
 * reads more of them than ids. A full HTTP stack would cost as much as the servers under test.
 */
export function readMessages(socket: Socket, take: (message: HttpMessage) => void): void {
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    rest = rest === '' ? chunk.toString('latin1') : rest + chunk.toString('latin1');
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = rest.slice(0, end);
      const whole = end + 4 + contentLength(head);
      if (rest.length < whole) return;
      const body = rest.slice(end + 4, whole);
      rest = rest.slice(whole);
      take({ head, body });
    }
  });
}

function contentLength(head: string): number {
  const [, digits] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  if (digits !== undefined) return Number(digits);
  if (/\r\ntransfer-encoding:/i.test(head)) throw new Error('a chunked body; this reader knows only Content-Length');
  return 0;
}

/** "HTTP/1.1 200 OK" → 200 */
export const statusOf = ({ head }: HttpMessage): number => Number(head.slice(9, 12));
