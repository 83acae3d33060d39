import type { Json } from '../json.ts';
import type { Failure } from '../records.ts';

/** What Meta calls each code, and the HTTP status it comes with. @see WhatsApp Business Platform, Error codes */
const CODES: Record<number, { status: number; title: string; transient?: true }> = {
  0: { status: 401, title: 'AuthException' },
  1: { status: 500, title: 'An unknown error occurred', transient: true },
  2: { status: 503, title: 'Service temporarily unavailable', transient: true },
  3: { status: 500, title: 'Application does not have the capability to make this API call.' },
  4: { status: 429, title: 'Application request limit reached', transient: true },
  10: { status: 403, title: 'Application does not have permission for this action' },
  33: { status: 400, title: 'Parameter value is not valid' },
  100: { status: 400, title: 'Invalid parameter' },
  104: { status: 401, title: 'An access token is required to request this resource.' },
  190: { status: 401, title: 'Invalid OAuth access token - Cannot parse access token' },
  200: { status: 403, title: 'Permissions error' },
  368: { status: 403, title: 'Temporarily blocked for policies violations' },
  613: { status: 422, title: 'Calls to this API have exceeded the rate limit.', transient: true },
  2500: { status: 400, title: 'Unknown path components' },
  80007: { status: 429, title: 'Rate limit issues', transient: true },
  130403: { status: 400, title: 'User is blocked by the business' },
  130429: { status: 400, title: 'Rate limit hit', transient: true },
  130472: { status: 400, title: "User's number is part of an experiment" },
  130497: { status: 403, title: 'Business account is restricted from messaging users in this country.' },
  131000: { status: 500, title: 'Something went wrong', transient: true },
  131005: { status: 403, title: 'Access denied' },
  131008: { status: 400, title: 'Required parameter is missing' },
  131009: { status: 400, title: 'Parameter value is not valid' },
  131016: { status: 500, title: 'Service unavailable', transient: true },
  131021: { status: 400, title: 'Recipient cannot be sender' },
  131026: { status: 400, title: 'Message undeliverable' },
  131030: { status: 400, title: 'Recipient phone number not in allowed list' },
  131031: { status: 403, title: 'Account has been locked' },
  131041: { status: 400, title: 'Group is unknown' },
  131042: { status: 400, title: 'Business eligibility payment issue' },
  131045: { status: 500, title: 'Incorrect certificate' },
  131047: { status: 400, title: 'Re-engagement message' },
  131048: { status: 400, title: 'Spam rate limit hit' },
  131049: { status: 400, title: 'Message not sent to keep the ecosystem healthy' },
  131050: { status: 400, title: 'User has stopped marketing messages' },
  131051: { status: 400, title: 'Unsupported message type' },
  131052: { status: 400, title: 'Media download error' },
  131053: { status: 400, title: 'Media upload error' },
  131056: { status: 400, title: '(Business Account, Consumer Account) pair rate limit hit', transient: true },
  131057: { status: 500, title: 'Account in maintenance mode', transient: true },
  131055: { status: 400, title: 'Method not allowed' },
  131059: { status: 400, title: 'Paging cursor is no longer valid', transient: true },
  131060: { status: 400, title: 'This message is currently unavailable' },
  131062: { status: 400, title: 'Business-scoped user id is not supported for this message' },
  132000: { status: 400, title: 'Number of parameters does not match the expected number of params' },
  132001: { status: 404, title: 'Template name does not exist in the translation' },
  132005: { status: 400, title: 'Template hydrated text too long' },
  132007: { status: 400, title: 'Template format character policy violated' },
  132012: { status: 400, title: 'Template parameter format mismatch' },
  132015: { status: 400, title: 'Template is paused' },
  132016: { status: 400, title: 'Template is disabled' },
  133000: { status: 500, title: 'Incomplete Deregistration', transient: true },
  133004: { status: 503, title: 'Server temporarily unavailable', transient: true },
  133005: { status: 400, title: 'Two step verification PIN Mismatch' },
  133006: { status: 400, title: 'Phone number re-verification needed' },
  133008: { status: 400, title: 'Too Many two step verification PIN Guesses' },
  133009: { status: 400, title: 'Two step verification PIN Guessed Too Fast' },
  133010: { status: 400, title: 'Phone number not registered' },
  133015: { status: 400, title: 'Please wait a few minutes before attempting to register this phone number' },
  133016: { status: 400, title: 'Account register deregister rate limit exceeded' },
  134100: { status: 400, title: 'Only marketing messages supported' },
  135000: { status: 400, title: 'Generic user error' },
  137000: { status: 400, title: 'Recipient identity key hash mismatch' },
  139000: { status: 400, title: 'Flow could not be created' },
  139001: { status: 400, title: 'Flow could not be updated' },
  139002: { status: 400, title: 'Flow could not be published' },
  139003: { status: 400, title: 'Flow could not be deprecated' },
  139004: { status: 400, title: 'Flow could not be deleted' },
  139100: { status: 400, title: 'Failed to block or unblock some users' },
  139101: { status: 400, title: 'Blocklist limit reached' },
  147001: { status: 400, title: 'Username is not available' },
  147002: { status: 400, title: 'Account is not eligible for a username' },
};

/** An answer of the Graph API that is not 200. */
export class GraphError extends Error {
  code: number;
  status: number;
  details: string | undefined;
  subcode: number | undefined;
  /** Words for a person, as the errors about templates carry them. */
  forUser: { title: string; text: string } | undefined;
  /** What stands beside `error` in the answer, when part of the call was done. */
  done: Json;
  constructor(
    code: number,
    given: {
      details?: string;
      title?: string;
      status?: number;
      subcode?: number;
      forUser?: { title: string; text: string };
      done?: Json;
    } = {},
  ) {
    super(given.title ?? CODES[code]?.title ?? 'Unknown error');
    this.code = code;
    this.status = given.status ?? CODES[code]?.status ?? 400;
    this.details = given.details;
    this.subcode = given.subcode;
    this.forUser = given.forUser;
    this.done = given.done ?? {};
  }
}

/** 100 with the parameter named in the message itself, as the Graph API does for what it checks first. */
export const invalidParameter = (title: string) => new GraphError(100, { title });
export const missingParameter = (details: string) => new GraphError(131008, { details });
export const invalidValue = (details: string) => new GraphError(131009, { details });

/** An id that does not exist, or belongs to somebody else: the Graph API does not tell which. */
export const unknownObject = (id: string, method: string) =>
  new GraphError(100, {
    title: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    subcode: 33,
  });

export function errorBody(error: GraphError, traceId: string): Json {
  const { code, message, details, subcode, forUser } = error;
  const unnumbered = [0, 104, 190].includes(code) || subcode === 33 || forUser !== undefined;
  return {
    ...error.done,
    error: {
      message: unnumbered ? message : `(#${code}) ${message}`,
      type: subcode === 33 ? 'GraphMethodException' : 'OAuthException',
      code,
      ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(CODES[code]?.transient ? { is_transient: true } : forUser ? { is_transient: false } : {}),
      ...(forUser ? { error_user_title: forUser.title, error_user_msg: forUser.text } : {}),
      fbtrace_id: traceId,
    },
  };
}

/** The same error as it stands in a `failed` status. */
export function failureOf(code: number, details: string): Failure {
  return { code, title: CODES[code]?.title ?? 'Unknown error', details };
}
