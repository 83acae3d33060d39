import createClient, { type Middleware } from 'openapi-fetch';
import { businessIn } from './business-in.ts';
import { problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

/** The business in the address, in words the server reads; JSON and this header are what a foreign page cannot send. */
const headers: Middleware = {
  onRequest({ request }) {
    const business = businessIn(location.pathname);
    if (business !== null && !request.headers.has('x-business')) request.headers.set('x-business', business);
    return request;
  },
};

/** Every call of the API goes through this, typed by its own description. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? undefined : location.origin,
  credentials: 'same-origin',
});
api.use(headers);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/**
 * The body of an answer.
 *
 * @throws ApiProblem for everything that is not 2xx.
 */
export async function answered<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(error, response.status);
  return data as Data; // a 2xx has the body its schema says; openapi-fetch cannot tell the two cases apart here
}

/** Sent again after a lost answer, a write with the same key has its effect once. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing where a laptop speaks plain HTTP
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
