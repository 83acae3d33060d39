import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: one of those could take it before we do. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;
/** Of one process: processes that start one after the other look in places of their own. */
const PORTS_EACH = 16;

let next = (process.pid * PORTS_EACH) % PORTS;

/** A port of this machine that nobody listens on right now, and that no other process of ours is given meanwhile. */
export function freePort(): Promise<number> {
  const port = FIRST_PORT + next;
  next = (next + 1) % PORTS;
  return new Promise((found) => {
    const server = createServer();
    server.once('error', () => found(freePort()));
    server.listen(port, '127.0.0.1', () => server.close(() => found(port)));
  });
}
