import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Reply } from './calls.ts';
import { exampleOf, groupsOf, shortcutOf } from './replies.ts';

const reply = (shortcut: string, language: string, body: string): Reply => ({
  id: `${shortcut}-${language}`,
  shortcut,
  language,
  title: `About ${shortcut}`,
  body,
  updatedAt: '2026-03-02T12:00:00.000Z',
});
const all = [
  reply('returns', 'en', 'Send it back'),
  reply('hours', 'en', 'We open at 9'),
  reply('hours', 'es', 'Abrimos a las 9'),
];

describe('canned replies', () => {
  test('stand together with their other languages', () => {
    assert.deepEqual(
      groupsOf(all, '').map(({ shortcut, replies }) => [shortcut, replies.map(({ language }) => language)]),
      [
        ['hours', ['en', 'es']],
        ['returns', ['en']],
      ],
    );
  });

  test('are found by shortcut, with or without its slash, and by words in any language', () => {
    const found = (search: string) => groupsOf(all, search).map(({ shortcut }) => shortcut);
    assert.deepEqual(found('/hou'), ['hours']);
    assert.deepEqual(found('ABRIMOS 9'), ['hours']);
    assert.deepEqual(found('send'), ['returns']);
    assert.deepEqual(found('nothing'), []);
  });

  test('get a shortcut that can be typed after a slash', () => {
    assert.equal(shortcutOf(' /Opening hours! '), 'opening-hours');
    assert.equal(shortcutOf('ساعات العمل'), 'ساعات-العمل');
  });

  test('show what is known and keep what is not', () => {
    assert.equal(
      exampleOf('Hi {{contact.name}}, {{ agent.NAME }} {{x}}', { 'contact.name': 'Maya', 'agent.name': 'Ana' }),
      'Hi Maya, Ana {{x}}',
    );
  });
});
