import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { businessRecipe, readMeaning, supportRecipe } from './business-model.ts';
import type { Recipe } from './learning/model-shelf.ts';
import type { TextModel } from './learning/text-model.ts';
import { trainTextModel } from './learning/train-text-model.ts';
import { shippedExamples } from './shipped.ts';

const train = ({ examples, ...options }: Recipe): TextModel => trainTextModel(examples, options);

describe('the model of a business', () => {
  let model: TextModel;

  before(() => {
    const own = [
      { label: 'trigger:0', texts: ['where is my order', 'track my order', 'order status'] },
      { label: 'trigger:1', texts: ['talk to a person', 'i want a human'] },
      { label: 'faq:engraving', texts: ['Do you engrave?', 'can you put my name on it', 'engraving'] },
    ];
    model = train(businessRecipe(own, ['Silver Ring', 'Gold Chain'], train(supportRecipe())));
  });

  test('understands its own questions', () => {
    assert.equal(readMeaning(model, 'could you engrave a name')[0]?.label, 'faq:engraving');
  });

  test('understands what it was told in words and languages nobody gave it', () => {
    assert.equal(readMeaning(model, 'cadê minha encomenda')[0]?.label, 'trigger:0');
    assert.equal(readMeaning(model, 'quisiera hablar con una persona')[0]?.label, 'trigger:1');
  });

  test('leads nowhere with what the business does not answer', () => {
    for (const text of ['hello there', 'cancel my order please', 'who won the match yesterday'])
      assert.ok((readMeaning(model, text)[0]?.confidence ?? 0) < 0.3, text);
  });
});

describe('the examples that come with Parlour', () => {
  for (const set of ['support-intents', 'campaign-replies'] as const)
    test(`${set}: no text has two labels`, () => {
      const labels = Map.groupBy(shippedExamples(set), ({ text }) => text.toLowerCase());
      const torn = [...labels].filter(([, rows]) => new Set(rows.map(({ label }) => label)).size > 1);

      assert.deepEqual(
        torn.map(([text]) => text),
        [],
      );
    });
});
