import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { trainTextModel } from './learning/train-text-model.ts';
import { checkSpam, spamRecipe } from './spam.ts';

const prize = 'WINNER!! You have won a FREE £1000 prize. Call 09061234567 now to claim!';

describe('a check for spam', () => {
  test('gives its reasons', () => {
    const { isSpam, reasons } = checkSpam(null, prize);

    assert.equal(isSpam, true);
    assert.deepEqual(reasons, ['long_number', 'money', 'exclamations', 'prize', 'urgency', 'call_to_act']);
  });

  test('names links that hide where they lead, and shouting', () => {
    assert.deepEqual(checkSpam(null, 'SEE THIS HERE bit.ly/x').reasons, ['short_link', 'capitals']);
  });

  test('leaves a customer alone', () => {
    assert.deepEqual(checkSpam(null, 'hi, is the blue hoodie back in M?'), {
      isSpam: false,
      likelihood: 0,
      reasons: [],
    });
  });

  test('learns from examples what is spam and what is not', () => {
    const spam = [
      prize,
      'Free entry! Text WIN to 80086',
      'You won cash, call 0800123456 now',
      'Claim your bonus at www.x.com',
    ];
    const ham = [
      'see you at seven',
      'can you call me later?',
      'the parcel came today',
      'ok lol',
      'do you have it in blue',
    ];
    const { examples, ...options } = spamRecipe([
      ...spam.map((text) => ({ text, label: 'spam' })),
      ...ham.map((text) => ({ text, label: 'ham' })),
    ]);
    const model = trainTextModel(examples, options);

    assert.equal(checkSpam(model, 'URGENT! you won a free prize, call 0900112233').isSpam, true);
    assert.equal(checkSpam(model, 'did the parcel come?').isSpam, false);
  });
});
