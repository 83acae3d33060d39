import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutUnused } from './used-css.ts';

test('styles of components nobody uses are left out, all others stay', () => {
  const css =
    '.m_aaaaaa1,.m_bbbbbb2{color:red}.m_bbbbbb2:hover{a:b}@media print{.m_bbbbbb2{a:b}}.mine{a:b}:root{--x:1}';

  assert.equal(withoutUnused(css, new Set(['m_aaaaaa1'])), '.m_aaaaaa1{color:red}.mine{a:b}:root{--x:1}');
});
