import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DAY, SECOND } from '../platform/time.ts';

const YEAR_SECONDS = (365 * DAY) / SECOND;
const NONCE_BYTES = 16;
/** Files of the console that keep their names; whoever has an old one asks whether it is still good. */
const NAMED = ['/sw.js', '/manifest.webmanifest', '/scheme.js'];
/** Addresses that are other people's: what is missing there is missing, and no page of ours. */
const NOT_PAGES = /^\/(api|webhooks|emulator|phone|assets|icons|docs|metrics|healthz|readyz)(\/|$)/;

export type ConsoleParts = {
  /** Where the built console lies. */
  folder: string;
  /** The emulated phones stand under /phone/, and the start page leads there. */
  hasPhones: boolean;
  /** Nobody has an account yet: the start page says where the first one is made. */
  isUnowned: () => Promise<boolean>;
};

/** Whether there is a console to serve: it is built by `npm start`, and a server for machines needs none. */
export const isConsoleBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'));

/**
 * Serves the console: `index.html` at every address that belongs to nobody else, so that links into it work, and its
 * files, compressed when they were built. Files whose name says their content are kept for a year, the page never.
 */
export const consolePages =
  ({ folder, hasPhones, isUnowned }: ConsoleParts) =>
  async (app: FastifyInstance): Promise<void> => {
    const files = { preCompressed: true, index: false as const };
    const kept = { ...files, immutable: true, maxAge: YEAR_SECONDS * SECOND };
    await app.register(fastifyStatic, { ...kept, root: join(folder, 'assets'), prefix: '/assets/' });
    await app.register(fastifyStatic, {
      ...files,
      root: join(folder, 'icons'),
      prefix: '/icons/',
      maxAge: DAY,
      decorateReply: false,
    });
    for (const name of NAMED) {
      app.get(name, HIDDEN, (_request, reply) =>
        reply.header('cache-control', 'no-cache').sendFile(name.slice(1), folder, { cacheControl: false }),
      );
    }
    const isNew = untilOwned(isUnowned);
    app.get('/*', HIDDEN, async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      if (NOT_PAGES.test(path) || /\.[a-z0-9]{1,8}$/i.test(path)) return reply.callNotFound();
      const known = [...(hasPhones ? ['phones'] : []), ...((await isNew()) ? ['unowned'] : [])];
      return sendPage(reply, folder, known);
    });
  };

const HIDDEN = { schema: { hide: true } } as const;

/** Asks until there is an owner, and never again; without a database the page stands too. */
function untilOwned(isUnowned: () => Promise<boolean>): () => Promise<boolean> {
  let isOwned = false;
  return async () => {
    if (!isOwned) isOwned = !(await isUnowned().catch(() => false));
    return !isOwned;
  };
}

async function sendPage(reply: FastifyReply, folder: string, known: string[]): Promise<FastifyReply> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  return reply
    .header('content-security-policy', policyWith(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll('__NONCE__', nonce).replace('__PARLOUR__', known.join(' ')));
}

/**
 * No inline code. The parts of the console make style tags, and only those with the nonce of this very answer count.
 * Pictures of products may lie on other sites.
 */
const policyWith = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
