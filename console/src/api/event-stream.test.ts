import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { delayAfter, followStream, readEvents, type StreamEvent } from './event-stream.ts';

const bodyOf = (...chunks: string[]) => new Response(new Blob(chunks)).body!;

async function all(body: ReadableStream<Uint8Array>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('a stream of events', () => {
  test('is read event by event, with ids, comments left out', async () => {
    const events = await all(bodyOf(': ping\n\nid: 7\nevent: changes\ndata: {"a":', '1}\n\ndata: one\ndata: two\n\n'));

    assert.deepEqual(events, [
      { event: 'changes', data: '{"a":1}', id: '7' },
      { event: 'message', data: 'one\ntwo', id: null },
    ]);
  });

  test('that breaks is taken up after the last event seen', async () => {
    const asked: (string | null)[] = [];
    await new Promise<void>((done) => {
      const stop = followStream({
        open: async (lastEventId) => {
          asked.push(lastEventId);
          if (asked.length === 2) {
            stop();
            done();
          }
          return new Response(bodyOf('id: 41\ndata: x\n\n'));
        },
        onEvent: () => {},
        random: () => -1, // no delay at all
      });
    });

    assert.deepEqual(asked, [null, '41']);
  });

  test('is not asked for again when it was refused', async () => {
    const states: string[] = [];
    await new Promise<void>((done) => {
      followStream({
        open: async () => new Response(null, { status: 401 }),
        onEvent: () => {},
        onState: (state) => {
          states.push(state);
          if (state === 'refused') done();
        },
      });
    });

    assert.deepEqual(states, ['connecting', 'refused']);
  });

  test('comes back later and later, at most ten seconds, half of it by chance', () => {
    assert.equal(delayAfter(0, 0), 500);
    assert.equal(delayAfter(0, 1), 1_000);
    assert.equal(delayAfter(20, 1), 10_000);
  });
});
