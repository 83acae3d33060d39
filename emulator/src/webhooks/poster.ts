import { Pool } from 'undici';
import type { Ledger } from '../ledger.ts';

/** One POST to the business's callback URL over kept-open connections. It does not repeat anything. */
export type Poster = {
  pointAt(url: string | null): void;
  url(): string | null;
  post(body: Buffer, signature: string, summary: string): Promise<Answer>;
  close(): Promise<void>;
};

/** `status` is null when there was no answer; `text` then says why. */
export type Answer = { status: number | null; text: string };

type Target = { href: string; path: string; pool: Pool };

export function createPoster(ledger: Ledger | null, timeoutMs: number, connections: number): Poster {
  let target: Target | null = null;
  const closing: Promise<void>[] = [];
  return {
    pointAt(href) {
      if (target) closing.push(target.pool.close());
      target = href === null ? null : targetAt(href, connections);
    },
    url: () => target?.href ?? null,
    async post(body, signature, summary) {
      if (!target) return { status: null, text: 'No webhook URL is set.' };
      const entry = ledger?.begin({
        direction: 'to_business',
        summary,
        method: 'POST',
        path: target.path,
        request: body.toString(),
      });
      const answer = await call(target, body, signature, timeoutMs, ledger !== null);
      if (entry) ledger?.end(entry, answer.status, answer.text);
      return answer;
    },
    async close() {
      await Promise.allSettled([target?.pool.destroy(), ...closing]);
    },
  };
}

function targetAt(href: string, connections: number): Target {
  const url = new URL(href);
  const pool = new Pool(url.origin, { connections, pipelining: 1, keepAliveTimeout: 30_000 });
  return { href, path: `${url.pathname}${url.search}`, pool };
}

async function call(
  target: Target,
  body: Buffer,
  signature: string,
  timeoutMs: number,
  wantsText: boolean,
): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature-256': signature,
    'user-agent': 'facebookexternalua',
    accept: '*/*',
  };
  try {
    const answer = await target.pool.request({
      method: 'POST',
      path: target.path,
      headers,
      body,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    if (wantsText) return { status: answer.statusCode, text: await answer.body.text() };
    await answer.body.dump();
    return { status: answer.statusCode, text: '' };
  } catch (error) {
    // Whatever went wrong on the way, Meta sees no 200 and tries again.
    return { status: null, text: error instanceof Error ? error.message : String(error) };
  }
}
