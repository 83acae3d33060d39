import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { z } from 'zod';
import { type ScriptedModel, startScriptedModel } from '../../../test/support/scripted-model.ts';
import { testContext } from '../../test/support.ts';
import { newId } from '../platform/id.ts';
import { type ModelConfig, readModelConfig } from '../platform/model-config.ts';
import { businesses } from '../platform/schema.ts';
import type { Alarm } from '../platform/time.ts';
import { askForJson, type Models, openModels, type Question, recordAnswers, replayAnswers, usageOf } from './index.ts';
import type { Recording } from './recording.ts';
import { modelCalls } from './schema.ts';

const HAIKU = 'anthropic/claude-haiku-4.5'; // 1 and 5 US dollars for a million tokens

describe('a question to the language models', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let [first, second]: ScriptedModel[] = [];
  const businessId = newId();
  before(async () => {
    t = await testContext();
    await t.ctx.db.insert(businesses).values({ id: businessId, slug: 'shop', name: 'Shop' });
    [first, second] = await Promise.all([startScriptedModel(), startScriptedModel()]);
  });
  after(async () => {
    await Promise.all([first!.stop(), second!.stop()]);
    await t.end();
  });
  afterEach(async () => {
    await t.ctx.db.delete(modelCalls);
    for (const one of [first!, second!]) one.says({ text: 'Hello.' });
  });

  /** Alarms ring at once: pauses between rounds take no time. */
  const atOnce: Alarm = (_at, ring) => {
    const timer = setImmediate(ring);
    return () => clearImmediate(timer);
  };
  const open = async (environment: Partial<Parameters<typeof readModelConfig>[0]> = {}, alarm = atOnce) =>
    (await openModels(t.ctx, settings(first!, second!, environment), { alarm }))!;
  const question = (more: Partial<Question> = {}): Question => ({
    purpose: 'agent',
    charge: { businessId },
    system: 'You are a shop.',
    said: [{ role: 'user', text: 'Hi' }],
    ...more,
  });
  const rows = () => t.ctx.db.select().from(modelCalls).orderBy(modelCalls.at);
  const whyOf = async (models: Models, more: Partial<Question> = {}) => {
    const answer = await models.ask(question(more));
    return answer.outcome === 'answered' ? answer.model : [answer.why, ...answer.tried.map(({ why }) => why)].join(' ');
  };

  test('is answered by the first link, in words and calls of tools', async () => {
    first!.says({ text: 'One moment.', calls: [{ name: 'search', input: { text: 'hoodie' } }] });
    const models = await open();
    const answer = await models.ask(
      question({ tools: [{ name: 'search', about: 'Finds products', input: z.object({ text: z.string() }) }] }),
    );

    assert.ok(answer.outcome === 'answered');
    assert.equal(answer.text, 'One moment.');
    assert.deepEqual(
      answer.calls.map(({ name, input }) => ({ name, input })),
      [{ name: 'search', input: { text: 'hoodie' } }],
    );
    const [call] = first!.calls;
    assert.deepEqual([call?.system, call?.tools, call?.authorization], ['You are a shop.', ['search'], 'Bearer key-1']);
  });

  test('in the shape of Anthropic is asked and answered the same', async () => {
    first!.says({
      text: '',
      calls: [{ name: 'search', input: { text: 'mug' } }],
      usage: { input: 1_000, output: 100 },
    });
    const models = await open({ LLM_CHAIN: 'anthropic:claude-haiku-4-5-20251001' });
    const tools = [{ name: 'search', about: 'Finds products', input: z.object({ text: z.string() }) }];
    const answer = await models.ask(question({ tools }));

    assert.ok(answer.outcome === 'answered');
    assert.deepEqual(
      [answer.calls[0]?.name, answer.usage, answer.nanoUsd],
      ['search', { input: 1_000, cached: 0, output: 100 }, 1_500_000],
    );
    const after = await models.ask(
      question({
        tools,
        said: [
          { role: 'user', text: 'a mug' },
          { role: 'assistant', text: '', calls: answer.calls },
          { role: 'tool', results: [{ id: answer.calls[0]!.id, name: 'search', result: { found: ['Mug'] } }] },
        ],
      }),
    );
    assert.equal(after.outcome, 'answered');
    assert.match(JSON.stringify(first!.calls.at(-1)?.said), /Mug/);
  });

  for (const [trouble, line, why] of [
    ['is overloaded', { status: 503 }, 'http-503'],
    ['has no credits left', { status: 402 }, 'http-402'],
    ['refuses the key', { status: 401 }, 'http-401'],
    ['answers with HTML', { raw: '<html>Bad gateway</html>', type: 'text/html' }, 'garbage'],
    ['answers with other JSON', { raw: '{"error":{"message":"no provider","code":502}}' }, 'garbage'],
    ['answers with half a JSON', { raw: '{"choices":[{"message"' }, 'garbage'],
    ['hangs up', { drop: true }, 'unreachable'],
    ['says nothing', { text: ' ' }, 'empty'],
    ['reports an error inside its answer', { text: 'oops', finish: 'error' }, 'error-in-answer'],
  ] as const) {
    test(`goes to the next link when the first ${trouble}`, async () => {
      first!.says(line);
      assert.equal(await whyOf(await open()), `ollama:llama3.2`);
      assert.deepEqual(
        (await rows()).map(({ status, tried }) => [status, tried.map((one) => one.why)]),
        [['answered', [why]]],
      );
    });
  }

  test('goes to the next link when the first takes too long', async () => {
    const timeUp = new AbortController();
    const deadlines = [timeUp.signal]; // of the first call; the second has all the time it wants
    const models = await openModels(t.ctx, settings(first!, second!, {}), {
      alarm: atOnce,
      deadline: () => deadlines.shift() ?? new AbortController().signal,
    });
    first!.says(() => {
      timeUp.abort(new DOMException('The time is up.', 'TimeoutError'));
      return { silence: true };
    });

    assert.equal(await whyOf(models!), 'ollama:llama3.2');
    assert.deepEqual(
      (await rows()).map(({ tried }) => tried.map((one) => one.why)),
      [['timeout']],
    );
    await first!.calls[0]!.hungUp;
  });

  test('goes through the chain once more when a limit may have passed, but not when nothing can change', async () => {
    for (const one of [first!, second!]) one.says([{ status: 429, headers: { 'retry-after': '2' } }, { text: 'Now.' }]);
    assert.equal(await whyOf(await open()), `openrouter:${HAIKU}`);

    for (const one of [first!, second!]) one.says({ status: 404 });
    assert.equal(await whyOf(await open()), 'no-answer http-404 http-404');
  });

  test('is not put to a link that failed three times until half a minute has passed', async () => {
    first!.says({ status: 500 });
    const models = await open();
    for (let turn = 0; turn < 5; turn++) await models.ask(question());
    assert.equal(first!.calls.length, 3);

    first!.says({ text: 'Back again.' });
    t.clockMovesBy(31_000);
    assert.equal(await whyOf(models), `openrouter:${HAIKU}`);
  });

  test('that is itself refused does not close the link for others', async () => {
    first!.says([{ status: 400 }, { status: 400 }, { status: 400 }, { text: 'Fine.' }]);
    const models = await open();
    for (let turn = 0; turn < 3; turn++) await models.ask(question());
    assert.equal(await whyOf(models), `openrouter:${HAIKU}`);
  });

  test('is put to one link at a time unless hedging is on; then the first answer counts and the other call ends', async () => {
    const asked = Promise.withResolvers<void>();
    first!.says(() => {
      asked.resolve();
      return { silence: true };
    });
    second!.says(async () => {
      await asked.promise;
      return { text: 'Hello.' };
    });
    const answer = await (await open({ LLM_HEDGE: 1 })).ask(question());

    assert.equal(answer.outcome === 'answered' && answer.model, 'ollama:llama3.2');
    await first!.calls[0]!.hungUp;
  });

  test('ends at once when a person takes over, and counts with the most it may have cost', async () => {
    const takeOver = new AbortController();
    first!.says((_call) => {
      takeOver.abort();
      return { silence: true };
    });
    const answer = await (await open()).ask(question({ signal: takeOver.signal }));

    assert.deepEqual(answer, { outcome: 'unavailable', why: 'cancelled', tried: [] });
    await first!.calls[0]!.hungUp;
    const [row] = await rows();
    assert.equal(row?.status, 'cancelled');
    assert.ok(row.nanoUsd > 0);
    assert.equal(second!.calls.length, 0);
  });

  for (const chain of [`openrouter:${HAIKU}`, 'anthropic:claude-haiku-4-5-20251001']) {
    test(`is hung up on in the middle of its words when a person takes over (${chain})`, async () => {
      const takeOver = new AbortController();
      first!.says({ text: 'Let me look for', cutShort: () => takeOver.abort() });
      const answer = await (await open({ LLM_CHAIN: chain })).ask(question({ signal: takeOver.signal }));

      assert.deepEqual(answer, { outcome: 'unavailable', why: 'cancelled', tried: [] });
      await first!.calls[0]!.hungUp;
      assert.equal((await rows())[0]?.status, 'cancelled');
    });
  }

  test('that is hard goes to the better chain', async () => {
    const models = await open({ LLM_HARD_CHAIN: 'custom:big-one', CUSTOM_BASE_URL: second!.openAi });
    assert.equal(await whyOf(models, { isHard: true }), 'custom:big-one');
  });

  test('calls of tools that do not exist or do not fit are marked, and raise nothing', async () => {
    first!.says({
      calls: [
        { name: 'refund', input: {} },
        { name: 'search', input: { words: 1 } },
        { name: 'search', input: '{"text":' },
      ],
    });
    const answer = await (await open()).ask(
      question({ tools: [{ name: 'search', about: 'Finds', input: z.object({ text: z.string() }) }] }),
    );
    assert.ok(answer.outcome === 'answered');
    assert.deepEqual(
      answer.calls.map(({ mistake }) => mistake),
      [
        'there is no such tool',
        'the input does not fit the schema of this tool',
        'the input does not fit the schema of this tool',
      ],
    );
  });

  describe('costs', () => {
    test('what the table says for the tokens, to the billionth of a dollar', async () => {
      first!.says({ text: 'Hi.', usage: { input: 12_345, cached: 2_345, output: 678 } });
      await (await open()).ask(question());

      const [row] = await rows();
      // 10,000 × 1 + 2,345 × 0.10 + 678 × 5 dollars for a million
      assert.deepEqual(
        [row?.nanoUsd, row?.priced, row?.inputTokens, row?.cachedTokens, row?.outputTokens],
        [13_624_500, 'table', 12_345, 2_345, 678],
      );
    });

    test('what the provider says, where it says it', async () => {
      first!.says({ text: 'Hi.', costUsd: 0.0123 });
      await (await open()).ask(question());
      assert.deepEqual(
        (await rows()).map(({ nanoUsd, priced }) => [nanoUsd, priced]),
        [[12_300_000, 'provider']],
      );
    });

    test('the price of the operator before ours, and a dear one where nobody knows it', async () => {
      const chain = {
        LLM_CHAIN: 'custom:own,custom:unknown',
        CUSTOM_BASE_URL: first!.openAi,
        LLM_PRICES: 'own=0.2/0.6',
      };
      const models = await open(chain);
      first!.says([{ text: 'Hi.', usage: { input: 1_000_000, output: 0 } }]);
      await models.ask(question());
      first!.says([{ status: 404 }, { text: 'Hi.', usage: { input: 1_000_000, output: 0 } }]);
      await models.ask(question());
      assert.deepEqual(
        (await rows()).map(({ nanoUsd, priced }) => [nanoUsd, priced]),
        [
          [200_000_000, 'table'],
          [5_000_000_000, 'assumed'],
        ],
      );
    });

    test('are summed by day, purpose and model', async () => {
      const models = await open();
      first!.says({ text: 'Hi.', usage: { input: 1_000, output: 100 } });
      await models.ask(question());
      await models.ask(question());
      await models.ask(question({ purpose: 'rewrite' }));

      const day = t.ctx.now().toISOString().slice(0, 10);
      const usage = await usageOf(t.ctx.db, businessId, {
        from: new Date(0),
        to: new Date('2100-01-01'),
        timeZone: 'UTC',
      });
      assert.deepEqual(
        usage.map((row) => [
          row.day,
          row.purpose,
          row.model,
          row.calls,
          row.inputTokens,
          row.outputTokens,
          row.nanoUsd,
        ]),
        [
          [day, 'agent', `openrouter:${HAIKU}`, 2, 2_000, 200, 3_000_000],
          [day, 'rewrite', `openrouter:${HAIKU}`, 1, 1_000, 100, 1_500_000],
        ],
      );
    });
  });

  describe('within a budget', () => {
    const spend = (nanoUsd: number, contactId: string | null = null) =>
      t.ctx.db.insert(modelCalls).values({
        businessId,
        contactId,
        purpose: 'agent',
        status: 'answered',
        priced: 'table',
        nanoUsd,
        at: t.ctx.now(),
      });

    test('is asked; past it only links that cost nothing are', async () => {
      const models = await open({ LLM_BUDGET: 1 });
      await spend(999_999_000);
      assert.equal(await whyOf(models), 'ollama:llama3.2');
      assert.equal(first!.calls.length, 0);

      const paidOnly = await open({ LLM_BUDGET: 1, LLM_CHAIN: `openrouter:${HAIKU}` });
      assert.equal(await whyOf(paidOnly), 'over-budget');
      t.clockMovesBy(25 * 3_600_000);
      assert.equal(await whyOf(paidOnly), `openrouter:${HAIKU}`);
    });

    test('of one customer leaves the others alone', async () => {
      const [spender, other] = [newId(), newId()];
      await spend(500_000_000, spender);
      const models = await open({ LLM_CONTACT_BUDGET: 0.5, LLM_CHAIN: `openrouter:${HAIKU}` });
      assert.equal(await whyOf(models, { charge: { businessId, contactId: spender } }), 'over-budget');
      assert.equal(await whyOf(models, { charge: { businessId, contactId: other } }), `openrouter:${HAIKU}`);
    });

    test('many at once do not get past it together', async () => {
      const models = await open({ LLM_BUDGET: 0.02, LLM_CHAIN: `openrouter:${HAIKU}` });
      const refused = Promise.withResolvers<void>();
      first!.says(async () => {
        await refused.promise; // all answers come after the last one was let in or not
        return { text: 'Hello.' };
      });
      let refusals = 0;
      const answers = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const answer = await models.ask(question());
          if (answer.outcome === 'unavailable' && ++refusals === 8) refused.resolve();
          return answer.outcome;
        }),
      );
      assert.deepEqual(Object.fromEntries(Map.groupBy(answers, (one) => one)), {
        answered: Array(4).fill('answered'),
        unavailable: Array(8).fill('unavailable'),
      });
    });
  });

  test('for JSON puts up with words around it, and with one wrong answer', async () => {
    const shape = z.object({ score: z.number() });
    first!.says({ text: 'Sure:\n```json\n{"score": 7}\n```' });
    assert.deepEqual((await askForJson(await open(), question(), shape))?.value, { score: 7 });
    first!.says([{ text: 'seven' }, { text: '{"score": 7}' }]);
    assert.deepEqual((await askForJson(await open(), question(), shape))?.value, { score: 7 });
    first!.says({ text: '{"score": "seven"}' });
    assert.equal(await askForJson(await open(), question(), shape), null);
  });

  test('recorded is answered again without anybody being called', async () => {
    const kept: Recording[] = [];
    const recording = recordAnswers(await open(), (one) => kept.push(one));
    first!.says([{ text: 'One.' }, { text: 'Two.' }]);
    const answers = [await recording.ask(question()), await recording.ask(question())];
    const missing: Question[] = [];
    first!.says({ status: 500 });
    const replaying = replayAnswers(JSON.parse(JSON.stringify(kept)), (one) => missing.push(one));

    assert.deepEqual([await replaying.ask(question()), await replaying.ask(question())], answers);
    assert.equal((await replaying.ask(question({ system: 'Another shop.' }))).outcome, 'unavailable');
    assert.deepEqual([missing.length, first!.calls.length], [1, 0]);
  });
});

