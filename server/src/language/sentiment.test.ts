import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { trainTextModel } from './learning/train-text-model.ts';
import { readSentiment, sentimentRecipe } from './sentiment.ts';

describe('how a customer feels', () => {
  for (const [text, feeling] of [
    ['I love it, thank you so much!', 'positive'],
    ['worst service ever', 'negative'],
    ['not good at all', 'negative'],
    ['where is the shop', 'neutral'],
    ['muchas gracias, excelente', 'positive'],
    ['péssimo, chegou quebrado', 'negative'],
    ['très déçue', 'negative'],
    ['bahut accha hai', 'positive'],
    ['😡😡', 'negative'],
    ['', 'neutral'],
  ] as const)
    test(`"${text}" is ${feeling}`, () => assert.equal(readSentiment(null, text).feeling, feeling));

  test('is learnt from examples too', () => {
    const { examples, ...options } = sentimentRecipe([
      ...['the zip is stuck again', 'stuck at the border again'].map((text) => ({ text, label: 'negative' })),
      ...['it fits', 'fits like a glove'].map((text) => ({ text, label: 'positive' })),
      ...['size 40', 'the blue one'].map((text) => ({ text, label: 'neutral' })),
    ]);
    const model = trainTextModel(examples, options);

    assert.equal(readSentiment(model, 'stuck again').feeling, 'negative');
  });
});
