import type { IncomingHttpHeaders } from 'node:http';
import type { Explanation, SendOutcome } from '../../conversations/channel.ts';
import type { Failure } from '../../conversations/schema.ts';
import { cleanLine } from '../../platform/text.ts';
import type { Action } from './error-codes.ts';
import { ruleOf } from './error-codes.ts';
import type { Json } from './wire.ts';
import { flagAt, idAt, isObject, listAt, objectAt, textAt } from './wire.ts';

/** A call that WhatsApp did not carry out, or that nobody knows about. */
export type Failed = Exclude<SendOutcome, { outcome: 'accepted' }>;

/** @param code of a `Failure`; an unknown one is explained as far as one can. */
export function explainFailure(code: string): Explanation {
  const rule = ruleOf(code);
  if (!rule) return { title: UNKNOWN, advice: 'See the details.', fixedBy: 'operator', retried: false };
  return { title: rule.title, advice: rule.advice, fixedBy: rule.fixedBy, retried: rule.action !== 'refuse' };
}

/**
 * The error of an answer, `{"error": {…}}`.
 *
 * @returns undefined when the body carries none: it then did not come from WhatsApp.
 */
export function readError(body: unknown): Json | undefined {
  const error = isObject(body) ? objectAt(body, 'error') : undefined;
  return error && codeOf(error) !== undefined ? error : undefined;
}

/** What happens to a message that was answered with `error`. */
export function outcomeOf(error: Json, status: number, headers: IncomingHttpHeaders): Failed {
  const failure = failureOf(error);
  const action = actionOf(error, status);
  switch (action) {
    case 'reauthorise':
      return { outcome: 'held', failure, status: 'reauth_required' };
    case 'restricted':
      return { outcome: 'held', failure, status: 'restricted' };
    case 'refuse':
      return { outcome: 'refused', failure };
    default: {
      const retryAfterMs = Math.max(waitOf(failure.code, action), askedWait(headers));
      return { outcome: 'not_accepted', failure, scope: SCOPES[action], retryAfterMs };
    }
  }
}

/** Why it failed: the code, our words for it, and Meta's own with the trace that its support asks for. */
export function failureOf(error: Json): Failure {
  const code = codeOf(error) ?? 'unknown';
  const title = ruleOf(code)?.title ?? textAt(error, 'error_user_title') ?? textAt(error, 'title') ?? UNKNOWN;
  return withDetails({ code, title: cleanLine(title, 256) }, detailsOf(error));
}

/** A failure that is ours to name. */
export function failure(code: string, details?: string): Failure {
  return withDetails({ code, title: ruleOf(code)?.title ?? UNKNOWN }, details);
}

/** The first of the errors that came with a status or a webhook. */
export function firstFailure(holder: Json): Failure | undefined {
  const error = listAt(holder, 'errors').find(isObject);
  return error && failureOf(error);
}

const UNKNOWN = 'WhatsApp reported a problem we do not know';

const SCOPES = { retry: 'message', slow_pair: 'pair', slow_number: 'number' } as const;

/** What concerns templates, numbers and unknown objects comes as 100, with the real code as subcode. */
function codeOf(error: Json): string | undefined {
  const code = idAt(error, 'code');
  const subcode = idAt(error, 'error_subcode');
  const isReal = code === '100' && subcode !== undefined && (subcode === '33' || /^\d{7}$/.test(subcode));
  return isReal && ruleOf(subcode) ? subcode : code;
}

function detailsOf(error: Json): string | undefined {
  const data = objectAt(error, 'error_data');
  const details = (data && textAt(data, 'details')) ?? textAt(error, 'error_data'); // some are plain text
  const words = details ?? textAt(error, 'error_user_msg') ?? textAt(error, 'message') ?? textAt(error, 'title');
  const trace = idAt(error, 'fbtrace_id');
  return trace ? `${words ?? ''} (trace ${trace})`.trim() : words;
}

const withDetails = (failure: Failure, details: string | undefined): Failure =>
  details ? { ...failure, details: cleanLine(details, 1_000) } : failure;

function actionOf(error: Json, status: number): Action {
  const rule = ruleOf(codeOf(error) ?? '');
  if (rule) return rule.action;
  return flagAt(error, 'is_transient') || status >= 500 ? 'retry' : status === 429 ? 'slow_number' : 'refuse';
}

/**
 * The first wait in ms; whoever retries lets it grow and adds jitter.
 *
 * @see WhatsApp Business Platform, "Throughput" (one message to a person every 6 seconds; an upgrade takes up to a
 * minute) and Graph API, "Rate limits" (counted by the hour)
 */
function waitOf(code: string, action: 'retry' | 'slow_pair' | 'slow_number'): number {
  return FIRST_WAITS[code] ?? { retry: 2_000, slow_pair: 6_000, slow_number: 1_000 }[action];
}

const MINUTE = 60_000;
const FIRST_WAITS: Partial<Record<string, number>> = {
  4: MINUTE,
  17: MINUTE,
  613: MINUTE,
  80007: MINUTE,
  131057: MINUTE,
  134101: MINUTE,
};

/**
 * How long WhatsApp itself asks to wait, in ms: `Retry-After` in seconds, or minutes inside the usage header.
 *
 * @see Graph API, "Rate limits", headers
 */
function askedWait(headers: IncomingHttpHeaders): number {
  const seconds = Number(headers['retry-after']);
  const minutes = [...String(headers['x-business-use-case-usage'] ?? '').matchAll(REGAIN)].map(([, time]) =>
    Number(time),
  );
  const asked = Math.max(Number.isFinite(seconds) ? seconds * 1_000 : 0, ...minutes.map((time) => time * MINUTE));
  return Math.min(Math.max(asked, 0), 60 * MINUTE);
}

const REGAIN = /"estimated_time_to_regain_access":\s*(\d+)/g;
