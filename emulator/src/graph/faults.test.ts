import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hello, NUMBER, shopWithAna } from '../test-business.ts';

describe('the next send', () => {
  test('can get any of the error codes, once', async (t) => {
    const { sends, emulator } = await shopWithAna(t);
    emulator.failNext({ code: 131016 });

    const failed = await sends(hello);
    assert.deepEqual([failed.status, failed.body.error.code, failed.body.error.is_transient], [500, 131016, true]);
    assert.equal((await sends(hello)).status, 200);
  });

  test('can fail later, by webhook', async (t) => {
    const { sends, statuses, emulator } = await shopWithAna(t);
    emulator.failNext({ code: 131049, as: 'status' });

    assert.equal((await sends(hello)).status, 200);
    await emulator.settled();
    assert.deepEqual(
      statuses().map(({ status, errors }) => [status, errors[0].code]),
      [['failed', 131049]],
    );
  });

  test('can get a bare status, several times', async (t) => {
    const { sends, emulator } = await shopWithAna(t);
    emulator.failNext({ status: 503, times: 2 });
    const answers = [await sends(hello), await sends(hello), await sends(hello)];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [503, 503, 200],
    );
  });

  test('can lose its connection before it was taken', async (t) => {
    const { sends, emulator } = await shopWithAna(t);
    emulator.failNext({ drop: 'before' });
    await assert.rejects(sends(hello));
    assert.deepEqual(emulator.sent(), []);
  });

  test('can lose its connection after it was taken: the customer gets it all the same', async (t) => {
    const { ana, sends, statuses, emulator } = await shopWithAna(t);
    emulator.failNext({ drop: 'after' });

    await assert.rejects(sends({ ...hello, biz_opaque_callback_data: 'ref-1' }));
    await ana.next();
    await emulator.settled();
    assert.ok(statuses().every((status) => status.biz_opaque_callback_data === 'ref-1'));
  });

  test('can get half an answer, or a page of HTML', async (t) => {
    const { sends, emulator } = await shopWithAna(t);
    emulator.failNext({ truncate: true });
    emulator.failNext({ html: true });

    await assert.rejects(sends(hello));
    const page = await sends(hello);
    assert.deepEqual([page.status, page.text.startsWith('<html>')], [502, true]);
    assert.equal(emulator.sent().length, 1);
  });

  test('can be late', async (t) => {
    const { sends, emulator, clock } = await shopWithAna(t);
    emulator.failNext({ delayMs: 30_000 });
    let answered = false;

    const answer = sends(hello).then(() => {
      answered = true;
    });
    await sends(hello);
    assert.equal(answered, false);
    await clock.advance(30_000);
    await answer;
  });

  test('keeps its fault while other messages are marked as read', async (t) => {
    const { graph, sends, emulator, messages } = await shopWithAna(t);
    emulator.failNext({ code: 131016 });
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: messages()[0].id };
    assert.equal((await graph('POST', `${NUMBER}/messages`, read)).status, 200);
    assert.equal((await sends(hello)).status, 500);
  });

  test('is left alone by faults for other calls', async (t) => {
    const { graph, sends, emulator } = await shopWithAna(t);
    emulator.failNext({ code: 4, on: 'media' });
    assert.equal((await sends(hello)).status, 200);
    assert.equal((await graph('POST', `${NUMBER}/media`, {})).body.error.code, 4);

    emulator.failNext({ code: 4 });
    emulator.clearFaults();
    assert.equal((await sends(hello)).status, 200);
  });
});
