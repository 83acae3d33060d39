import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, hello, NUMBER, openShop, shopWithAna } from '../test-business.ts';
import { createKnobs } from './knobs.ts';
import { KnobProblem } from './settings.ts';

const many = { limits: false } as const;
const luck = (seed: string) => {
  const { knobs, chance } = createKnobs(seed, () => {});
  knobs.set({ calls: { dropAfter: 0.5 } });
  return {
    knobs,
    hit: (calls: number) => Array.from({ length: calls }, () => chance.faultFor(() => 'messages') !== null),
  };
};

describe('chance', () => {
  test('is the same for the same seed, and another for another', () => {
    assert.deepEqual(luck('a').hit(50), luck('a').hit(50));
    assert.notDeepEqual(luck('a').hit(50), luck('b').hit(50));
  });

  test('starts over when the seed is set', () => {
    const { knobs, hit } = luck('a');
    const first = hit(50);
    knobs.set({ seed: 'a' });
    assert.deepEqual(hit(50), first);
  });

  test('hits about as often as it says, each trouble for itself', () => {
    const { knobs, chance } = createKnobs('x', () => {});
    knobs.set({ calls: { dropBefore: 0.2, html: 0.3, errors: [{ code: 131056, chance: 0.1 }] } });
    const faults = Array.from({ length: 2_000 }, () => chance.faultFor(() => 'messages'));
    const share = (is: (fault: NonNullable<(typeof faults)[0]>) => unknown) =>
      Math.round((faults.filter((fault) => fault && is(fault)).length / faults.length) * 10);
    assert.deepEqual([share(({ drop }) => drop), share(({ html }) => html), share(({ code }) => code)], [2, 3, 1]);
  });

  test('of the webhooks does not change which calls are hit', () => {
    const { knobs, chance } = createKnobs('a', () => {});
    knobs.set({ calls: { dropAfter: 0.5 }, webhooks: { duplicated: 0.5 } });
    const hit = Array.from({ length: 50 }, () => {
      chance.isDuplicated();
      return chance.faultFor(() => 'messages') !== null;
    });
    assert.deepEqual(hit, luck('a').hit(50));
  });
});

describe('a knob', () => {
  test('turned by mistake is refused by name, and nothing is turned', () => {
    const { knobs } = createKnobs('a', () => {});
    const before = knobs.read();
    assert.throws(() => knobs.set({ calls: { html: 2 } }), /calls\.html/);
    assert.throws(() => knobs.set({ calls: { dropAfter: 0.7, errors: [{ code: 4, chance: 0.7 }] } }), /come to 1\.40/);
    assert.throws(() => knobs.set({ webhooks: { delayMs: [9, 1] } }), /webhooks\.delayMs/);
    assert.throws(() => knobs.set({ token: 'replaced' }), KnobProblem);
    assert.deepEqual(knobs.read(), before);
  });

  test('that is not named stays; reset turns all of them off and keeps the seed', () => {
    const { knobs } = createKnobs('a', () => {});
    knobs.set({ calls: { html: 0.1, latencyMs: [5, 9] } });
    knobs.set({ calls: { html: undefined, truncated: 0.2 }, statuses: { lost: 0.3 } });
    assert.equal(knobs.read().calls.html, 0.1);
    assert.deepEqual(knobs.read().calls.latencyMs, [5, 9]);
    assert.equal(knobs.replace({ calls: { truncated: 0.2 } }).calls.html, 0);
    assert.deepEqual(knobs.reset(), createKnobs('a', () => {}).knobs.read());
  });
});

describe('a Graph call', () => {
  test('can be answered by any error code with its own body, on the calls one means', async (t) => {
    const { sends, graph, emulator } = await shopWithAna(t);
    emulator.knobs.set({
      calls: {
        errors: [
          { code: 131056, on: 'messages' },
          { code: 4, on: 'other' },
        ],
      },
    });

    const refused = await sends(hello);
    assert.deepEqual([refused.status, refused.body.error.code, refused.body.error.is_transient], [400, 131056, true]);
    assert.match(refused.body.error.error_data.details, /knob/);
    assert.equal((await graph('GET', NUMBER)).status, 429);
    emulator.knobs.reset();
    assert.equal((await sends(hello)).status, 200);
  });

  test('finds the provider down, whatever it asks for', async (t) => {
    const { sends, graph, emulator } = await shopWithAna(t);
    emulator.knobs.set({ calls: { down: true } });
    const answers = [await sends(hello), await graph('GET', NUMBER)];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.error.code]),
      [
        [503, 2],
        [503, 2],
      ],
    );
    assert.deepEqual(emulator.sent(), []);
  });

  test('is accepted and loses its connection: the customer has it, the business does not know', async (t) => {
    const { sends, ana, emulator } = await shopWithAna(t);
    emulator.knobs.set({ calls: { dropAfter: 1 } });
    await assert.rejects(sends(hello));
    await ana.next();
    const [record] = emulator.ledger.messages({ direction: 'outbound' }).messages;
    assert.deepEqual([record?.sent?.answer, record?.sent?.shown?.type], ['none', 'text']);
  });

  test('waits as long as the latency says', async (t) => {
    const { sends, emulator, clock } = await shopWithAna(t);
    emulator.knobs.set({ calls: { latencyMs: [200, 300] } });
    let isAnswered = false;
    const sending = sends(hello).then((answer) => {
      isAnswered = true;
      return answer;
    });
    while (emulator.ledger.entries({ direction: 'from_business' }).entries.length === 0)
      await new Promise(setImmediate);
    await clock.advance(199);
    assert.equal(isAnswered, false);
    await clock.advance(101);
    assert.equal((await sending).status, 200);
  });
});

