import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ScriptedModel, startScriptedModel } from '../../test/support/scripted-model.ts';
import { until } from './desk.ts';
import { startParlour } from './parlour.ts';

const ODD = 'I would need something snug for my nephew who is always freezing';

describe('Parlour with a language model', () => {
  let model: ScriptedModel;
  let parlour: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    model = await startScriptedModel();
    parlour = await startParlour({
      LLM_CHAIN: 'openai:gpt-4.1-mini,anthropic:claude-haiku-4.5',
      OPENAI_API_KEY: 'key',
      ANTHROPIC_API_KEY: 'key',
      OPENAI_BASE_URL: model.openAi,
      ANTHROPIC_BASE_URL: model.anthropic,
    });
  });
  after(async () => {
    await parlour.end();
    await model.stop();
  });

  test('sells by WhatsApp: looks up, proposes, and orders when the customer taps', async () => {
    model.says([
      { calls: [{ name: 'search_products', input: { text: 'hoodie' } }] },
      { calls: [{ name: 'propose_order', input: { items: [{ what: 'black hoodie size L', quantity: 1 }] } }] },
      { text: 'The Classic Hoodie costs $45.00. Please have a look.' },
    ]);
    const phone = parlour.phone('+15550170001', 'Nora');
    phone.says(ODD, { to: parlour.shop });
    const proposal = await phone.next({ to: parlour.shop });
    assert.match(JSON.stringify(proposal), /Classic Hoodie costs \$45\.00.*Shall I place it/s);
    phone.taps('Yes', { to: parlour.shop });
    assert.match(JSON.stringify(await phone.next({ to: parlour.shop })), /Your order number is/);

    const usage = await parlour.api('GET', '/ai/usage');
    assert.match(JSON.stringify(usage.body), /"purpose":"agent","model":"openai:gpt-4.1-mini","calls":3/);
  });

  test('goes on in the shape of another provider when the first is down', async () => {
    model.says(({ path }) => (path.startsWith('/anthropic') ? { text: 'Which size does he wear?' } : { status: 503 }));
    const phone = parlour.phone('+15550170002', 'Omar');
    phone.says(ODD, { to: parlour.shop });
    assert.match(JSON.stringify(await phone.next({ to: parlour.shop })), /Which size does he wear/);
  });

  test('falls silent when a person takes the conversation while the model thinks, and ends the call', async () => {
    model.says({ silence: true });
    const phone = parlour.phone('+15550170003', 'Pia');
    phone.says(ODD, { to: parlour.shop });
    await until(() => model.calls.length > 0);
    const [conversation] = await parlour.rows<{ id: string }>(
      `select v.id from conversations v join contacts k on k.id = v.contact_id where k.name = 'Pia'`,
    );
    await parlour.api('PUT', `/conversations/${conversation!.id}/assignment`, { to: 'person' });
    await model.calls[0]!.hungUp;
    await until(async () => (await parlour.rows(`select from model_calls where status = 'cancelled'`)).length > 0);
    const said = await parlour.rows(
      `select from messages where conversation_id = '${conversation!.id}' and direction = 'outbound'`,
    );
    assert.equal(said.length, 0);
  });
});
