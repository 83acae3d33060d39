import { lookup as resolveName } from 'node:dns';
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Pool } from 'undici';
import { hostOf, isPublicAddress } from './public-address.ts';

/**
 * HTTP to one other company: connections kept open, every time and size bounded, redirects never followed.
 *
 * What went wrong is a value, because the difference decides whether a message may be sent again:
 * `unsent` proves that no byte of the request left (name not found, connection refused, connect timeout);
 * after `unclear` (reset, timeout, torn answer) the other side may have acted on it.
 */
export type HttpClient = {
  request(request: HttpRequest): Promise<HttpAnswer | HttpFailure>;
  /** The answer as it comes in. Reading `body` throws when the connection breaks or the time is over. */
  stream(request: HttpRequest): Promise<HttpStream | HttpFailure>;
  close(): Promise<void>;
};

export type HttpRequest = {
  method: 'GET' | 'POST' | 'DELETE';
  path: string; // with the query
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  timeoutMs?: number; // from the call until the last byte of the answer
};

export type HttpAnswer = { outcome: 'answered'; status: number; headers: IncomingHttpHeaders; body: Buffer };
export type HttpStream = {
  outcome: 'answered';
  status: number;
  headers: IncomingHttpHeaders;
  body: AsyncIterable<Buffer>;
};
/** @property cause short and stable: "ECONNREFUSED", "timeout", "too-large". */
export type HttpFailure = { outcome: 'unsent' | 'unclear'; cause: string };

export type HttpClientOptions = {
  origin: string; // "https://graph.facebook.com"
  connections?: number; // at once; more requests wait for a free one
  connectTimeoutMs?: number;
  timeoutMs?: number;
  maxAnswerBytes?: number; // of `request`; `stream` is bounded by who reads it
  publicOnly?: boolean; // refuse to connect to addresses outside the public internet
};

const NOT_PUBLIC = 'not-public';

export function createHttpClient({
  origin,
  connections = 64,
  connectTimeoutMs = 3_000,
  timeoutMs = 20_000,
  maxAnswerBytes = 4_000_000,
  publicOnly = false,
}: HttpClientOptions): HttpClient {
  if (publicOnly && isBarred(origin)) return barredClient;
  const pool = new Pool(origin, {
    connections,
    pipelining: 1, // more would put one customer's message behind another's, and into doubt with it
    headersTimeout: 0, // the time for the whole exchange is ours
    bodyTimeout: 0,
    connect: { timeout: connectTimeoutMs, ...(publicOnly ? { lookup: lookupPublic } : {}) },
  });
  return {
    request: (request) =>
      new Promise((done) => {
        const exchange = new Exchange(done, request.timeoutMs ?? timeoutMs, maxAnswerBytes);
        pool.dispatch(dispatchOptions(request), exchange);
      }),
    stream: (request) => openStream(pool, request, request.timeoutMs ?? timeoutMs),
    close: () => pool.destroy(),
  };
}

/** An address written as numbers is never looked up, so it is judged here. */
function isBarred(origin: string): boolean {
  const host = hostOf(new URL(origin));
  return isIP(host) !== 0 && !isPublicAddress(host);
}

const barred = async (): Promise<HttpFailure> => ({ outcome: 'unsent', cause: NOT_PUBLIC });
const barredClient: HttpClient = { request: barred, stream: barred, close: async () => {} };

const dispatchOptions = ({ method, path, headers = {}, body }: HttpRequest): Dispatcher.DispatchOptions => ({
  method,
  path,
  headers,
  body: body ?? null,
  idempotent: false, // never sent twice by the library
});

/** One request and its answer, collected. Uses `dispatch` because it alone tells when bytes may leave. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly done: (result: HttpAnswer | HttpFailure) => void;
  private readonly timer: NodeJS.Timeout;
  private readonly maxBytes: number;
  private controller: Dispatcher.DispatchController | null = null; // there from the moment bytes may leave
  private over = false;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private chunks: Buffer[] = [];
  private bytes = 0;

  constructor(done: (result: HttpAnswer | HttpFailure) => void, timeoutMs: number, maxBytes: number) {
    this.done = done;
    this.maxBytes = maxBytes;
    this.timer = setTimeout(() => this.giveUp('timeout'), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // We said "unsent" while it waited for a connection; it must not leave now.
    if (this.over) controller.abort(new Error('given up before it was sent'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) this.giveUp('too-large');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status, headers, chunks } = this;
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    this.end({ outcome: 'answered', status, headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(causeOf(error));
  }

  private giveUp(cause: string): void {
    this.fail(cause);
    this.controller?.abort(new Error(cause));
  }

  private fail(cause: string): void {
    this.end({ outcome: this.controller ? 'unclear' : 'unsent', cause });
  }

  private end(result: HttpAnswer | HttpFailure): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    this.done(result);
  }
}

async function openStream(pool: Pool, request: HttpRequest, timeoutMs: number): Promise<HttpStream | HttpFailure> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, headers, body } = await pool.request({ ...dispatchOptions(request), signal });
    return { outcome: 'answered', status: statusCode, headers, body };
  } catch (error) {
    return { outcome: 'unclear', cause: causeOf(error) };
  }
}

/** Several addresses tried and refused come as one error with the others inside. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError && error.errors.length > 0 ? causeOf(error.errors[0]) : error.name;
}

/** Resolves once and connects to what it checked, so that a name cannot point elsewhere in between. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const first = open[0];
    if (!first) return callback(notPublic(), '', 0);
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};

const notPublic = (): NodeJS.ErrnoException =>
  Object.assign(new Error('The address is not public.'), { code: NOT_PUBLIC });