describe('the access token', () => {
  test('dies, is replaced, and lives again', async (t) => {
    const { sends, graph, emulator } = await shopWithAna(t);
    emulator.knobs.set({ token: 'dead' });
    assert.deepEqual([(await sends(hello)).body.error.code, (await sends(hello)).status], [190, 401]);

    emulator.knobs.replaceToken('another');
    assert.equal((await sends(hello)).status, 401);
    assert.equal((await graph('GET', NUMBER, undefined, { authorization: 'Bearer another' })).status, 200);

    emulator.knobs.set({ token: 'valid' });
    assert.equal((await sends(hello)).status, 200);
  });
});

describe('webhooks', () => {
  test('come late', async (t) => {
    const shop = await openShop(t);
    shop.emulator.knobs.set({ webhooks: { delayMs: 5_000 } });
    shop.emulator.phone(ANA).says('hi');
    await shop.passes(4_999);
    assert.equal(shop.received.length, 0);
    await shop.passes(1);
    assert.equal(shop.messages().length, 1);
  });

  test('come twice', async (t) => {
    const shop = await openShop(t);
    shop.emulator.knobs.set({ webhooks: { duplicated: 1 } });
    shop.emulator.phone(ANA).says('hi');
    await shop.emulator.settled();
    assert.equal(shop.messages().length, 2);
    assert.equal(shop.messages()[0].id, shop.messages()[1].id);
    assert.equal(shop.emulator.ledger.messages().messages[0]?.webhook?.acknowledgedTimes, 2);
  });

  test('come several in one POST, and in another order', async (t) => {
    const shop = await openShop(t);
    shop.emulator.knobs.set({ seed: 'mixed', webhooks: { batch: 4, shuffle: 8, waitMs: 1_000 } });
    const ana = shop.emulator.phone(ANA);
    const texts = ['1', '2', '3', '4', '5', '6', '7', '8'];
    for (const text of texts) ana.says(text);
    await shop.emulator.settled();
    assert.equal(shop.received.length, 2);
    const heard = shop.messages().map(({ text }) => text.body);
    assert.notDeepEqual(heard, texts);
    assert.deepEqual(heard.toSorted(), texts);
  });

  test('a batch that does not fill leaves after its wait', async (t) => {
    const shop = await openShop(t);
    shop.emulator.knobs.set({ webhooks: { batch: 10, waitMs: 1_000 } });
    const ana = shop.emulator.phone(ANA);
    ana.says('1');
    ana.says('2');
    await shop.emulator.settled();
    assert.equal(shop.received.length, 0);
    await shop.passes(1_000);
    assert.equal(shop.received.length, 1);
    assert.equal(shop.messages().length, 2);
  });

  test('are held back and let go', async (t) => {
    const shop = await openShop(t);
    shop.emulator.knobs.set({ webhooks: { held: true } });
    shop.emulator.phone(ANA).says('hi');
    await shop.emulator.settled();
    assert.equal(shop.received.length, 0);
    shop.emulator.knobs.set({ webhooks: { held: false } });
    await shop.emulator.settled();
    assert.equal(shop.messages().length, 1);
  });
});

describe('statuses', () => {
  test('come late', async (t) => {
    const shop = await shopWithAna(t);
    shop.emulator.knobs.set({ statuses: { delayMs: 60_000 } });
    await shop.sends(hello);
    await shop.passes(59_999);
    assert.deepEqual(shop.statuses(), []);
    await shop.passes(1);
    assert.deepEqual(
      shop.statuses().map(({ status }) => status),
      ['sent', 'delivered'],
    );
  });

  test('never come, and the ledger knows what they would have been', async (t) => {
    const shop = await shopWithAna(t, many);
    shop.emulator.knobs.set({ statuses: { lost: 1 } });
    await shop.sends(hello);
    shop.ana.reads();
    await shop.emulator.settled();
    assert.deepEqual(shop.statuses(), []);
    const [record] = shop.emulator.ledger.messages({ direction: 'outbound' }).messages;
    assert.deepEqual(
      record?.sent?.statuses.map(({ status, lost }) => [status, lost]),
      [
        ['sent', true],
        ['delivered', true],
        ['read', true],
      ],
    );
  });
});

test('the service window closes before one’s eyes', async (t) => {
  const shop = await shopWithAna(t);
  shop.emulator.forward(24 * 3_600_000);
  await shop.sends(hello);
  await shop.emulator.settled();
  assert.deepEqual(
    shop.statuses().map(({ errors }) => errors[0].code),
    [131047],
  );
});
