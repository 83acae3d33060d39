import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listen } from './event-stream.ts';

/** The browser's event source in the hands of a test. */
class Source {
  readyState = 1;
  closed = false;
  onopen = () => {};
  onmessage = (_message: { data: string }) => {};
  onerror = () => {};

  close() {
    this.closed = true;
  }

  fails(readyState: 0 | 2) {
    this.readyState = readyState;
    this.onerror();
  }
}

function listening() {
  const sources: Source[] = [];
  const heard: string[] = [];
  const waits: { run: () => void; delayMs: number }[] = [];
  const stop = listen(
    {
      onBegin: () => heard.push('begin'),
      onResume: () => heard.push('resume'),
      onEvent: ({ event }) => heard.push(event),
      onLost: () => heard.push('lost'),
    },
    {
      open: () => {
        const source = new Source();
        sources.push(source);
        return source as unknown as EventSource;
      },
      later: (run, delayMs) => waits.push({ run, delayMs }),
      random: () => 1,
    },
  );
  return { sources, heard, waits, stop };
}

describe('the event stream', () => {
  test('tells a first opening from a resumed one', () => {
    const { sources, heard } = listening();

    sources[0]?.onopen();
    sources[0]?.onmessage({ data: '{"event":"reset"}' });
    sources[0]?.fails(0);
    sources[0]?.onopen();

    assert.deepEqual(heard, ['begin', 'reset', 'lost', 'resume']);
    assert.equal(sources.length, 1);
  });

  test('is opened anew, ever more slowly, when the browser gave up', () => {
    const { sources, waits } = listening();

    for (let failure = 0; failure < 7; failure++) {
      sources.at(-1)?.fails(2);
      waits.at(-1)?.run();
    }

    assert.equal(sources.length, 8);
    assert.deepEqual(
      waits.map(({ delayMs }) => delayMs),
      [500, 1000, 2000, 4000, 8000, 10_000, 10_000],
    );
  });

  test('begins again after that, as nothing is resumed', () => {
    const { sources, heard, waits } = listening();

    sources[0]?.onopen();
    sources[0]?.fails(2);
    waits[0]?.run();
    sources[1]?.onopen();

    assert.deepEqual(heard, ['begin', 'lost', 'begin']);
  });

  test('ends when told to', () => {
    const { sources, waits, stop } = listening();

    sources[0]?.fails(2);
    stop();
    waits[0]?.run();

    assert.equal(sources.length, 1);
    assert.equal(sources[0]?.closed, true);
  });
});
