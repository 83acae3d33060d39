import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PhoneEvent } from '../phone-api.ts';
import { hello, openShop, type Shop, shopWithAna } from '../test-business.ts';

/** Reads a stream until `enough`; gives the events and the last id. */
async function listen(
  shop: Shop,
  enough: (events: PhoneEvent[]) => boolean,
  lastEventId?: string,
  begun?: () => unknown,
) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${shop.origin}/phone/api/events`, { headers });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  await begun?.();
  let text = '';
  const decoder = new TextDecoder();
  // Leaving the loop closes the stream.
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]): PhoneEvent => JSON.parse(json ?? ''));
    if (!text.endsWith('\n\n') || !enough(events)) continue;
    return { events, lastId: [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '' };
  }
  throw new Error('The stream ended.');
}

const bodies = (events: PhoneEvent[]) =>
  events.flatMap((event) =>
    event.event === 'bubble' && event.bubble.content.type === 'text' ? [event.bubble.content.body] : [],
  );

describe('the event stream', () => {
  test('tells of bubbles, chats and the ledger as they happen', async (t) => {
    const shop = await shopWithAna(t);

    const { events } = await listen(
      shop,
      (seen) => bodies(seen).includes('Hello'),
      undefined,
      () => shop.sends(hello),
    );

    assert.ok(events.some((event) => event.event === 'ledger' && event.entry.direction === 'from_business'));
  });

  test('goes on where a page left off', async (t) => {
    const shop = await shopWithAna(t);
    const first = await listen(
      shop,
      (seen) => bodies(seen).includes('one'),
      undefined,
      () => shop.ana.says('one'),
    );
    shop.ana.says('two');

    const second = await listen(shop, (seen) => bodies(seen).includes('two'), first.lastId);

    assert.ok(!second.events.some(({ event }) => event === 'reset'));
  });

  test('says that events were missed when it cannot know them', async (t) => {
    const shop = await openShop(t);
    const { events } = await listen(shop, (seen) => seen.length > 0, 'anotherlife-7');
    assert.deepEqual(events, [{ event: 'reset' }]);
  });
});
