import { Pool } from 'undici';
import type { Ledger } from '../ledger/ledger.ts';

/** One POST to the business's callback URL over kept-open connections. It does not repeat anything. */
export type Poster = {
  pointAt(url: string | null): void;
  url(): string | null;
  /** @param to another callback URL than the app's. */
  post(body: Buffer, signature: string, about: About, to?: string | null): Promise<Answer>;
  close(): Promise<void>;
};

/** For the ledger: what the POST is about, which messages it carries, the how manieth try it is. */
type About = { summary: string; messageIds?: readonly string[]; attempt?: number };

/** `status` is null when there was no answer; `text` then says why. */
export type Answer = { status: number | null; text: string };

type Target = { href: string; path: string; pool: Pool };

export function createPoster(ledger: Ledger | null, timeoutMs: number, connections: number): Poster {
  let target: Target | null = null;
  const others = new Map<string, Target>();
  const closing: Promise<void>[] = [];
  return {
    pointAt(href) {
      if (target) closing.push(target.pool.close());
      target = href === null ? null : targetAt(href, connections);
    },
    url: () => target?.href ?? null,
    async post(body, signature, about, to = null) {
      const goal = to === null ? target : otherTarget(others, to, connections);
      if (!goal) return { status: null, text: 'No webhook URL is set.' };
      const entry = ledger?.entries.begin({
        direction: 'to_business',
        ...about,
        method: 'POST',
        path: goal.path,
        request: body.toString(),
      });
      const answer = await call(goal, body, signature, timeoutMs, ledger !== null);
      if (entry) ledger?.entries.end(entry, answer.status, answer.text);
      return answer;
    },
    async close() {
      const pools = [target, ...others.values()].map((one) => one?.pool.destroy());
      await Promise.allSettled([...pools, ...closing]);
    },
  };
}

function otherTarget(others: Map<string, Target>, href: string, connections: number): Target {
  const known = others.get(href) ?? targetAt(href, connections);
  others.set(href, known);
  return known;
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
