import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PhoneEvent } from '../phone-api.ts';
import type { World } from '../world.ts';
import { eventOf } from './views.ts';

/** The live stream of the phone page: server-sent events that can be resumed. */
export type EventStreams = { open(request: IncomingMessage, response: ServerResponse): void; close(): void };

const KEPT_FOR_RESUME = 2_000;
const PING_EVERY_MS = 15_000;
const MOST_BUFFERED_BYTES = 4_000_000;

export function createEventStreams(world: World): EventStreams {
  const streams = new Set<ServerResponse>();
  // Ids of an earlier process mean nothing here, and this part of the id tells them apart.
  const life = world.random.hex(8);
  let recent: { id: number; text: string }[] = [];
  let lastId = 0;
  let watched = false;

  const send = (stream: ServerResponse, text: string) => {
    // A page that does not keep up is dropped; it comes back by itself and resumes.
    if (stream.writableLength > MOST_BUFFERED_BYTES) stream.destroy();
    else stream.write(text);
  };
  const publish = (event: PhoneEvent) => {
    const id = ++lastId;
    const text = `id: ${life}-${id}\ndata: ${JSON.stringify(event)}\n\n`;
    recent.push({ id, text });
    if (recent.length > 2 * KEPT_FOR_RESUME) recent = recent.slice(-KEPT_FOR_RESUME);
    for (const stream of streams) send(stream, text);
  };
  // Nothing is made readable before the first page looks.
  const watch = () => {
    if (watched) return;
    watched = true;
    world.watchers.add((change) => {
      const event = eventOf(world, change);
      if (event) publish(event);
    });
  };
  const missed = (lastSeen: string): string[] | null => {
    const [seenLife, seenId] = lastSeen.split('-');
    const first = recent[0]?.id ?? lastId + 1;
    if (seenLife !== life || Number(seenId) + 1 < first) return null;
    return recent.filter(({ id }) => id > Number(seenId)).map(({ text }) => text);
  };
  const opening = (lastSeen: string | undefined): string[] => {
    const position = `id: ${life}-${lastId}\n`;
    // An id without data: the browser remembers it, so that even a page that saw no event yet can resume.
    if (lastSeen === undefined) return [`${position}\n`];
    return missed(lastSeen) ?? [`${position}data: {"event":"reset"}\n\n`];
  };
  const ping = setInterval(() => {
    for (const stream of streams) send(stream, ': ping\n\n');
  }, PING_EVERY_MS).unref();

  return {
    open(request, response) {
      watch();
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      for (const text of opening(request.headers['last-event-id']?.toString())) response.write(text);
      streams.add(response);
      response.on('close', () => streams.delete(response));
    },
    close() {
      clearInterval(ping);
      for (const stream of streams) stream.end();
      streams.clear();
    },
  };
}
