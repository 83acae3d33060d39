import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDate } from './dates.ts';

const monday = '2026-03-02';

describe('a date', () => {
  const dates: [said: string, day: string | null][] = [
    ['today', '2026-03-02'],
    ['tomorrow please', '2026-03-03'],
    ['pasado mañana', '2026-03-04'],
    ['mañana por la mañana', '2026-03-03'],
    ['depois de amanhã', '2026-03-04'],
    ["aujourd'hui", '2026-03-02'],
    ['kal', '2026-03-03'],
    ['yesterday', '2026-03-01'],
    ['in 3 days', '2026-03-05'],
    ['en dos semanas', '2026-03-16'],
    ['3 din baad', '2026-03-05'],
    ['20 tareekh', '2026-03-20'],
    ['shanivaar', '2026-03-07'],
    ['daqui a duas semanas', '2026-03-16'],
    ['vendredi prochain', '2026-03-06'],
    ['hace 2 días', '2026-02-28'],
    ['next week', '2026-03-09'],
    ['on Friday', '2026-03-06'],
    ['el viernes', '2026-03-06'],
    ['last friday', '2026-02-27'],
    ['monday', '2026-03-09'],
    ['12 March', '2026-03-12'],
    ['March 12th, 2027', '2027-03-12'],
    ['12 de marzo', '2026-03-12'],
    ['le 1er mai', '2026-05-01'],
    ['1 March', '2027-03-01'],
    ['29 February', '2028-02-29'],
    ['the 15th', '2026-03-15'],
    ['2026-03-12', '2026-03-12'],
    ['12/03/2026', '2026-03-12'],
    ['03/25/2026', '2026-03-25'],
    ['12/3', '2026-03-12'],
    ['31 February', null],
    ['2026-02-30', null],
    ['may i have it', null],
    ['1.5 kg', null],
    ['hello', null],
  ];
  for (const [said, day] of dates)
    test(`"${said}" is ${day}`, () => assert.equal(readDate(said, { today: monday }), day));

  test('without a year lies behind when that is asked for', () => {
    assert.equal(readDate('12 March', { today: monday, toward: 'past' }), '2025-03-12');
    assert.equal(readDate('friday', { today: monday, toward: 'past' }), '2026-02-27');
  });
});
