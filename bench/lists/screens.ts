import { get, type IncomingMessage } from 'node:http';

/** How long after a change was committed the screens had it. Milliseconds. */
export type Followed = { screens: number; changes: number; lags: number[]; cut: number };

/**
 * Opens live screens and notes when each got which event. One of them reads what the events say; the others only look
 * at the numbers, as 300 browsers on this machine would take the time that is to be measured.
 */
export function openScreens(origin: string, headers: Record<string, string>, count: number) {
  const arrivals = new Map<string, number[]>(); // by event: when each screen had all of it
  const committed: { event: string; at: number }[] = [];
  const seen = new Set<string>();
  const open: IncomingMessage[] = [];
  let cut = 0;
  let ending = false;

  function take(event: string, whole: string, reads: boolean): void {
    const known = arrivals.get(event) ?? [];
    known.push(now());
    arrivals.set(event, known);
    if (!reads) return;
    const data = /^data: (.*)$/m.exec(whole)?.[1];
    if (!data) return;
    const { messages = [] }: { messages?: { id: string; direction: string; sentAt: string }[] } = JSON.parse(data);
    for (const { id, direction, sentAt } of messages) {
      if (direction !== 'outbound' || seen.has(id)) continue;
      seen.add(id);
      committed.push({ event, at: Date.parse(sentAt) });
    }
  }

  const follow = (reads: boolean): Promise<void> =>
    new Promise((done, failed) => {
      get(`${origin}/api/v1/events`, { headers }, (response) => {
        if (response.statusCode !== 200) return failed(new Error(`a screen got ${response.statusCode}`));
        open.push(response);
        let rest = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          rest += chunk;
          for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
            const whole = rest.slice(0, end);
            rest = rest.slice(end + 2);
            const event = /^id: (\S+)\nevent: changes/.exec(whole)?.[1];
            if (event) take(event, whole, reads);
          }
        });
        response.on('error', () => {});
        response.on('close', () => {
          if (!ending) cut++;
        });
        done();
      }).on('error', failed);
    });

  return {
    async open(): Promise<void> {
      for (let i = 0; i < count; i += 20)
        await Promise.all(Array.from({ length: Math.min(20, count - i) }, (_, k) => follow(i + k === 0)));
    },
    close(): Followed {
      ending = true;
      for (const response of open) response.destroy();
      const lags = committed.flatMap(({ event, at }) => (arrivals.get(event) ?? []).map((arrived) => arrived - at));
      return { screens: count, changes: committed.length, lags, cut };
    },
  };
}

/** With the fraction of a millisecond, on the clock that messages are dated by. */
const now = (): number => performance.timeOrigin + performance.now();
