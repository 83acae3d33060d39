import { createBreaker } from '../platform/breaker.ts';
import { type Alarm, later } from '../platform/time.ts';
import type { Question, Tried } from './api.ts';
import type { Link, LinkAnswer, LinkFailure } from './links.ts';

/** Says that the time of one call is up. Tests bring their own. */
export type Deadline = (ms: number) => AbortSignal;

export type ChainOptions = {
  now: () => Date;
  alarm: Alarm;
  timeoutMs: number; // of one call
  deadline: Deadline;
  hedgeMs: number | null; // ask the next link too after so long without an answer; null: never
  onFailure: (tried: Tried) => void;
};

export type Asked =
  | { by: Link; answer: LinkAnswer; tried: Tried[] }
  | { by: null; isCancelled: boolean; tried: Tried[] };

export type Chain = { links: readonly Link[]; ask(question: Question, links?: readonly Link[]): Promise<Asked> };

const FAILURES_TO_OPEN = 3;
const OPEN_MS = 30_000; // what is down for a model provider is seldom back within seconds
const ROUNDS = 2; // the second only when something was wrong that may pass
const PAUSE_MS = 500;

type Station = { link: Link; breaker: ReturnType<typeof createBreaker> };

/**
 * Links tried in order until one answers.
 *
 * Each has a time limit and a breaker of its own. When all failed and one of them only for now (a limit, an overload),
 * the chain is gone through once more after a moment. With hedging the next link is asked as well when the one before
 * is slow: the first answer counts, the other call is ended.
 */
export function createChain(links: readonly Link[], options: ChainOptions): Chain {
  const stations = links.map(
    (link): Station => ({
      link,
      breaker: createBreaker({ now: options.now, failuresToOpen: FAILURES_TO_OPEN, openMs: OPEN_MS }),
    }),
  );
  return {
    links,
    async ask(question, only = links) {
      const tried: Tried[] = [];
      let open = stations.filter(({ link }) => only.includes(link));
      for (let round = 1; round <= ROUNDS && open.length > 0; round++) {
        const failures = new Map<Station, LinkFailure>();
        const won = await firstAnswer(open, question, options, (station, failure, ms) => {
          failures.set(station, failure);
          const one = { model: station.link.name, why: failure.why, ms };
          tried.push(one);
          options.onFailure(one);
        });
        if (question.signal?.aborted) return { by: null, isCancelled: true, tried };
        if (won) return { ...won, tried };
        open = open.filter((station) => failures.get(station)?.mayPass);
        const pause = Math.max(PAUSE_MS, ...open.map((station) => failures.get(station)?.retryAfterMs ?? 0));
        if (round < ROUNDS && open.length > 0) await rest(pause, question.signal, options);
      }
      return { by: null, isCancelled: question.signal?.aborted ?? false, tried };
    },
  };
}

type OnFailure = (station: Station, failure: LinkFailure, ms: number) => void;

/** One round. @returns null when nobody answered. */
function firstAnswer(
  stations: Station[],
  question: Question,
  options: ChainOptions,
  onFailure: OnFailure,
): Promise<{ by: Link; answer: LinkAnswer } | null> {
  const { now, alarm, hedgeMs } = options;
  const over = new AbortController();
  return new Promise((done) => {
    let next = 0;
    let running = 0;
    const finish = (won: { by: Link; answer: LinkAnswer } | null) => {
      if (over.signal.aborted) return;
      over.abort();
      done(won);
    };
    const begin = (): void => {
      if (over.signal.aborted) return;
      if (question.signal?.aborted) {
        finish(null);
        return;
      }
      const station = stations[next++];
      if (!station) {
        if (running === 0) finish(null);
        return;
      }
      running++;
      const silence = hedgeMs === null ? () => {} : alarm(later(now(), hedgeMs), begin);
      const began = now();
      void attempt(station, question, over.signal, options).then((result) => {
        silence();
        running--;
        if (over.signal.aborted) return;
        if (!('failure' in result)) return finish({ by: station.link, answer: result });
        if (!question.signal?.aborted) onFailure(station, result.failure, now().getTime() - began.getTime());
        begin();
      });
    };
    begin();
  });
}

async function attempt(
  { link, breaker }: Station,
  question: Question,
  over: AbortSignal,
  { timeoutMs, deadline }: ChainOptions,
): Promise<LinkAnswer | { failure: LinkFailure }> {
  if (breaker.admit() > 0)
    return { failure: { why: 'breaker-open', isTheirs: false, mayPass: false, retryAfterMs: null } };
  const ends = [over, deadline(timeoutMs), ...(question.signal ? [question.signal] : [])];
  const result = await link.ask(question, AbortSignal.any(ends));
  const wasEnded = over.aborted || question.signal?.aborted;
  if (wasEnded) {
    // That says nothing about the provider, but a probe must be given back.
    if (breaker.state() === 'half-open') breaker.failed();
  } else if ('failure' in result && result.failure.isTheirs) breaker.failed();
  else breaker.succeeded();
  return result;
}

function rest(ms: number, signal: AbortSignal | undefined, { now, alarm }: ChainOptions): Promise<void> {
  return new Promise((done) => {
    const silence = alarm(later(now(), ms), () => {
      signal?.removeEventListener('abort', wake);
      done();
    });
    const wake = () => {
      silence();
      done();
    };
    signal?.addEventListener('abort', wake, { once: true });
  });
}
