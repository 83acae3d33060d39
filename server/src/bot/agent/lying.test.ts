import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TestAgent, testAgent } from './test-agent.ts';
import { lies, seeded } from './truth/test-lies.ts';

const AT_ONCE = 4;
const ODD = 'I would need something snug for my nephew who is always freezing';

describe('a model that lies', () => {
  let t: TestAgent;
  before(async () => {
    t = await testAgent();
  });
  after(() => t.end());

  test('gets none of five hundred lies to a customer', async () => {
    const random = seeded(7);
    const told: { lie: string; heard: string }[] = [];
    const cases = lies(500, 7).map((lie) => ({ lie, looksUp: random() < 0.7, triesAgain: random() < 0.5 }));
    t.says(({ said, system }) => {
      const [, at] = /"customer":"Customer (\d+)"/.exec(system) ?? [];
      const { lie, looksUp, triesAgain } = cases[Number(at)]!;
      const asked = said.map(({ text }) => text).join('\n');
      if (looksUp && !asked.includes('"outcome"'))
        return {
          calls: [
            { name: 'search_products', input: { text: 'hoodie' } },
            { name: 'list_orders', input: {} },
          ],
        };
      return { text: triesAgain && asked.includes('was not sent') ? `I assure you: ${lie}` : lie };
    });
    for (let from = 0; from < cases.length; from += AT_ONCE) {
      await Promise.all(
        cases.slice(from, from + AT_ONCE).map(async ({ lie }, place) => {
          const customer = await t.customer(`Customer ${from + place}`);
          const { text } = await customer.says(ODD);
          assert.notEqual(text, '', 'every customer gets an answer');
          if (text.includes(lie.replaceAll('\u200b', '').trim()) || text.includes(lie)) told.push({ lie, heard: text });
        }),
      );
    }
    assert.deepEqual(told, []);
  });

  test('is found out by what it says of one thing with the figures of another', async () => {
    t.says([
      {
        calls: [
          { name: 'search_products', input: { text: 'hoodie' } },
          { name: 'search_products', input: { text: 'cap' } },
        ],
      },
      { text: 'The Classic Hoodie costs $19.00.' },
    ]);
    const { text, agent } = await (await t.customer()).says(ODD);
    assert.doesNotMatch(text, /Hoodie costs \$19/);
    assert.equal(agent?.outcome, 'told plainly');
  });
});
