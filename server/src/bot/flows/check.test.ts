import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { actions } from '../actions/index.ts';
import { INTENTS } from '../understanding.ts';
import { flowSchema } from './json-schema.ts';
import { loadFlow } from './load.ts';

const VOCABULARY = { actions, intents: INTENTS };
const FLOWS = fileURLToPath(new URL('../../../../flows/', import.meta.url));

/** A flow without a mistake, to make one in. */
const GOOD = `version: 1
name: desk
languages: [en, es]
start: main
triggers:
  - { words: { en: [track it], es: [seguir] }, next: track }
labels:
  states:
    pending: { en: open, es: abierto }
    confirmed: { en: confirmed, es: confirmado }
    shipped: { en: sent, es: enviado }
    delivered: { en: there, es: entregado }
    cancelled: { en: off, es: cancelado }
nodes:
  main:
    type: menu
    text: { en: Welcome, es: Bienvenida }
    options:
      - { id: track, title: { en: Track, es: Seguir }, next: track }
      - { id: tell, title: { en: Tell, es: Decir }, next: tell }
  track:
    type: action
    action: track-order
    save: tracked
    on: { found: found, not_found: main, none: main }
  found:
    type: text
    text: { en: "It is {{tracked.order.state | states}}.", es: "Está {{tracked.order.state | states}}." }
    next: main
  tell: { type: question, text: { en: What?, es: ¿Qué? }, expect: text, save: said_it, next: main }
`;

const findingsIn = (text: string, name = 'desk'): string[] =>
  loadFlow(name, text, VOCABULARY).findings.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );

/** What is found after one change of the good flow. */
const findingsAfter = (from: string, to: string): string[] => {
  assert.ok(GOOD.includes(from), `the good flow has ${from}`);
  return findingsIn(GOOD.replace(from, to));
};

