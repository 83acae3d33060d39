import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { AUDIT_ACTIONS } from '../../server/src/accounts/audit-actions.ts';

type AuditWords = { kinds: Record<string, string>; actions: Record<string, Record<string, string>> };

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the console has words', () => {
  test('for every action of the audit log, and a filter for its kind', () => {
    const { kinds, actions }: AuditWords = JSON.parse(textOf('console/src/i18n/en/audit.json'));
    const named = Object.entries(actions).flatMap(([kind, words]) => Object.keys(words).map((one) => `${kind}.${one}`));

    assert.deepEqual(named.toSorted(), [...AUDIT_ACTIONS].toSorted());
    assert.deepEqual(Object.keys(kinds).toSorted(), Object.keys(actions).toSorted());
  });

  test('for problems that there are', () => {
    const worded = Object.keys(JSON.parse(textOf('console/src/i18n/en/problems.json')));
    const known = new Set([...textOf('docs/problems.md').matchAll(/^\| `([a-z-]+)`/gm)].map(([, kind]) => kind));

    assert.deepEqual(
      worded.filter((kind) => !known.has(kind)),
      [],
    );
  });
});
