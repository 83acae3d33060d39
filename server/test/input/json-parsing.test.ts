import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sign } from '../../../emulator/src/index.ts';
import { EMULATED } from '../../src/set-up.ts';
import { startParlour } from '../parlour.ts';
import { type JsonSample, jsonSamples } from './samples.ts';

const { phoneNumberId } = EMULATED.shop;

/** Puts the bytes of a sample where `"HERE"` stands: valid JSON stays valid there, invalid stays invalid. */
const within = (outer: unknown, { bytes }: JsonSample): Buffer => {
  const [before = '', behind = ''] = JSON.stringify(outer).split('"HERE"');
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(behind)]);
};

describe('a file of the JSON parsing suite', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  /** Every sample, in turn; at the end we are still there. */
  async function forEach(work: (sample: JsonSample, nth: number) => Promise<void>): Promise<void> {
    for (const [nth, sample] of jsonSamples.entries()) await work(sample, nth);
    assert.equal((await fetch(`${t.origin}/readyz`)).status, 200);
  }
  const post = async (path: string, body: Buffer, headers: Record<string, string>) => {
    const response = await fetch(`${t.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: new Uint8Array(body),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: JSON.parse(text) };
  };
  const signed = (body: Buffer) =>
    post('/webhooks/whatsapp', body, { 'x-hub-signature-256': sign(body, EMULATED.access.appSecret) });
  const withKey = (body: Buffer) => post('/api/v1/messages', body, { authorization: `Bearer ${t.operatorKey}` });
  const isProblem = ({ status, type, body }: Awaited<ReturnType<typeof post>>) =>
    status >= 400 && status < 500 && type.startsWith('application/problem+json') && body.status === status;
  const parkedReasons = async () =>
    (await t.rows<{ reason: string }>(`select reason from channel_events where outcome = 'parked'`)).length;

  test('as a webhook is kept when it is JSON, and refused and kept with the reason when not', async () => {
    await forEach(async (sample) => {
      const before = await parkedReasons();
      const answer = await signed(sample.bytes);

      if (sample.verdict === 'valid') assert.equal(answer.status, 200, sample.name);
      if (sample.verdict === 'invalid') assert.ok(isProblem(answer), sample.name);
      assert.ok(answer.status === 200 || isProblem(answer), `${sample.name}: ${answer.status}`);
      await signed(sample.bytes);
      assert.ok((await parkedReasons()) <= before + 1, `${sample.name} again is no news`);
    });
    const kept = await t.rows<{ payload: { base64?: string } }>(
      `select payload from channel_events where payload ? 'base64'`,
    );
    const known = new Set(kept.map(({ payload }) => payload.base64));
    for (const { name, verdict, bytes } of jsonSamples)
      if (verdict === 'invalid') assert.ok(known.has(bytes.subarray(0, 65_536).toString('base64')), name);
  });

  test('inside a webhook spoils no message beside it', async () => {
    const text = (id: string, more: object) => ({
      from: '16505551234',
      id,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      type: 'text',
      text: { body: id },
      ...more,
    });
    await forEach(async (sample, nth) => {
      const id = `wamid.json.${nth}`;
      const odd = [text(`${id}.text`, { text: { body: 'HERE' } }), text(`${id}.more`, {}), text(`${id}.last`, {})];
      const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
      const value = { messaging_product: 'whatsapp', metadata, messages: odd };
      const changes = [{ field: 'messages', value }];
      const body = within(
        { object: 'whatsapp_business_account', entry: [{ id: EMULATED.accountId, changes }] },
        sample,
      );

      const answer = await signed(body);

      if (sample.verdict === 'valid') assert.equal(answer.status, 200, sample.name);
      if (sample.verdict === 'invalid') assert.ok(isProblem(answer), sample.name);
      assert.ok(answer.status === 200 || isProblem(answer), `${sample.name}: ${answer.status}`);
      const stored = await t.rows(`select from messages where provider_message_id like '${id}.%'`);
      assert.equal(stored.length, answer.status === 200 ? 3 : 0, sample.name);
    });
  });

  test('as a body of the API is refused with a problem: as JSON, or for its shape', async () => {
    await forEach(async (sample) => {
      const answer = await withKey(sample.bytes);
      assert.ok(isProblem(answer), `${sample.name}: ${answer.status}`);
      if (sample.verdict === 'valid') assert.equal(answer.body.type, '/problems/invalid-request', sample.name);
      if (sample.verdict === 'invalid') assert.equal(answer.body.type, '/problems/bad-json', sample.name);
    });
  });

  test('inside a body of the API is never a fault of ours', async () => {
    await forEach(async (sample) => {
      const name = { type: 'template', name: 'hello_world', language: 'en_US', components: [] };
      const parameters = [{ type: 'body', parameters: [{ type: 'text', text: 'HERE' }] }];
      const answer = await withKey(
        within({ to: '+16505551234', content: { ...name, components: parameters } }, sample),
      );
      assert.ok(answer.status === 202 || isProblem(answer), `${sample.name}: ${answer.status}`);
      if (sample.verdict === 'invalid') assert.equal(answer.body.type, '/problems/bad-json', sample.name);
    });
  });

  test('is written on the phone page only when it is JSON, and only as a text', async () => {
    const ana = t.phone('+16505551234', 'Ana');
    const path = `/phone/api/chats/${ana.person.id}/${phoneNumberId}/messages`;
    await forEach(async (sample) => {
      const alone = await post(path, sample.bytes, {});
      assert.equal(alone.status, 400, sample.name);
      assert.equal(typeof alone.body.error.message, 'string');

      const text = await post(path, within({ type: 'text', body: 'hi', more: 'HERE' }, sample), {});
      if (sample.verdict === 'valid') assert.equal(text.status, 201, sample.name);
      if (sample.verdict === 'invalid') assert.equal(text.status, 400, sample.name);
      assert.ok([201, 400].includes(text.status), `${sample.name}: ${text.status}`);
    });
  });
});