describe('the check of flows', () => {
  test('finds nothing in a good one', () => {
    assert.deepEqual(findingsIn(GOOD), []);
  });

  for (const file of ['shop.yaml', 'factory.yaml']) {
    test(`finds nothing in ${file}`, () => {
      const { findings } = loadFlow(basename(file, '.yaml'), readFileSync(FLOWS + file, 'utf8'), VOCABULARY);
      assert.deepEqual(findings, []);
    });
  }

  for (const [mistake, from, to, ...found] of [
    ['YAML that cannot be read', 'start: main', 'start: "main', /^\d+:\d+ error /],
    ['a field nobody knows', 'start: main', 'start: main\nbegin: main', /^5:1 error "begin" is not known here$/],
    ['a field that is missing', '    next: main\n  tell', '  tell', /^\d+:3 error "next" is missing$/],
    ['a type nobody knows', 'type: text', 'type: txt', /^\d+:11 error a node needs a type: text, menu/],
    [
      'a value of another kind',
      'languages: [en, es]',
      'languages: en',
      /^3:12 error "languages" should be a list, not a text$/,
    ],
    [
      'an unknown target',
      'next: main\n  tell',
      'next: mian\n  tell',
      /^29:11 error there is no node "mian" – did you mean "main"\?$/,
    ],
    ['an unknown start', 'start: main', 'start: nowhere', /^4:8 error there is no node "nowhere"$/],
    [
      'an unknown target of a trigger',
      'next: track }\nlabels',
      'next: trak }\nlabels',
      /^6:\d+ error there is no node "trak" – did you mean "track"\?$/,
    ],
    ['a node nothing leads to', '  tell: {', '  lost: { type: end }\n  tell: {', /^\d+:3 warning nothing leads here$/],
    [
      'a menu without options',
      '    options:\n      - { id: track, title: { en: Track, es: Seguir }, next: track }\n      - { id: tell, title: { en: Tell, es: Decir }, next: tell }\n',
      '',
      /^\d+:3 error dead end: this menu has nothing to choose$/,
    ],
    [
      'a circle',
      'next: main\n  tell',
      'next: round\n  round: { type: goto, to: found }\n  tell',
      /^\d+:3 error dead end: nothing behind it leads/,
      /dead end/,
      /error goes round in a circle through "found" without asking anything/,
    ],
    [
      'a missing outcome',
      ', none: main }',
      ' }',
      /^21:3 error dead end: say under "on" where none of track-order leads, or "next" for all$/,
    ],
    [
      'an outcome that never comes',
      'none: main',
      'none: main, lost: main',
      /^25:\d+ error track-order never ends in "lost"; it ends in found, not_found, none$/,
    ],
    [
      'an unknown action',
      'action: track-order',
      'action: track-oder',
      /^23:13 error there is no action "track-oder" – did you mean "track-order"\?$/,
    ],
    [
      'an input the action does not take',
      '    save: tracked',
      '    with: { numbr: 1 }\n    save: tracked',
      /^24:\d+ error track-order takes no "numbr" – did you mean "number"\?$/,
    ],
    [
      'a missing translation',
      '{ en: Welcome, es: Bienvenida }',
      '{ en: Welcome }',
      /^17:5 error the text in "es" is missing$/,
    ],
    [
      'a translation nobody reads',
      'es: Bienvenida }',
      'es: Bienvenida, fr: Bienvenue }',
      /^17:\d+ warning "fr" is not among the languages of this flow$/,
    ],
    [
      'a text that is the same for all',
      '{ en: Welcome, es: Bienvenida }',
      'Welcome',
      /^17:11 hint this is said to everybody alike/,
    ],
    [
      'a title too long for a button',
      'en: Track, es: Seguir }',
      'en: Track, es: Seguir el pedido número }',
      /^19:\d+ error too long for a button: 23 of 20 characters$/,
    ],
    [
      'a text too long for its message',
      'en: Welcome,',
      `en: ${'Welcome '.repeat(200).trim()},`,
      /^17:17 error too long for a message with buttons: 1599 of 1024 characters$/,
    ],
    [
      'a text that may grow too long',
      'en: Welcome,',
      `en: "${'{{business.name}} '.repeat(60).trim()}",`,
      /^17:17 hint may get too long for a message with buttons/,
    ],
    ['an unknown variable', 'en: Welcome,', 'en: "Welcome {{nme}}",', /^17:17 error there is no variable "nme"$/],
    [
      'an unknown field of a result',
      '{{tracked.order.state | states}}.", es',
      '{{tracked.order.stat | states}}.", es',
      /^28:\d+ error "tracked" has no "stat"; it has number, state, summary/,
    ],
    [
      'an unknown label',
      'order.state | states}}.", es',
      'order.state | stats}}.", es',
      /^28:\d+ error there are no labels "stats" – did you mean "states"\?$/,
    ],
    [
      'a label without words for a value',
      '    shipped: { en: sent, es: enviado }\n',
      '',
      /error labels.states has no words for shipped/,
      /error labels.states has no words for shipped/,
    ],
    [
      'braces that do not pair',
      'en: Welcome,',
      'en: "Welcome {{contact.name",',
      /^17:17 error "\{\{" and "\}\}" do not pair$/,
    ],
    [
      'a result used after the customer answered',
      'text: { en: What?, es: ¿Qué? }',
      'text: { en: "{{tracked.order.number}}?", es: ¿Qué? }',
      /^\d+:\d+ warning "tracked" may have no value here/,
    ],
    ['two options with one id', 'id: tell,', 'id: track,', /^20:15 error there is another option with the id "track"$/],
    [
      'two options with one title',
      'en: Tell,',
      'en: Track,',
      /^20:9 error "track" already chooses the option "track"$/,
    ],
    [
      'two nodes with one name',
      '  tell: {',
      '  found: { type: end }\n  tell: {',
      /^\d+:\d+ error Map keys must be unique$/,
    ],
    [
      'a trigger without anything to hear',
      '{ words: { en: [track it], es: [seguir] }, next: track }',
      '{ next: track }',
      /^6:5 error a trigger needs words, an intent or a kind of message$/,
    ],
    [
      'an unknown intent',
      '{ words: { en: [track it], es: [seguir] }, next: track }',
      '{ intent: ordr, next: track }',
      /^6:15 error there is no intent "ordr" – did you mean "order"\?$/,
    ],
    ['words without a translation', 'es: [seguir] }', 'es: [] }', /^6:7 warning there are no words in "es"$/],
    ['a language we have no sentences for', '[en, es]', '[en, es, de]', /error/],
    [
      'a name that is not the file',
      'name: desk',
      'name: dask',
      /^2:7 error the file is called desk.yaml, so the name should be "desk"$/,
    ],
  ] as const) {
    test(`finds ${mistake}, with line and column`, () => {
      const findings = findingsAfter(from, to);
      if (mistake === 'a language we have no sentences for') {
        assert.ok(
          findings.some((one) => /^3:21 error write these under texts in "de": choose, not_understood/.test(one)),
          findings.join('\n'),
        );
        return;
      }
      assert.equal(findings.length, found.length, findings.join('\n') || 'nothing was found');
      for (const [at, pattern] of found.entries()) assert.match(findings[at]!, pattern);
    });
  }

  test('refuses a start that is no menu', () => {
    assert.match(findingsAfter('start: main', 'start: found').join('\n'), /^4:8 error the start must be a menu/m);
  });

  test('survives anything that is not a flow', () => {
    for (const text of ['', '[]', '42', 'null', '- a', '\0', '{', 'nodes: {}', '*x', `a: ${'['.repeat(500)}`]) {
      assert.ok(
        findingsIn(text).some((finding) => finding.includes('error')),
        JSON.stringify(text),
      );
    }
  });
});

test('flows/schema.json is what `npm run flows schema` writes', () => {
  assert.deepEqual(
    JSON.parse(readFileSync(`${FLOWS}schema.json`, 'utf8')),
    JSON.parse(JSON.stringify(flowSchema(VOCABULARY))),
  );
});
