import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const foreignPage = () =>
  new Problem('foreign-page', 403, 'This did not come from a page of Parlour. Open the console and do it there.');

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a write that a cookie vouches for come only from our own pages: another page's form or script cannot say so.
 *
 * @param publicUrl where the world reaches us, when a proxy in between changes the host; null: not set.
 * @throws foreign-page
 * @see W3C Fetch Metadata, "Sec-Fetch-Site"; OWASP, Cross-Site Request Forgery Prevention
 */
export function requireOwnPage(request: FastifyRequest, publicUrl: string | null): void {
  if (READS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return; // the browser says so, no page can
  const { origin } = request.headers;
  if (site !== undefined || origin === undefined || !isOurs(origin, request, publicUrl)) throw foreignPage();
}

function isOurs(origin: string, request: FastifyRequest, publicUrl: string | null): boolean {
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false; // "null": a sandboxed page or a file
  }
}
