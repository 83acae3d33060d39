import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shopWithAna } from '../test-business.ts';

const MINUTE = 60_000;

describe('a customer who wrote something wrong', () => {
  test('edits it: the chat shows the new words, and the business hears which message they replace', async (t) => {
    const { ana, emulator, messages } = await shopWithAna(t);
    const said = ana.says('Buy 1 hodie');
    const edited = ana.edits(said.id, 'Buy 1 hoodie');
    await emulator.settled();

    assert.deepEqual(
      [edited.id, edited.content, edited.edited],
      [said.id, { type: 'text', body: 'Buy 1 hoodie' }, true],
    );
    assert.deepEqual(
      ana.messages().filter(({ from }) => from === 'customer').length,
      2, // "hi" before it
    );
    const { type, edit } = messages().at(-1);
    assert.deepEqual(
      [type, edit],
      ['edit', { original_message_id: said.id, message: { type: 'text', text: { body: 'Buy 1 hoodie' } } }],
    );
  });

  test('deletes it for everyone: a line says so, and the business hears it', async (t) => {
    const { ana, emulator, messages } = await shopWithAna(t);
    const said = ana.says('my card is 4111');
    const deleted = ana.deletes(said.id);
    await emulator.settled();

    assert.deepEqual([deleted.id, deleted.content.type], [said.id, 'notice']);
    const { type, revoke } = messages().at(-1);
    assert.deepEqual([type, revoke], ['revoke', { original_message_id: said.id }]);
  });

  test('in airplane mode corrects what never left: the business hears the right words only', async (t) => {
    const { ana, emulator, messages } = await shopWithAna(t);
    ana.online(false);
    const [wrong, secret] = [ana.says('Buy 1 hodie'), ana.says('secret')];
    ana.edits(wrong.id, 'Buy 1 hoodie');
    ana.deletes(secret.id);
    ana.online(true);
    await emulator.settled();

    assert.deepEqual(
      messages()
        .slice(1)
        .map(({ type, text }) => [type, text?.body]),
      [['text', 'Buy 1 hoodie']],
    );
  });

  test('can edit text of the last 15 minutes, and delete what is at most 60 hours old', async (t) => {
    const { ana, emulator } = await shopWithAna(t);
    const said = ana.says('hello');
    const place = ana.sends({ type: 'location', latitude: 1, longitude: 2 });
    assert.throws(() => ana.edits(place.id, 'x'), /Only text/);
    assert.throws(() => ana.edits(said.id, ' '), /empty/);
    emulator.forward(16 * MINUTE);
    assert.throws(() => ana.edits(said.id, 'hello again'), /15 minutes/);
    emulator.forward(60 * 60 * MINUTE);
    assert.throws(() => ana.deletes(said.id), /60 hours/);
  });

  test('cannot correct what the business wrote, nor what was deleted', async (t) => {
    const { ana, sends } = await shopWithAna(t);
    await sends({ type: 'text', text: { body: 'Hello' } });
    const theirs = await ana.next();
    assert.throws(() => ana.edits(theirs.id, 'x'), /your own/);
    assert.throws(() => ana.deletes(theirs.id), /your own/);
    const said = ana.says('oh');
    ana.deletes(said.id);
    assert.throws(() => ana.deletes(said.id), /your own/);
  });
});
