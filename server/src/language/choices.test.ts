import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchChoice } from './choices.ts';

const menu = [
  { id: 'orders', title: 'Check order status', synonyms: ['track', 'where is my order'] },
  { id: 'defect', title: 'Report a defect' },
  { id: 'schedule', title: 'Production schedule' },
  { id: 'help', title: 'Help & support' },
];
const chosen = (text: string) => matchChoice(text, menu)?.id ?? null;

describe('an answer to a menu', () => {
  const answers: [said: string, id: string | null][] = [
    ['1', 'orders'],
    ['2.', 'defect'],
    ['3️⃣', 'schedule'],
    ['four', 'help'],
    ['dos', 'defect'],
    ['the second one', 'defect'],
    ['1st', 'orders'],
    ['la primera', 'orders'],
    ['el último', 'help'],
    ['option 3 please', 'schedule'],
    ['Report a defect!!', 'defect'],
    ['report', 'defect'],
    ['defct', 'defect'],
    ['status of my ordr', 'orders'],
    ['track', 'orders'],
    ['i want to report a defect', 'defect'],
    ['suport', 'help'],
    ['5', null],
    ['0', null],
    ['1 2', null],
    ['banana', null],
    ['the', null],
    ['', null],
  ];
  for (const [said, id] of answers) test(`"${said}" chooses ${id}`, () => assert.equal(chosen(said), id));

  test('that fits two options chooses none', () => {
    assert.equal(matchChoice('black', ['Black hoodie', 'Black tee']), null);
    assert.equal(matchChoice('hoodie', ['Black hoodie', 'Black tee'])?.place, 0);
  });

  test('that is a title with a number in it is not a position', () => {
    assert.equal(matchChoice('2 kg', ['1 kg', '2 kg', '5 kg'])?.id, '2 kg');
  });

  test('says how well it fits', () => {
    const [exact, near] = [matchChoice('Help & support', menu), matchChoice('suport', menu)];

    assert.equal(exact?.score, 1);
    assert.ok(near!.score < exact!.score);
  });
});
