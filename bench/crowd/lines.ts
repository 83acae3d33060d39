import { connect, type Socket } from 'node:net';
import { readMessages, statusOf } from './wire.ts';

/** What became of a request: an HTTP status, or null when the connection broke before the answer. */
type Answered = (status: number | null) => void;
type Line = { socket: Socket; answered: Answered | null };

/** Connections that Meta keeps open to one server. One request at a time on each; more wait in line. */
export type Lines = { send(request: Buffer, answered: Answered): void; close(): void };

export function openLines(port: number, most: number): Lines {
  const all = new Set<Line>();
  const free: Line[] = [];
  const waiting: { request: Buffer; answered: Answered }[] = [];

  function open(): Line {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const line: Line = { socket, answered: null };
    all.add(line);
    readMessages(socket, (message) => {
      finish(line, statusOf(message));
      const next = waiting.shift();
      if (next) write(line, next.request, next.answered);
      else free.push(line);
    });
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => {
      all.delete(line);
      const at = free.indexOf(line);
      if (at !== -1) free.splice(at, 1);
      finish(line, null);
    });
    return line;
  }

  function finish(line: Line, status: number | null): void {
    const { answered } = line;
    line.answered = null;
    answered?.(status);
  }

  function write(line: Line, request: Buffer, answered: Answered): void {
    line.answered = answered;
    line.socket.write(request);
  }

  return {
    send(request, answered) {
      const line = free.pop() ?? (all.size < most ? open() : null);
      if (line) write(line, request, answered);
      else waiting.push({ request, answered });
    },
    close() {
      for (const { socket } of all) socket.destroy();
    },
  };
}
