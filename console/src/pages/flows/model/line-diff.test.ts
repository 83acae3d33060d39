import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diffOf, partsOf } from './line-diff.ts';

const shown = (before: string, after: string) =>
  diffOf(before, after).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`);

describe('the difference of two versions', () => {
  test('names what went and what came', () => {
    assert.deepEqual(shown('a\nb\nc', 'a\nx\nc'), [' a', '-b', '+x', ' c']);
    assert.deepEqual(shown('a\nb', 'a\nb\nc'), [' a', ' b', '+c']);
    assert.deepEqual(shown('a\nb\nc', 'c'), ['-a', '-b', ' c']);
    assert.deepEqual(shown('a\nb\nc\nd\ne', 'x\nb\nc\ny\ne'), ['-a', '+x', ' b', ' c', '-d', '+y', ' e']);
  });

  test('always leads from one text to the other', () => {
    const words = ['a', 'b', 'c'];
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 300; round++) {
      const text = () => Array.from({ length: next(9) }, () => words[next(3)]!).join('\n');
      const [before, after] = [text(), text()];
      const lines = diffOf(before, after);
      assert.equal(
        lines
          .filter(({ kind }) => kind !== 'new')
          .map(({ text }) => text)
          .join('\n'),
        before,
      );
      assert.equal(
        lines
          .filter(({ kind }) => kind !== 'gone')
          .map(({ text }) => text)
          .join('\n'),
        after,
      );
    }
  });

  test('has the numbers of the lines', () => {
    assert.deepEqual(
      diffOf('a\nb\nc', 'a\nx\nc').map(({ before, after }) => [before, after]),
      [
        [1, 1],
        [2, null],
        [null, 2],
        [3, 3],
      ],
    );
  });

  test('leaves out what is far from any change', () => {
    const text = Array.from({ length: 30 }, (_, at) => `line ${at}`);
    const parts = partsOf(diffOf(text.join('\n'), text.with(15, 'other').join('\n')));
    assert.deepEqual(
      parts.map((part) => ('hidden' in part ? part.hidden : part.lines.length)),
      [12, 8, 11],
    );
  });
});
