import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found, moved, topicFrom, topicsOf } from './topics.ts';

const faq = (topic: string, language: string, question: string, position = 0) => ({
  id: `${topic}-${language}`,
  topic,
  language,
  question,
  variants: [],
  answer: 'Yes.',
  position,
  enabled: true,
});

const FAQS = [
  faq('returns', 'es', '¿Puedo devolverlo?', 2),
  faq('returns', 'en', 'Can I return it?', 2),
  faq('hours', 'fr', 'Quand ouvrez-vous ?', 1),
];

describe('common questions by topic', () => {
  test('stand in the order of the business, called in its language', () => {
    const topics = topicsOf(FAQS, ['en', 'es']);
    assert.deepEqual(
      topics.map(({ topic, title }) => [topic, title]),
      [
        ['hours', 'Quand ouvrez-vous ?'],
        ['returns', 'Can I return it?'],
      ],
    );
    assert.deepEqual(
      topics[1]!.faqs.map(({ language }) => language),
      ['en', 'es'],
    );
  });

  test('move up and down, and no further than the ends', () => {
    const topics = topicsOf(FAQS, ['en']);
    assert.deepEqual(moved(topics, 'returns', -1), ['returns', 'hours']);
    assert.equal(moved(topics, 'hours', -1), null);
  });

  test('are found by words in any language', () => {
    assert.deepEqual(
      found(topicsOf(FAQS, ['en']), 'DEVOLVERLO').map(({ topic }) => topic),
      ['returns'],
    );
  });

  test('get a name from their question', () => {
    assert.equal(topicFrom('¿Cuándo llega mi pedido, por favor, hoy?'), 'cuando-llega-mi-pedido-por-favor');
    assert.equal(topicFrom('???'), '');
  });
});
