import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { sendText } from '../http.ts';

export const PAGE_PATH = '/phone';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
};

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Phones</title>
<body style="font:16px/1.5 system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem">
<h1 style="font-size:1.3rem">The phone page is not built yet</h1>
<p>The emulator runs. Only its page is missing; build it once with</p><pre>npx vite build --config emulator/vite.config.ts</pre>
<p>and load this page again. <code>npm start</code> and <code>npm run emulator</code> do this by themselves.</p></body></html>`;

/** Serves the built phone page from `folder`; paths without an extension get the page itself. */
export function servePage(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const file = fileAt(folder, path);
  if (path === PAGE_PATH) response.writeHead(302, { location: `${PAGE_PATH}/` }).end();
  else if (file) sendFile(file, path, response);
  else if (existsSync(join(folder, 'index.html'))) sendText(response, 404, 'text/plain', 'There is nothing here.');
  else sendText(response, 503, 'text/html; charset=utf-8', NOT_BUILT);
}

function fileAt(folder: string, path: string): string | null {
  const name = normalize(decoded(path.slice(PAGE_PATH.length + 1)));
  // `normalize` leaves leading dots when somebody asks for files above the folder.
  if (name.startsWith('..') || name.includes('\0')) return null;
  const file = join(folder, extname(name) ? name : 'index.html');
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

function sendFile(file: string, path: string, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  createReadStream(file).pipe(response);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
