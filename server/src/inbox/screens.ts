import type { ServerResponse } from 'node:http';
import type { Ctx } from '../platform/context.ts';
import type { LiveHub } from '../platform/live-hub.ts';
import { Problem } from '../platform/problem.ts';
import { MINUTE, SECOND } from '../platform/time.ts';
import { noteGone, notePresence, SEEN_EVERY_MS } from './presence.ts';

const MOST_BUFFERED = 1_048_576; // bytes: who reads slower is cut off and catches up when they return
const LONGEST_STALL_MS = 30 * SECOND;
const PING_EVERY_MS = 15 * SECOND;
const MOST_OF_ONE = 5; // streams of one person or key
/** Then the screen connects again, without missing anything, and is checked again: it may have been signed out. */
const LONGEST_MS = 5 * MINUTE;

const tooManyStreams = () =>
  new Problem(
    'too-many-streams',
    429,
    `More than ${MOST_OF_ONE} screens are open for you. Close one of them and try again.`,
    { retryAfterSeconds: 30 },
  );

type Screen = { businessId: string; who: Who; response: ServerResponse; stalledSince: number | null; until: number };
/** `limit`: null for the operator's own programs. */
type Who = { id: string; isPerson: boolean; name: string; limited: boolean };

/** The open event streams of this node: keeps them alive, cuts those that do not read, and knows who is at work. */
export function openScreens(ctx: Ctx, hub: LiveHub) {
  const screens = new Set<Screen>();
  let seenFor = 0;

  const timer = setInterval(() => {
    const now = performance.now();
    for (const screen of screens) {
      const { response, stalledSince, until } = screen;
      if (stalledSince !== null && now - stalledSince > LONGEST_STALL_MS) response.destroy();
      else if (now > until) response.end();
      else write(screen, ': ping\n\n');
    }
    seenFor += PING_EVERY_MS;
    if (seenFor >= SEEN_EVERY_MS) void noteSeen();
  }, PING_EVERY_MS);
  timer.unref();

  async function noteSeen(): Promise<void> {
    seenFor = 0;
    const seen = new Map(
      [...screens]
        .filter(({ who }) => who.isPerson)
        .map(({ businessId, who }) => [`${businessId} ${who.id}`, { businessId, personId: who.id }]),
    );
    await notePresence(ctx, [...seen.values()]).catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'who is at work could not be noted'),
    );
  }

  /** Waits neither for the network nor for a slow reader. */
  function write(screen: Screen, chunk: string): void {
    const { response } = screen;
    if (response.destroyed || response.writableEnded) return;
    if (response.writableLength > MOST_BUFFERED) return void response.destroy();
    if (response.write(chunk)) screen.stalledSince = null;
    else screen.stalledSince ??= performance.now();
  }

  const isHere = (businessId: string, personId: string): boolean =>
    [...screens].some(({ businessId: where, who }) => where === businessId && who.id === personId);

  const tell = (businessId: string, who: Who, state: string): void =>
    hub.voice.say(businessId, 'presence', who.id, { person: { id: who.id, name: who.name }, state });

  return {
    /** @throws too-many-streams, before anything is written. */
    admit(who: Who): void {
      if (!who.limited) return;
      const mine = [...screens].filter((screen) => screen.who.id === who.id).length;
      if (mine >= MOST_OF_ONE) throw tooManyStreams();
    },
    /** Follows a business on a response whose head is written; ends when the screen goes away. */
    open(businessId: string, who: Who, lastEventId: string | null, response: ServerResponse): void {
      const screen: Screen = { businessId, who, response, stalledSince: null, until: performance.now() + LONGEST_MS };
      const wasHere = isHere(businessId, who.id);
      screens.add(screen);
      response.on('drain', () => {
        screen.stalledSince = null;
      });
      const leave = hub.listen(businessId, lastEventId, { write: (chunk) => write(screen, chunk) });
      if (who.isPerson && !wasHere) {
        void notePresence(ctx, [{ businessId, personId: who.id }]).catch(() => {}); // the next round does it
        tell(businessId, who, 'online');
      }
      response.on('error', () => {});
      response.on('close', () => {
        leave();
        screens.delete(screen);
        if (!who.isPerson || isHere(businessId, who.id)) return;
        void noteGone(ctx, businessId, who.id).catch(() => {}); // silence says the same a little later
        tell(businessId, who, 'offline');
      });
    },
    size: () => screens.size,
    stop(): void {
      clearInterval(timer);
      for (const { response } of screens) response.end();
    },
  };
}
export type Screens = ReturnType<typeof openScreens>;
