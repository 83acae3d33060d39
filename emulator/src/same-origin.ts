import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of somebody else sent this through a visitor's browser. Programs say neither and may do everything.
 *
 * Browsers leave `Sec-Fetch-Site` out on plain HTTP in a local network, where the origin has to tell.
 */
export function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'cross-site';
  const origin = headers.origin;
  return origin !== undefined && URL.parse(origin)?.host !== headers.host;
}
