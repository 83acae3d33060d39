import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainFailure, failureOf, outcomeOf, readError } from './errors.ts';

const outcome = (code: number, more: object = {}, status = 400) => outcomeOf({ code, ...more }, status, {});
const nameOf = (code: number) => {
  const result = outcome(code);
  return result.outcome === 'not_accepted' ? result.scope : result.outcome === 'held' ? result.status : result.outcome;
};

describe('what we do about an error is decided by its code', () => {
  const table: [action: string, codes: number[]][] = [
    ['number', [4, 17, 613, 80007, 130429, 131057]],
    ['pair', [131056]],
    ['message', [1, 2, 131000, 131016, 133004, 134101]],
    ['reauth_required', [0, 3, 10, 104, 190, 200, 250, 299, 131005]],
    ['restricted', [368, 131031, 33, 803, 131037, 131045, 133006, 133010]],
    [
      'refused',
      [131026, 131047, 131049, 130472, 131050, 132000, 132001, 132015, 132016, 100, 131008, 131009, 131030, 131048],
    ],
    ['refused', [136025, 300, 2_388_293, 138_006, 99]],
  ];
  for (const [action, codes] of table) {
    test(`${codes.join(', ')}: ${action}`, () => {
      for (const code of codes) assert.equal(nameOf(code), action, String(code));
    });
  }

  test('only a code we do not know is decided by what else it says', () => {
    assert.equal(outcome(136025, { is_transient: true }).outcome, 'not_accepted');
    assert.equal(outcome(136025, {}, 500).outcome, 'not_accepted');
    assert.equal(outcome(131047, { is_transient: true }, 500).outcome, 'refused');
  });

  test('a code may come as text', () => assert.equal(outcomeOf({ code: '131056' }, 400, {}).outcome, 'not_accepted'));
});

describe('an error', () => {
  test('is one only with a code', () => {
    for (const body of [null, 'x', {}, { error: 'x' }, { error: {} }, { error: { code: null } }, []]) {
      assert.equal(readError(body), undefined);
    }
    assert.ok(readError({ error: { code: 0 } }));
  });

  test('keeps what Meta says and the trace its support asks for', () => {
    const error = {
      code: 130429,
      message: '(#130429)',
      error_data: { details: 'Throughput reached.' },
      fbtrace_id: 'Az8',
    };
    assert.deepEqual(failureOf(error), {
      code: '130429',
      title: 'More messages a second than this number may send',
      details: 'Throughput reached. (trace Az8)',
    });
  });

  test('we do not know has the title of Meta', () => {
    assert.equal(failureOf({ code: 136025, title: 'Odd\nthing' }).title, 'Odd thing');
  });
});

describe('a shop owner is told', () => {
  test('what happened, who can mend it, and whether it is tried again', () => {
    assert.deepEqual(explainFailure('131047'), {
      title: 'The customer last wrote more than 24 hours ago',
      advice: 'Send an approved template. When the customer answers you can write freely again.',
      fixedBy: 'nobody',
      retried: false,
    });
    assert.equal(explainFailure('131056').retried, true);
    assert.equal(explainFailure('190').fixedBy, 'operator');
    assert.equal(explainFailure('131208').retried, true);
    assert.equal(explainFailure('131209').retried, false);
  });

  test('the same of codes nobody knows', () => {
    for (const code of ['136025', 'constructor', '']) assert.equal(explainFailure(code).advice, 'See the details.');
  });
});
