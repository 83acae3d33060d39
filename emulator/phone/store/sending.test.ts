import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bubble, PhoneMessage } from '../../src/phone-api.ts';
import { ApiProblem } from '../api/client.ts';
import { apiWith, bubble, mine, openedStore, pending, settle, shop, shownIn } from '../test/support.ts';
import { createSending } from './sending.ts';
import type { Store } from './store.ts';

const text = (body: string): PhoneMessage => ({ type: 'text', body });
const confirmed = (id: string, minute: number, body: string) => mine(id, minute, { content: { type: 'text', body } });
const waitingIn = (store: Store) => (store.get().outgoing['ana/1001'] ?? []).map(({ bubble }) => bubble.content);

function sendingWith(answers: Parameters<typeof apiWith>[0], store = openedStore()) {
  let ids = 0;
  const now = () => Date.parse('2026-03-02T12:30:00.000Z');
  return { store, ...createSending({ store, api: apiWith(answers), now, newId: () => String(++ids) }) };
}

describe('a message the customer sends', () => {
  test('is shown at once, with the clock, before anything answers', () => {
    const { store, send } = sendingWith({ send: () => pending<Bubble>().promise });

    send(shop, text('hi'));

    const [shown] = store.get().outgoing['ana/1001'] ?? [];
    assert.deepEqual([shown?.bubble.content, shown?.bubble.ticks], [{ type: 'text', body: 'hi' }, 'waiting']);
  });

  test("becomes the emulator's bubble and stays the same element on the screen", async () => {
    const { store, send } = sendingWith({ send: async () => confirmed('wamid.1', 30, 'hi') });

    send(shop, text('hi'));
    await settle();

    assert.deepEqual([waitingIn(store), shownIn(store)], [[], ['wamid.1']]);
    assert.equal(store.get().drawnAs['wamid.1'], 'local-1');
  });

  test('is shown once when its event overtakes the answer', async () => {
    const answer = pending<Bubble>();
    const { store, send } = sendingWith({ send: () => answer.promise });

    send(shop, text('hi'));
    store.change({ type: 'heard', event: { event: 'bubble', bubble: confirmed('wamid.1', 30, 'hi') } });
    const [overtaken] = store.get().outgoing['ana/1001'] ?? [];
    answer.resolve(confirmed('wamid.1', 30, 'hi'));
    await settle();

    assert.equal(overtaken?.arrivedAs, 'wamid.1');
    assert.deepEqual([waitingIn(store), shownIn(store)], [[], ['wamid.1']]);
  });

  test('waits for the one before it', async () => {
    const first = pending<Bubble>();
    const sent: PhoneMessage[] = [];
    const { send } = sendingWith({
      send: (_chat, message) => {
        sent.push(message);
        return sent.length === 1 ? first.promise : Promise.resolve(confirmed('wamid.2', 31, 'two'));
      },
    });

    send(shop, text('one'));
    send(shop, text('two'));
    await settle();
    assert.deepEqual(sent, [text('one')]);

    first.resolve(confirmed('wamid.1', 30, 'one'));
    await settle();
    assert.deepEqual(sent, [text('one'), text('two')]);
  });

  test('with a file uploads it first and sends its id', async () => {
    const sent: PhoneMessage[] = [];
    const { send } = sendingWith({
      upload: async (_file, name) => `id of ${name}`,
      send: async (_chat, message) => {
        sent.push(message);
        return mine('wamid.1', 30);
      },
    });

    send(shop, { type: 'document', mediaId: '', caption: 'the plan' }, { blob: new Blob(['x']), name: 'plan.pdf' });
    await settle();

    assert.deepEqual(sent, [{ type: 'document', mediaId: 'id of plan.pdf', caption: 'the plan' }]);
  });
});

describe('a message that could not be sent', () => {
  const unreachable = async () => {
    throw new ApiProblem('The emulator cannot be reached.', null);
  };

  test('stays with the reason and does not hold up the next', async () => {
    const { store, send } = sendingWith({ send: unreachable });

    send(shop, text('one'));
    send(shop, text('two'));
    await settle();

    assert.deepEqual(
      store.get().outgoing['ana/1001']?.map(({ state, problem }) => [state, problem]),
      [
        ['failed', 'The emulator cannot be reached.'],
        ['failed', 'The emulator cannot be reached.'],
      ],
    );
  });

  test('is sent when tried again', async () => {
    let reachable = false;
    const { store, send, retry } = sendingWith({
      send: () => (reachable ? Promise.resolve(confirmed('wamid.1', 30, 'hi')) : unreachable()),
    });

    send(shop, text('hi'));
    await settle();
    reachable = true;
    retry(shop, 'local-1');
    await settle();

    assert.deepEqual([waitingIn(store), shownIn(store)], [[], ['wamid.1']]);
  });

  test('is not repeated when it arrived and only the answer was lost', async () => {
    const answer = pending<Bubble>();
    const { store, send } = sendingWith({ send: () => answer.promise });

    send(shop, text('hi'));
    store.change({ type: 'heard', event: { event: 'bubble', bubble: confirmed('wamid.1', 30, 'hi') } });
    answer.reject(new ApiProblem('The emulator cannot be reached.', null));
    await settle();

    assert.deepEqual([waitingIn(store), shownIn(store)], [[], ['wamid.1']]);
  });

  test('and had a file does not upload it again when tried again', async () => {
    let uploads = 0;
    let reachable = false;
    const { store, send, retry } = sendingWith({
      upload: async () => `file ${++uploads}`,
      send: () => (reachable ? Promise.resolve(mine('wamid.1', 30)) : unreachable()),
    });

    send(shop, { type: 'image', mediaId: '' }, { blob: new Blob(['x']) });
    await settle();
    reachable = true;
    retry(shop, 'local-1');
    await settle();

    assert.deepEqual([uploads, shownIn(store)], [1, ['wamid.1']]);
  });

  test('can be deleted', async () => {
    const { store, send, discard } = sendingWith({ send: unreachable });

    send(shop, text('hi'));
    await settle();
    discard(shop, 'local-1');

    assert.deepEqual(waitingIn(store), []);
  });
});

describe('a tap on a reply button', () => {
  const menu = bubble('menu', 1, {
    content: {
      type: 'interactive',
      body: 'What next?',
      action: { kind: 'buttons', buttons: [{ id: 'track', title: 'Track my order' }] },
    },
  });

  test("is drawn with the button's title, quoting the message it is on", () => {
    const { store, send } = sendingWith({ send: () => pending<Bubble>().promise }, openedStore([menu]));

    send(shop, { type: 'choice', bubbleId: 'menu', choiceId: 'track' });

    const [shown] = store.get().outgoing['ana/1001'] ?? [];
    assert.deepEqual(shown?.bubble.content, { type: 'choice', title: 'Track my order', description: undefined });
    assert.equal(shown?.bubble.quotes?.summary, 'What next?');
  });
});
