import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvCell, csvOf } from './csv.ts';

test('a cell that a spreadsheet would run is text', () => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx']) assert.ok(csvCell(cell).startsWith("'"), cell);
  assert.equal(csvCell(-5), '-5');
});

test('commas, quotes and line ends stay inside of their cell', () => {
  assert.equal(csvOf([['a,b', 'say "hi"', 'two\nlines', null, 3]]), '\ufeff"a,b","say ""hi""","two\nlines",,3\r\n');
});
