import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detectLanguage } from './detect-language.ts';

describe('the language of a message', () => {
  const messages: [text: string, language: string][] = [
    ['can i get two white shirts please', 'en'],
    ['where is my parcel', 'en'],
    ['¿tienen este vestido en rojo?', 'es'],
    ['quiero tres camisas', 'es'],
    ['quanto custa o frete para Lisboa', 'pt'],
    ['vocês têm entrega', 'pt'],
    ['je voudrais une chemise bleue', 'fr'],
    ['Haben Sie das auch in Grün?', 'de'],
    ['vorrei due magliette bianche', 'it'],
    ['saya mau pesan dua kaos hitam', 'id'],
    ['bhaiya ye kurta kitne ka hai', 'hi-Latn'],
    ['mujhe do safed shirt chahiye', 'hi-Latn'],
    ['मुझे एक कमीज चाहिए', 'hi'],
    ['أريد قميصين من فضلك', 'ar'],
  ];
  for (const [text, language] of messages)
    test(`"${text}" is ${language}`, () => assert.equal(detectLanguage(text).language, language));

  for (const text of ['ok', '2', 'XL', '👍', 'polo', '', '...', 'https://shop.example']) {
    test(`"${text}" is too short to tell`, () => assert.equal(detectLanguage(text).language, null));
  }

  test('is only looked for among those enabled', () => {
    assert.equal(detectLanguage('quanto custa a camisa', ['en', 'pt']).language, 'pt');
    assert.notEqual(detectLanguage('quanto custa a camisa', ['en', 'es']).language, 'pt');
    assert.equal(detectLanguage('أريد قميصين', ['en', 'es']).language, null);
  });

  test('comes with how sure it is', () => {
    const { confidence } = detectLanguage('could you please tell me when my order will arrive');

    assert.ok(confidence > 0.9 && confidence <= 1);
  });
});
