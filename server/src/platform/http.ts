import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifySchemaCompiler, LogController } from 'fastify';
import { isResponseSerializationError, jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Log } from './context.ts';
import { isDatabaseDown } from './database.ts';
import { inPlainWords } from './expected.ts';
import { newId } from './id.ts';
import { readJson } from './json.ts';
import { Problem } from './problem.ts';
import { isDiskFull } from './room.ts';
import { cleanJson, cleanText } from './text.ts';
import { SECOND } from './time.ts';

const REST_BODY_BYTES = 1_048_576;
const URL_CHARACTERS = 4_096;
const HEADER_BYTES = 16_384;
const REQUEST_MS = 10 * SECOND;

/**
 * An HTTP server that answers every mistake as problem+json (RFC 9457), reads JSON by our rules and names every request.
 *
 * @param onFailure hears what made a request fail on our side.
 */
export async function httpServer(log: Log, onFailure: (error: unknown) => void = () => {}): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // One line per request says little at 300 a second; failures are logged below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    requestIdHeader: false,
    bodyLimit: REST_BODY_BYTES,
    trustProxy: 'loopback', // a proxy on this machine says where a request came from; nobody else is believed
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, querystringParser: readQuery },
    http: { maxHeaderSize: HEADER_BYTES },
    // Typed by a route, and there is none yet.
    frameworkErrors: (error, request, reply) => answer(toProblem(error), request.id, reply as unknown as Answering),
    clientErrorHandler: (error: Error & { code?: string }, socket) => {
      const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
      if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    },
  });
  app.setValidatorCompiler(validate);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('business', null);
  app.decorateRequest('actor', null);
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, cleanJson(readJson(body)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  // Callbacks, not promises: these two run for every webhook.
  app.addHook('onRequest', (request, _reply, done) => {
    const refused = request.url.length > URL_CHARACTERS ? urlTooLong() : refusedQuery(request.query);
    done(refused);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    done(null, payload);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      request.log.error({ err: error, request: request.id, url: request.routeOptions.url }, 'a request failed');
      onFailure(error);
    }
    return answer(problem, request.id, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    answer(
      new Problem('not-found', 404, 'There is nothing at this address. See /api/v1/openapi.json for what there is.'),
      request.id,
      reply,
    ),
  );
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Parlour',
        version: '1',
        description: 'The desk of a business on WhatsApp. Every error is a problem document (RFC 9457).',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key of a business, or the operator key.' },
          session: { type: 'apiKey', in: 'cookie', name: 'parlour.session', description: 'A person who signed in.' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  return app;
}

/** Reads a part of a request by its schema; what is wrong is said in plain words. */
const validate: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (input) => {
    const read = schema.safeParse(input, { error: inPlainWords(WHOLES[httpPart ?? 'body'] ?? 'the request') });
    return read.success ? { value: read.data } : { error: invalidRequest(read.error) };
  };

function invalidRequest({ issues }: z.ZodError): Problem {
  const fields = issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message }));
  const detail = fields.map(({ message }) => `${message}.`).join(' ');
  return new Problem('invalid-request', 400, 'The request does not have the expected shape. See the listed fields.', {
    detail,
    fields,
  });
}

const WHOLES: Record<string, string> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the address',
  headers: 'the headers',
};

/** The part of a reply that an error needs, the same for every kind of route. */
type Answering = {
  code(status: number): unknown;
  type(type: string): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
};

function answer(problem: Problem, requestId: string, reply: Answering): unknown {
  if (problem.status === 503 || problem.status === 429)
    reply.header('retry-after', String(problem.details.retryAfterSeconds ?? 5));
  reply.code(problem.status);
  reply.type('application/problem+json');
  const body = {
    ...problem.details,
    type: `/problems/${problem.kind}`,
    title: problem.message,
    status: problem.status,
    instance: requestId,
  };
  return reply.send(JSON.stringify(body));
}

function toProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error;
  if (isDiskFull(error))
    return new Problem('disk-full', 503, 'The disk of the database is full. Free some space on it, then try again.');
  if (isDatabaseDown(error))
    return new Problem('database-away', 503, 'The database is away for a moment. Try again shortly.');
  if (!isResponseSerializationError(error) && 'statusCode' in error && error.statusCode && error.statusCode < 500) {
    return new Problem(...(KNOWN[error.code] ?? ['bad-request', error.statusCode, 'The request could not be read.']));
  }
  return new Problem('internal', 500, 'Something went wrong on our side. The request id helps to find it in the log.');
}

/** What the HTTP library refuses, in our words. */
const KNOWN: Record<string, [kind: string, status: number, title: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 413, 'The body is too large. Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['wrong-content-type', 415, 'Send application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad-json', 400, 'The body is empty.'],
  FST_ERR_BAD_URL: ['bad-url', 400, 'The address is not valid.'],
};

/** Says that a query must not be read; the hook answers, because this library cannot answer a parser that throws. */
const REFUSED = Symbol('refused query');

/** One value per name: a repeated parameter is a mistake or a trick, not a list. */
function readQuery(text: string): Record<string, string> & { [REFUSED]?: Problem } {
  const query: Record<string, string> & { [REFUSED]?: Problem } = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(query, name))
      query[REFUSED] = new Problem('repeated-parameter', 400, 'A parameter is given more than once.');
    else if (name === '__proto__' || name === 'constructor')
      query[REFUSED] = new Problem('bad-parameter', 400, 'A parameter has a name that is not allowed.');
    else query[name] = cleanText(value);
  }
  return query;
}

function refusedQuery(query: unknown): Problem | undefined {
  return typeof query === 'object' && query !== null && REFUSED in query && query[REFUSED] instanceof Problem
    ? query[REFUSED]
    : undefined;
}

const urlTooLong = () => new Problem('url-too-long', 414, `The address is longer than ${URL_CHARACTERS} characters.`);
