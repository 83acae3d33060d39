/** One event of a stream of server-sent events. */
export type StreamEvent = { event: string; data: string; id: string | null };

export type StreamState = 'connecting' | 'open' | 'lost' | 'refused';

export type StreamOptions = {
  /** Opens the stream; the id of the last event seen lets the server send what was missed. */
  open(lastEventId: string | null, signal: AbortSignal): Promise<Response>;
  onEvent(event: StreamEvent): void;
  onState?(state: StreamState): void;
  /** Without a byte for this long the line is dead, whatever the browser believes. */
  silenceMs?: number;
  random?(): number;
};

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10_000;
const SILENCE_MS = 45_000; // three heartbeats
const LARGEST_EVENT = 4_000_000; // characters; more is no event of ours

/**
 * Follows a stream until told to stop: resumes after every break with the last id it saw, at growing intervals with
 * chance in them, so that a hundred consoles do not return in the same moment.
 *
 * @returns ends it.
 */
export function followStream(options: StreamOptions): () => void {
  const { open, onEvent, onState = () => {}, silenceMs = SILENCE_MS, random = Math.random } = options;
  const stop = new AbortController();
  let lastId: string | null = null;
  let failures = 0;

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      onState('connecting');
      const silence = new Silence(silenceMs, stop.signal);
      try {
        const response = await open(lastId, silence.signal);
        if (response.status === 401 || response.status === 403) return onState('refused');
        if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
        onState('open');
        for await (const event of readEvents(response.body, silence.heard)) {
          failures = 0;
          if (event.id !== null) lastId = event.id;
          onEvent(event);
        }
      } catch {
        // What broke it does not matter: we come back.
      } finally {
        silence.end();
      }
      if (stop.signal.aborted) return;
      onState('lost');
      await pause(delayAfter(failures++, random()), stop.signal);
    }
  };
  void run();
  return () => stop.abort();
}

/** Events of a body, as the HTML standard reads `text/event-stream`. */
export async function* readEvents(body: ReadableStream<Uint8Array>, heard = () => {}): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    rest += value;
    if (rest.length > LARGEST_EVENT) throw new Error('an event is too long');
    const parts = rest.split(/\r?\n\r?\n/);
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const event = readEvent(part);
      if (event) yield event;
    }
  }
}

function readEvent(text: string): StreamEvent | null {
  const event: StreamEvent = { event: 'message', data: '', id: null };
  const data: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value = ''] = /^([a-z]+):? ?(.*)$/.exec(line) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'event') event.event = value;
    else if (name === 'id') event.id = value;
  }
  return data.length === 0 ? null : { ...event, data: data.join('\n') };
}

/** Doubles up to ten seconds; half of it is chance. */
export const delayAfter = (failures: number, chance: number): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.5 + chance / 2);

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    const end = () => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Ends a stream that says nothing any more. */
class Silence {
  readonly #controller = new AbortController();
  readonly #ms: number;
  readonly #outer: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, outer: AbortSignal) {
    this.#ms = ms;
    this.#outer = outer;
    outer.addEventListener('abort', this.#stop);
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#stop, this.#ms);
  };

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#stop);
    this.#stop();
  }

  #stop = (): void => this.#controller.abort();
}
