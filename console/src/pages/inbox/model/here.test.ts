import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type HereWord, hereAfter, withSilence } from './here.ts';

const ben = { id: 'ben', name: 'Ben' };
const word = (state: HereWord['state']): HereWord => ({ conversationId: 'c', person: ben, state });

describe('who else is in a conversation', () => {
  test('is named once, with what they did last', () => {
    const typing = hereAfter(hereAfter([], word('viewing')), word('typing'));

    assert.deepEqual(typing, [{ ...ben, state: 'typing' }]);
    assert.deepEqual(hereAfter(typing, word('gone')), []);
  });

  test('looks on after a while without typing, and is gone after a while without a word', () => {
    const heard: string[] = [];
    const due: { run: () => void; ms: number }[] = [];
    const hear = withSilence(
      ({ state }) => heard.push(state),
      (run, ms) => {
        const one = { run, ms };
        due.push(one);
        return () => void due.splice(due.indexOf(one), 1);
      },
    );

    hear(word('typing'));
    hear(word('typing'));
    assert.deepEqual(
      due.map(({ ms }) => ms),
      [12_000],
      'only the last word counts',
    );
    due.shift()!.run();
    assert.deepEqual(
      due.map(({ ms }) => ms),
      [60_000],
    );
    due.shift()!.run();

    assert.deepEqual(heard, ['typing', 'typing', 'viewing', 'gone']);
    assert.deepEqual(due, []);
  });
});
