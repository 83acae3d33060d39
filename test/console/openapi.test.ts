import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startParlour } from '../../server/test/parlour.ts';

/** The order of paths says nothing: routes are registered as parts are opened. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;

test('the console is typed by the API as it is: run `npm run console:types` after changing a route', async () => {
  const t = await startParlour();
  try {
    const { body } = await t.api('GET', '/openapi.json');
    const kept = JSON.parse(readFileSync(new URL('../../console/openapi.json', import.meta.url), 'utf8'));

    assert.deepEqual(Object.keys(kept.paths).toSorted(), Object.keys(body.paths).toSorted());
    for (const [path, described] of Object.entries(body.paths)) {
      assert.deepEqual(sorted(kept.paths[path]), sorted(described), path);
    }
  } finally {
    await t.end();
  }
});
