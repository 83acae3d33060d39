import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countries, currencies, languages, timeZones } from './choices.ts';

test('choices are named in the language of the user and sorted by it', () => {
  assert.ok(countries('es').some(({ value, label }) => value === 'BR' && label === 'Brasil'));
  assert.ok(currencies('en').some(({ value, label }) => value === 'USD' && label === 'US Dollar (USD)'));
  const labels = countries('en').map(({ label }) => label);
  assert.deepEqual(
    labels,
    labels.toSorted((a, b) => a.localeCompare(b, 'en')),
  );
});

test('what is chosen already stays a choice', () => {
  assert.ok(languages('en', ['ku']).some(({ value }) => value === 'ku'));
  assert.ok(timeZones('Mars/Olympus').some(({ value }) => value === 'Mars/Olympus'));
});
