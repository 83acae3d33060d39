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

  test('so of every code WhatsApp publishes', () => {
    const unexplained = PUBLISHED.flatMap(([first, last = first]) =>
      Array.from({ length: last - first + 1 }, (_, at) => String(first + at)),
    ).filter((code) => explainFailure(code).advice === 'See the details.' && explainFailure(code).title === UNKNOWN);
    assert.deepEqual(unexplained, []);
  });

  test('of a template by the subcode, which is the real one', () => {
    const error = { code: 100, error_subcode: 2388024, error_user_msg: 'There is already English content.' };
    assert.deepEqual(failureOf(error), {
      code: '2388024',
      title: 'There is already a template of this name in this language',
      details: 'There is already English content.',
    });
    assert.equal(failureOf({ code: 100, error_subcode: 2494010 }).code, '100');
  });

  test('the same of codes nobody knows', () => {
    for (const code of ['136025', 'constructor', '']) assert.equal(explainFailure(code).advice, 'See the details.');
  });
});

const UNKNOWN = explainFailure('').title;

/** @see WhatsApp Business Platform, "Error codes", and Graph API, "Handling errors" */
const PUBLISHED: [first: number, last?: number][] = [
  ...[0, 1, 2, 3, 4, 10, 17, 33, 100, 104, 190, 368, 613, 803, 80007, 130403, 130429, 130472, 130497].map(
    (code): [number] => [code],
  ),
  ...[131000, 131005, 131008, 131009, 131016, 131020, 131021, 131026, 131030, 131031, 131037, 131041].map(
    (code): [number] => [code],
  ),
  ...[131042, 131044, 131045, 131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056].map(
    (code): [number] => [code],
  ),
  ...[131057, 131059, 131060, 131062, 131063, 131064, 132000, 132001, 132005, 132007, 132008, 132012].map(
    (code): [number] => [code],
  ),
  ...[132015, 132016, 132018, 132068, 132069, 133000, 133004, 133005, 133006, 133008, 133009, 133010].map(
    (code): [number] => [code],
  ),
  ...[133015, 133016, 134011, 134100, 134101, 134102, 135000, 137000, 1752041, 2388012, 2388019].map(
    (code): [number] => [code],
  ),
  ...[2388039, 2388040, 2388047, 2388072, 2388073, 2388091, 2388093, 2388103, 2388293, 2388299, 2494100].map(
    (code): [number] => [code],
  ),
  [200, 299],
  [131201, 131215],
  [138000, 138018],
  [139000, 139004],
  [139100, 139103],
  [141000, 141010],
  [147001, 147005],
  [200005, 200007],
  [2494164, 2494179],
  [2593107, 2593109],
];
