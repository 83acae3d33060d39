import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyIntent } from './intents.ts';

describe('what a message is about', () => {
  const messages: [text: string, intent: string, support: string][] = [
    ['where is my parcel? it has not arrived', 'order_status', 'order'],
    ['dónde está mi pedido', 'order_status', 'order'],
    ['track order 5521', 'order_status', 'order'],
    ['cancel my order please', 'cancel_order', 'order'],
    ['quiero cancelar el pedido', 'cancel_order', 'order'],
    ['when will my order arrive', 'delivery_date', 'order'],
    ['show me my past orders', 'order_history', 'order'],
    ['i want to buy two shirts', 'order', 'order'],
    ['me llevo tres', 'order', 'order'],
    ['do you have this in green', 'product_question', 'product'],
    ['¿tienen camisas en talla L?', 'product_question', 'product'],
    ['send me your catalogue', 'browse', 'product'],
    ['what are your opening hours', 'faq', 'faq'],
    ['aceptan tarjeta', 'faq', 'faq'],
    ['the lamp came broken', 'report_defect', 'order'],
    ['worst service ever, i want my money back', 'complaint', 'general'],
    ["show me today's production", 'production_schedule', 'order'],
    ['can I talk to a human', 'human', 'general'],
    ['quiero hablar con una persona', 'human', 'general'],
    ['hola', 'greeting', 'general'],
    ['namaste', 'greeting', 'general'],
    ['thank you so much', 'thanks', 'general'],
    ['obrigado', 'thanks', 'general'],
    ['bye', 'goodbye', 'general'],
    ['what can you do', 'help', 'general'],
    ['STOP', 'opt_out', 'general'],
  ];
  for (const [text, intent, support] of messages) {
    test(`"${text}" is ${intent}`, () => {
      const found = classifyIntent(text);

      assert.deepEqual([found.intent, found.support], [intent, support]);
    });
  }

  for (const text of ['the moon is far away', 'my dog ate my homework', '', '.', 'asdfgh']) {
    test(`"${text}" is none of them`, () => assert.equal(classifyIntent(text).intent, 'none'));
  }

  test('is a question rather than the greeting before it', () => {
    assert.equal(classifyIntent('good morning, where is my order 1042?').intent, 'order_status');
  });

  test('comes with a confidence from 0 to 1, and what else it may be', () => {
    const { confidence, ranked } = classifyIntent('do you have parking or delivery');

    assert.ok(confidence >= 0 && confidence <= 1);
    assert.ok(ranked.length > 1 && ranked[0]!.confidence >= ranked[1]!.confidence);
  });
});
