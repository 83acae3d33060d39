import { problemOf } from '../../api/problem.ts';

/**
 * Asks the sign-in part of the server. Its cookie comes and goes without any script seeing it.
 *
 * @throws ApiProblem for everything that is not 2xx.
 */
export async function auth<Answer = { done: true }>(path: string, body: object): Promise<Answer> {
  return post<Answer>(`/api/auth/${path}`, body);
}

/** What stands outside of a business: the set-up link, invitations. */
export async function entrance<Answer>(path: string, body: object): Promise<Answer> {
  return post<Answer>(`/api/v1/${path}`, body);
}

async function post<Answer>(url: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(answer, response.status);
  return answer as Answer; // what the path answers stands in accounts/auth-routes.ts
}

/** Where to go after signing in: only ever to a page of ours. */
export function nextPage(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** A new page begins with the new session; nothing of the old one is left in memory. */
export const goOn = (path: string): void => location.assign(path);
