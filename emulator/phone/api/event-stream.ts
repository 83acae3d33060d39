import type { PhoneEvent } from '../../src/phone-api.ts';
import { API_ROOT } from './client.ts';

export type StreamListener = {
  /** A new stream stands: what came before it must be fetched. */
  onBegin(): void;
  /** A broken stream stands again; the emulator sends what was missed, or `reset`. */
  onResume(): void;
  onEvent(event: PhoneEvent): void;
  onLost(): void;
};

export type StreamDeps = {
  open(url: string): EventSource;
  later(run: () => void, delayMs: number): void;
  random(): number;
};

const CLOSED = 2; // EventSource.CLOSED
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

export const browserStream: StreamDeps = {
  open: (url) => new EventSource(url),
  later: (run, delayMs) => setTimeout(run, delayMs),
  random: Math.random,
};

/**
 * Listens to the emulator until told to stop.
 *
 * The browser resumes a broken stream by itself with the last id it saw. After an HTTP error, though, it gives up;
 * then we open a new one, at growing intervals.
 *
 * @returns ends the listening.
 */
export function listen(listener: StreamListener, deps: StreamDeps = browserStream): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  let stopped = false;

  const connect = () => {
    if (stopped) return;
    const opened = deps.open(`${API_ROOT}/events`);
    let isNew = true;
    source = opened;
    opened.onopen = () => {
      failures = 0;
      if (isNew) listener.onBegin();
      else listener.onResume();
      isNew = false;
    };
    opened.onmessage = ({ data }) => listener.onEvent(JSON.parse(data));
    opened.onerror = () => {
      listener.onLost();
      if (opened.readyState !== CLOSED) return; // the browser is already trying again
      deps.later(connect, delayAfter(failures++, deps.random()));
    };
  };

  connect();
  return () => {
    stopped = true;
    source?.close();
  };
}

/** Doubles up to ten seconds; up to half of it is chance, so that pages do not return all at once. */
const delayAfter = (failures: number, chance: number) =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.5 + chance / 2);
