import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accuracy, calibrationError, f1Of, macroF1, quantile } from './measures.ts';

const pairs: [string, string][] = [
  ['spam', 'spam'],
  ['spam', 'ham'],
  ['ham', 'ham'],
  ['ham', 'ham'],
];

describe('a measure', () => {
  test('accuracy is the share of right answers', () => assert.equal(accuracy(pairs), 75));

  test('F1 weighs what was missed and what was wrongly found', () => {
    assert.equal(f1Of('spam', pairs).toFixed(1), '66.7');
    assert.equal(f1Of('ham', pairs), 80);
  });

  test('macro-F1 counts a rare label as much as a frequent one', () => assert.equal(macroF1(pairs).toFixed(1), '73.3'));

  test('calibration error is 0 when four of five answers at 0.8 are right', () => {
    const answers = [true, true, true, true, false].map((isRight) => ({ confidence: 0.8, isRight }));

    assert.ok(calibrationError(answers) < 1e-9);
    assert.equal(calibrationError([{ confidence: 1, isRight: false }]), 100);
  });

  test('a quantile is a number of the list', () => {
    assert.equal(quantile([3, 1, 2, 4], 0.5), 3);
    assert.equal(quantile([3, 1, 2, 4], 1), 4);
    assert.equal(quantile([], 0.5), 0);
  });
});
