import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('wrong-clock.ts', import.meta.url));
const HOUR = 3_600_000;

const asked = (expression: string): string =>
  execFileSync(process.execPath, ['--import', PRELOAD, '-p', expression], {
    env: { ...process.env, CHAOS_CLOCK_AHEAD_MS: String(HOUR) },
  })
    .toString()
    .trim();

test('a process loaded with it believes another time, and only that', () => {
  const ahead = Number(asked('Date.now()')) - Date.now();
  assert.ok(ahead > HOUR / 2 && ahead < 2 * HOUR);
  assert.ok(Math.abs(Number(asked('new Date().getTime() - Date.now()'))) < HOUR / 2);
  assert.equal(asked('new Date(0).toISOString()'), '1970-01-01T00:00:00.000Z');
  assert.equal(asked('new Date(2026, 0, 5) instanceof Date'), 'true');
});
