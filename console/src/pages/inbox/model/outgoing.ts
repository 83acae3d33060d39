import type { Message, Sendable } from './shapes.ts';

/** A message of ours that the server has not confirmed yet, or did not take. */
export type Outgoing = {
  key: string; // its Idempotency-Key: sent again with it, it goes out once
  conversationId: string;
  content: Sendable;
  quotes: string | null;
  at: string;
  state: 'sending' | 'refused';
  problem: { title: string; kind: string } | null;
};

/** Clocks of server and browser may differ by this much. */
const CLOCKS_DIFFER_MS = 2 * 60_000;

export const started = (all: readonly Outgoing[], next: Outgoing): Outgoing[] => [
  ...all.filter(({ key }) => key !== next.key),
  next,
];
export const refused = (all: readonly Outgoing[], key: string, problem: NonNullable<Outgoing['problem']>): Outgoing[] =>
  all.map((one) => (one.key === key ? { ...one, state: 'refused', problem } : one));
export const finished = (all: readonly Outgoing[], key: string): Outgoing[] => all.filter((one) => one.key !== key);

/**
 * What still has to be shown beside the thread: the event stream may bring a message before the answer to its sending
 * does, and nobody wants to see it twice. Each message stands for one of ours at most.
 */
export function notYetThere(all: readonly Outgoing[], thread: readonly Message[]): Outgoing[] {
  const free = thread.filter(({ author }) => author === 'person');
  return all.filter((one) => {
    if (one.state === 'refused') return true;
    const since = Date.parse(one.at) - CLOCKS_DIFFER_MS;
    const at = free.findIndex(({ content, sentAt }) => Date.parse(sentAt) >= since && isSame(content, one.content));
    if (at < 0) return true;
    free.splice(at, 1);
    return false;
  });
}

/** Every field we sent is there again; the server may have added some, such as the type of a file. */
function isSame(stored: unknown, sent: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return stored === sent;
  if (typeof stored !== 'object' || stored === null) return false;
  const there = new Map(Object.entries(stored));
  return Object.entries(sent).every(([name, value]) => value === undefined || isSame(there.get(name), value));
}
