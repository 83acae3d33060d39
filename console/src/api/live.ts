/** What an event of the stream names: rows where a page can use them at once, ids elsewhere. */
export type Changes = Partial<Record<LiveKind | 'many', readonly unknown[]>>;

export const LIVE_KINDS = [
  'conversations',
  'messages',
  'orders',
  'products',
  'tickets',
  'production',
  'contacts',
  'faqs',
  'flows',
  'channels',
  'media',
  'notices',
  'presence',
  'typing',
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** Something was missed: whatever is on the screen must be read again. */
export type LiveTopic = LiveKind | 'reset';
type Listener = (items: readonly unknown[]) => void;

export type LiveHubDeps = {
  /** Reads again what a page shows of a kind; `null`: of every kind. */
  readAgain(kind: LiveKind | null): void;
  later(run: () => void, ms: number): void;
};

/** What nobody took is read again by itself, but not for every single event of a busy hour. */
const READ_AGAIN_MS = 1_000;
/** Changes of one kind are told by others, too: a message moves its conversation. */
const ALSO: Partial<Record<LiveKind, LiveKind>> = { messages: 'conversations' };

/**
 * Hands changes to whoever listens; of kinds nobody listens to, it has the queries read again, at most once a second.
 */
export class LiveHub {
  readonly #deps: LiveHubDeps;
  readonly #listeners = new Map<LiveTopic, Set<Listener>>();
  readonly #waiting = new Set<LiveKind>();
  #isDue = false;

  constructor(deps: LiveHubDeps) {
    this.#deps = deps;
  }

  /** @returns ends the listening. */
  listen(topic: LiveTopic, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** One event: `changes` with JSON, or `reset`. Anything else is not for us. */
  take(event: string, data: string): void {
    if (event !== 'changes' && event !== 'reset') return;
    const changes = event === 'changes' ? readChanges(data) : null;
    if (changes === null) this.#reset();
    for (const kind of LIVE_KINDS) {
      const items = changes?.[kind];
      if (items && items.length > 0) this.#tell(kind, items);
      else if (changes?.many?.includes(kind)) this.#tellMany(kind);
    }
  }

  #tell(kind: LiveKind, items: readonly unknown[]): void {
    const listeners = this.#listeners.get(kind);
    if (listeners && listeners.size > 0) {
      for (const listener of listeners) listener(items);
      return;
    }
    this.#readSoon(kind);
  }

  /** Too much of a kind changed to list it: whoever follows it has missed something. */
  #tellMany(kind: LiveKind): void {
    if (this.#listeners.get(kind)?.size) for (const listener of this.#listeners.get('reset') ?? []) listener([]);
    this.#readSoon(kind);
  }

  #readSoon(kind: LiveKind): void {
    this.#waiting.add(ALSO[kind] ?? kind);
    if (this.#isDue) return;
    this.#isDue = true;
    this.#deps.later(() => this.#readAgain(), READ_AGAIN_MS);
  }

  #readAgain(): void {
    this.#isDue = false;
    const kinds = [...this.#waiting];
    this.#waiting.clear();
    for (const kind of kinds) this.#deps.readAgain(kind);
  }

  #reset(): void {
    for (const listener of this.#listeners.get('reset') ?? []) listener([]);
    this.#deps.readAgain(null);
  }
}

function readChanges(data: string): Changes | null {
  try {
    const read: unknown = JSON.parse(data);
    if (typeof read !== 'object' || read === null) return null;
    return Object.fromEntries(Object.entries(read).filter(([, items]) => Array.isArray(items)));
  } catch {
    return null;
  }
}
