import { once } from 'node:events';
import { Agent, request as call, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Latencies } from '../../bench/crowd/latencies.ts';

/** The load balancer in front of the nodes: in turn, leaving out for a moment who does not answer. */
export type Front = {
  url: string;
  /** Who may get webhooks. */
  turnTo(ports: number[]): void;
  /** How webhooks were answered since the last time one asked. `slowestMs`: of those answered with 200. */
  answers(): { ok: number; refused: number; unanswered: number; p99Ms: number; slowestMs: number };
  close(): Promise<void>;
};

const LEFT_OUT_MS = 1_000;
const PATIENCE_MS = 6_000; // longer than a node may take (reliability: never above 5 s)

export async function openFront(): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const leftOutUntil = new Map<number, number>();
  let ports: number[] = [];
  let turn = 0;
  let counts = { ok: 0, refused: 0, unanswered: 0 };
  let times = new Latencies();
  let slowestMs = 0;

  function next(): number | null {
    const now = performance.now();
    const able = ports.filter((port) => (leftOutUntil.get(port) ?? 0) <= now);
    const among = able.length > 0 ? able : ports;
    return among[turn++ % Math.max(1, among.length)] ?? null;
  }

  function answered(status: number, began: number): void {
    if (status !== 200) {
      counts.refused++;
      return;
    }
    counts.ok++;
    times.add(performance.now() - began);
    slowestMs = Math.max(slowestMs, performance.now() - began);
  }

  function noAnswer(port: number, response: ServerResponse): void {
    counts.unanswered++;
    leftOutUntil.set(port, performance.now() + LEFT_OUT_MS);
    if (!response.headersSent) response.writeHead(502);
    response.end();
  }

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const port = next();
    if (port === null) {
      incoming.resume();
      response.writeHead(503).end();
      return;
    }
    const began = performance.now();
    const { url, method, headers } = incoming;
    const onward = call(
      { port, host: '127.0.0.1', agent, path: url, method, headers, timeout: PATIENCE_MS },
      (answer) => {
        answered(answer.statusCode ?? 502, began);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    onward.on('timeout', () => onward.destroy(new Error('too slow')));
    onward.on('error', () => noAnswer(port, response));
    incoming.pipe(onward);
  }

  const server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the front has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/whatsapp`,
    turnTo(now) {
      ports = now;
    },
    answers() {
      const said = { ...counts, p99Ms: times.percentiles()?.p99 ?? 0, slowestMs };
      counts = { ok: 0, refused: 0, unanswered: 0 };
      times = new Latencies();
      slowestMs = 0;
      return said;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
