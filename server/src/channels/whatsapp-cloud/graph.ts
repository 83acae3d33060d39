import { createHmac } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { SendOutcome } from '../../conversations/channel.ts';
import type { Breaker } from '../../platform/breaker.ts';
import type { HttpAnswer, HttpClient, HttpFailure } from '../../platform/http-client.ts';
import type { Failed } from './errors.ts';
import { failure, outcomeOf, readError } from './errors.ts';
import type { Json } from './wire.ts';
import { isObject } from './wire.ts';

/** Calls to Meta's Graph API with what every call needs: version, token, proof, breaker, and a verdict on the answer. */
export type Graph = {
  call(call: GraphCall): Promise<{ outcome: 'answered'; body: Json } | Failed>;
  /** A call that changes nothing: without an answer it may simply be made again, so it is never in doubt. */
  read(path: string, headers?: Record<string, string>): Promise<{ outcome: 'answered'; body: Json } | NotRead>;
  /** Headers that show who we are. Only for Meta's own hosts. */
  credentials: Record<string, string>;
  /** How far Meta's clock was ahead of ours at the last read, in ms, give or take a second; null: not known. */
  clockSkewMs(): number | null;
};

export type NotRead = Exclude<Failed, { outcome: 'in_doubt' }>;

export type GraphCall = {
  method: 'GET' | 'POST' | 'DELETE';
  path: string; // below the version: "106540352242922/messages"
  body?: string | Readable;
  headers?: Record<string, string>;
  timeoutMs?: number;
};

export type GraphSettings = {
  basePath: string; // "/v25.0", after a prefix of a proxy if there is one
  accessToken: string;
  appSecret?: string | undefined; // given: every call proves that we know it
  now: () => Date;
};

export function createGraph(http: HttpClient, breaker: Breaker, settings: GraphSettings): Graph {
  const { basePath, accessToken, appSecret, now } = settings;
  let skewMs: number | null = null;
  // Some clients without a User-Agent were refused.
  const credentials = { authorization: `Bearer ${accessToken}`, 'user-agent': 'Parlour' };
  const jsonHeaders = { ...credentials, 'content-type': 'application/json' };
  const proof = appSecret && `appsecret_proof=${createHmac('sha256', appSecret).update(accessToken).digest('hex')}`;

  const call: Graph['call'] = async ({ method, path, body, headers, timeoutMs }) => {
    const wait = breaker.admit();
    if (wait > 0) return { outcome: 'not_accepted', failure: failure('paused'), scope: 'number', retryAfterMs: wait };

    const url = `${basePath}/${path}`;
    const answer = await http.request({
      method,
      path: proof ? `${url}${url.includes('?') ? '&' : '?'}${proof}` : url,
      headers: headers ? { ...credentials, ...headers } : jsonHeaders,
      ...(body === undefined ? {} : { body }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const result = withoutToken(answer.outcome === 'answered' ? judge(answer) : giveUp(answer), accessToken);
    if (method === 'GET' && answer.outcome === 'answered') skewMs = skewOf(answer.headers.date, now()) ?? skewMs;
    if (isTrouble(answer, result)) breaker.failed();
    else breaker.succeeded();
    return result;
  };

  return {
    call,
    credentials,
    clockSkewMs: () => skewMs,
    async read(path, headers) {
      const result = await call({ method: 'GET', path, ...(headers ? { headers } : {}) });
      return result.outcome === 'in_doubt' ? { ...result, ...AGAIN } : result;
    },
  };
}

/** The body of an answer, or what became of the message when there is none. */
type Verdict = { outcome: 'answered'; body: Json } | Failed;

const AGAIN = { outcome: 'not_accepted', scope: 'message', retryAfterMs: 2_000 } as const;
const TURNED_AWAY_MS = 30_000; // somebody must mend the way to WhatsApp first

function giveUp({ outcome, cause }: HttpFailure): Failed {
  // Nobody there is the trouble of all messages alike, not of this one.
  if (outcome === 'unsent') return { ...AGAIN, scope: 'number', failure: failure('unreachable', cause) };
  return { outcome: 'in_doubt', failure: failure('no-answer', cause) };
}

/**
 * Only WhatsApp's own word settles a call. Of answers by anybody on the way, those that say "I did not understand the
 * request" prove that nothing was taken; a gateway that lost its partner proves nothing.
 */
function judge({ status, headers, body: bytes }: HttpAnswer): Verdict {
  const body = parse(bytes);
  const error = readError(body);
  if (error) return outcomeOf(error, status, headers);
  if (status < 300 && isObject(body)) return { outcome: 'answered', body };
  if (status < 300 || status >= 500 || status === 408) {
    return { outcome: 'in_doubt', failure: failure('no-answer', `HTTP ${status} without an answer of WhatsApp`) };
  }
  const turnedAway = failure('turned-away', `HTTP ${status} without an answer of WhatsApp`);
  return { outcome: 'not_accepted', failure: turnedAway, scope: 'number', retryAfterMs: TURNED_AWAY_MS };
}

/** Meta repeats a token it cannot read in its answer, and answers are stored and shown. */
function withoutToken(result: Verdict, token: string): Verdict {
  if (result.outcome === 'answered' || !result.failure.details?.includes(token)) return result;
  const details = result.failure.details.replaceAll(token, '(the token)');
  return { ...result, failure: { ...result.failure, details } };
}

/** The header names whole seconds: the middle of it is the best guess. */
function skewOf(date: string | undefined, now: Date): number | undefined {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : at + 500 - now.getTime();
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const OUTAGES = new Set(['unreachable', 'turned-away', 'no-answer']);

/** What opens the breaker: nobody there, nonsense, or a server error; never a refusal, which is an answer. */
function isTrouble(answer: HttpAnswer | HttpFailure, result: Verdict | SendOutcome): boolean {
  if (answer.outcome === 'answered' && answer.status >= 500) return true;
  return 'failure' in result && OUTAGES.has(result.failure.code);
}