describe('the settings of language models', () => {
  test('without a chain are none', () => {
    assert.equal(readModelConfig({ ...DEFAULTS }), null);
  });

  for (const [what, environment, complaint] of [
    ['an unknown provider', { LLM_CHAIN: 'oracle:delphi' }, /provider:model/],
    ['a model without provider', { LLM_CHAIN: 'gpt-5' }, /provider:model/],
    ['a missing key', { LLM_CHAIN: 'openai:gpt-5' }, /set OPENAI_API_KEY/],
    ['a missing address', { LLM_CHAIN: 'custom:x' }, /set CUSTOM_BASE_URL/],
    ['a price that is none', { LLM_CHAIN: 'ollama:x', LLM_PRICES: 'x=cheap' }, /LLM_PRICES/],
  ] as const) {
    test(`with ${what} say what to do`, () => {
      assert.throws(() => readModelConfig({ ...DEFAULTS, ...environment }), { message: complaint });
    });
  }
});

const DEFAULTS = {
  LLM_TIMEOUT: 120, // no test waits for it
  LLM_HEDGE: 'off',
  LLM_BUDGET: 'off',
  LLM_CONTACT_BUDGET: 'off',
  OPENROUTER_BASE_URL: 'http://127.0.0.1:1/v1',
  OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/v1',
  HF_BASE_URL: 'http://127.0.0.1:1/v1',
  OLLAMA_BASE_URL: 'http://127.0.0.1:1/v1',
} as const;

function settings(
  first: ScriptedModel,
  second: ScriptedModel,
  environment: Partial<Parameters<typeof readModelConfig>[0]>,
): ModelConfig {
  return readModelConfig({
    ...DEFAULTS,
    LLM_CHAIN: `openrouter:${HAIKU},ollama:llama3.2`,
    OPENROUTER_API_KEY: 'key-1',
    ANTHROPIC_API_KEY: 'key-2',
    OPENROUTER_BASE_URL: first.openAi,
    ANTHROPIC_BASE_URL: first.anthropic,
    OLLAMA_BASE_URL: second.openAi,
    ...environment,
  })!;
}
