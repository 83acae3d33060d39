import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatsOf } from './formats.ts';

const english = formatsOf('en', 'UTC');
const now = new Date('2026-03-02T12:00:00Z');
const before = (ms: number) => new Date(now.getTime() - ms);

describe('numbers and times', () => {
  test('money comes in minor units, each currency with its own', () => {
    assert.equal(english.money(4_999, 'USD'), '$49.99');
    assert.equal(english.money(4_999, 'JPY'), '¥4,999');
    assert.equal(english.money(4_999, 'KWD').replace(/\s/, ' '), 'KWD 4.999');
  });

  test('a moment reads as a distance, beyond two weeks as a date', () => {
    assert.equal(english.ago(before(20_000), now), 'now');
    assert.equal(english.ago(before(5 * 60_000), now), '5 min. ago');
    assert.equal(english.ago(before(26 * 3_600_000), now), 'yesterday');
    assert.equal(english.ago(before(20 * 86_400_000), now), 'Feb 10');
    assert.equal(english.ago(before(400 * 86_400_000), now), 'Jan 26, 2025');
  });

  test('digits are Latin in every language', () => {
    assert.match(formatsOf('ar', 'UTC').money(4_999, 'USD'), /49[.,]99/);
    assert.equal(formatsOf('ar', 'UTC').money(4_999, 'USD').replace(/\s/, ' '), '\u206649.99 US$\u2069', 'one piece');
    assert.match(formatsOf('hi', 'UTC').number(1_234_567), /12,34,567/);
  });

  test('a wait has at most two units', () => {
    assert.equal(english.duration(45_000), '45 sec');
    assert.equal(english.duration(80 * 60_000), '1 hr 20 min');
    assert.equal(english.duration(120 * 60_000), '2 hr');
  });

  test('a change carries its sign', () => {
    assert.equal(english.change(0.124), '+12%');
    assert.equal(english.change(0), '0%');
  });
});
