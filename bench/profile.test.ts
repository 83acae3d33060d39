import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Profile, summarise } from './profile.ts';

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 9 });
const root = new URL('..', import.meta.url).href;

/** Ten ms of `receive`, ten of a library, twenty idle; before that, ten of starting up. */
const profile: Profile = {
  nodes: [
    { id: 1, callFrame: frame('receive', `${root}server/src/conversations/work.ts`) },
    { id: 2, callFrame: frame('query', `${root}node_modules/pg/lib/client.js`) },
    { id: 3, callFrame: frame('(idle)', '') },
    { id: 4, callFrame: frame('main', `${root}server/src/main.ts`) },
  ],
  startTime: 1_000_000,
  samples: [4, 1, 2, 3],
  timeDeltas: [0, 10_000, 10_000, 10_000, 20_000],
};

test('a profile tells shares of time by function and by part, without what came before', () => {
  const { byFunction, byPart } = summarise(profile, { from: 1_005_000, to: 2_000_000 });

  assert.deepEqual(byFunction, [
    { what: '(idle)', share: 0.5 },
    { what: 'receive  server/src/conversations/work.ts:10', share: 0.25 },
    { what: 'query  node_modules/pg/lib/client.js:10', share: 0.25 },
  ]);
  assert.deepEqual(byPart, [
    { what: '(idle)', share: 0.5 },
    { what: 'conversations', share: 0.25 },
    { what: 'pg', share: 0.25 },
  ]);
});
