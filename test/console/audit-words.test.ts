import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { AUDIT_ACTIONS } from '../../server/src/accounts/audit-actions.ts';

type Words = { kinds: Record<string, string>; actions: Record<string, Record<string, string>> };

test('every action of the audit log has words, and can be filtered by its kind', () => {
  const file = new URL('../../console/src/i18n/en/audit.json', import.meta.url);
  const { kinds, actions }: Words = JSON.parse(readFileSync(file, 'utf8'));
  const named = Object.entries(actions).flatMap(([kind, words]) => Object.keys(words).map((one) => `${kind}.${one}`));

  assert.deepEqual(named.toSorted(), [...AUDIT_ACTIONS].toSorted());
  assert.deepEqual(Object.keys(kinds).toSorted(), Object.keys(actions).toSorted());
});
