import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
      LLM_TIMEOUT: '120', // no test waits for it
      LLM_TRANSCRIBER: 'openai:whisper-1',
      LLM_DESCRIBER: 'openai:gpt-4.1-mini',
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

  test('reads a voice note like a text, and a picture like its caption', async () => {
    model.says(({ path }) => ({ text: path.endsWith('/transcriptions') ? 'Do you have hoodies?' : 'A torn sleeve.' }));
    const phone = parlour.phone('+15550170004', 'Quinn');
    const voice = readFileSync(new URL('../../emulator/phone/composer/sample-voice-note.ogg', import.meta.url));
    phone.sendsFile('audio', voice, 'audio/ogg; codecs=opus', { to: parlour.shop, voice: true });
    assert.match(JSON.stringify(await phone.next({ to: parlour.shop })), /Classic Hoodie/);

    phone.sendsFile('image', PIXEL, 'image/png', { to: parlour.shop });
    await phone.next({ to: parlour.shop });
    const spent = await parlour.rows<{ purpose: string }>(
      `select purpose from model_calls where purpose in ('transcribe', 'describe') and status = 'answered' order by purpose`,
    );
    assert.deepEqual(
      spent.map(({ purpose }) => purpose),
      ['describe', 'transcribe'],
    );
  });

  test('asks to type what nothing could hear', async () => {
    model.says({ status: 500 });
    const phone = parlour.phone('+15550170005', 'Rosa');
    const voice = readFileSync(new URL('../../emulator/phone/composer/sample-voice-note.ogg', import.meta.url));
    phone.sendsFile('audio', voice, 'audio/ogg; codecs=opus', { to: parlour.shop, voice: true });
    assert.match(JSON.stringify(await phone.next({ to: parlour.shop })), /Please write it in words/);
  });
});

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
