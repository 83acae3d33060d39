import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { packModel, unpackModel } from './artefact.ts';
import { classifyText } from './text-model.ts';
import { type Example, trainTextModel } from './train-text-model.ts';

const SAID: Record<string, string[]> = {
  hours: [
    'when do you open',
    'what are your hours',
    'until when are you open',
    'are you open on sunday',
    'closing time?',
  ],
  track: ['where is my order', 'track my parcel', 'has my order shipped', 'when does my parcel arrive', 'order status'],
  cancel: ['cancel my order', 'please cancel it', 'i want to cancel the order', 'cancel order 12', 'stop my order'],
  price: ['how much is it', 'what does it cost', 'price please', 'how much for two', 'what is the price'],
  person: ['talk to a person', 'i want a human', 'connect me with an agent', 'speak to someone', 'agent please'],
  thanks: ['thank you', 'thanks a lot', 'many thanks', 'thank you so much', 'thanks!'],
  pay: ['how can i pay', 'do you take cards', 'can i pay cash', 'which cards do you take', 'pay on delivery?'],
};
const examples: Example[] = Object.entries(SAID).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
const outside = [
  'who won the match',
  'it may rain tomorrow',
  'my dog is asleep',
  'sing me a song',
  'what is two plus two',
];
const model = trainTextModel(examples, { outside });

describe('a model trained on examples', () => {
  test('finds the label of a text it has not seen', () => {
    assert.equal(classifyText(model, 'could you please cancel what i ordered').label, 'cancel');
    assert.equal(classifyText(model, 'is my parcel shipped?').label, 'track');
  });

  test('understands slips of the pen by the letters', () => {
    assert.equal(classifyText(model, 'trak my parcell').label, 'track');
  });

  test('ranks what else it may be, with confidences from 0 to 1', () => {
    const { ranked, confidence } = classifyText(model, 'how much can i pay');

    assert.equal(ranked.length, 3);
    assert.equal(ranked[0]!.confidence, confidence);
    assert.deepEqual(
      ranked.toSorted((a, b) => b.confidence - a.confidence),
      ranked,
    );
    assert.ok(ranked.every((one) => one.confidence >= 0 && one.confidence <= 1));
  });

  test('turns nothing away when a handful of examples cannot teach what belongs nowhere', () => {
    const { doubt, isOutside } = classifyText(model, 'who won the match');

    assert.deepEqual({ doubt, isOutside }, { doubt: null, isOutside: false });
  });

  test('is the same after the same examples', () => {
    assert.deepEqual(packModel(trainTextModel(examples, { outside })), packModel(model));
  });

  test('answers any text at all', () => {
    const property = fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { confidence, label } = classifyText(model, text);
      return Number.isFinite(confidence) && model.labels.includes(label);
    });
    fc.assert(property, { seed: 7, numRuns: 300 });
  });

  test('can be made from one example, and not from none', () => {
    assert.equal(classifyText(trainTextModel([{ text: 'hello', label: 'greeting' }]), 'hello you').label, 'greeting');
    assert.throws(() => trainTextModel([]), /at least one example/);
  });
});

describe('a model as bytes', () => {
  test('answers as before', () => {
    const again = unpackModel(packModel(model));

    for (const text of ['when do you close', 'cash?', 'qwerty', '']) {
      assert.deepEqual(again && classifyText(again, text), classifyText(model, text));
    }
  });

  test('is not read when torn or not ours', () => {
    const bytes = packModel(model);

    assert.equal(unpackModel(bytes.slice(0, bytes.length - 1)), null);
    assert.equal(unpackModel(bytes.slice(0, 5)), null);
    assert.equal(unpackModel(new Uint8Array(0)), null);
    assert.equal(unpackModel(new TextEncoder().encode('{"version":1}, or so it says')), null);
  });

  test('is not read by a program that would answer otherwise', () => {
    const text = Buffer.from(packModel(model)).toString('latin1').replace('"version":', '"version":9');

    assert.equal(unpackModel(Buffer.from(text, 'latin1')), null);
  });
});
