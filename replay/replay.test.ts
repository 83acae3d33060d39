import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { type TestAgent, testAgent } from '../server/src/bot/agent/test-agent.ts';
import { faqs } from '../server/src/bot/schema.ts';
import { messages } from '../server/src/conversations/schema.ts';
import { type Models, type Recording, recordAnswers, replayAnswers } from '../server/src/models/index.ts';
import { compareTalks } from './compare.ts';
import { correctionsOf, learnCorrections } from './corrections.ts';
import { exportTalks } from './export.ts';
import { openStage } from './stage.ts';
import { readTalks, type TalkFile, writeTalks } from './talks.ts';

const FLOWS = fileURLToPath(new URL('../flows', import.meta.url));
const ODD = 'I would need something snug for my nephew who is always freezing';

describe('a replay', () => {
  let t: TestAgent;
  let folder: string;
  let exported: TalkFile;
  const recordings: Recording[] = [];
  before(async () => {
    t = await testAgent();
    folder = await mkdtemp(join(tmpdir(), 'parlour-replay-'));
    t.says((_call, at) =>
      at === 0
        ? { calls: [{ name: 'propose_order', input: { items: [{ what: 'black hoodie size L', quantity: 2 }] } }] }
        : { text: 'Please have a look.' },
    );
    const ada = await t.customer();
    await ada.says('hi');
    await ada.says(ODD);
    await ada.taps('Yes');
    await t.rows('update conversations set last_message_at = $1 where id = $2', [t.ctx.now(), ada.id]);
    exported = await exportTalks(t.ctx.db, 'demo-shop', 1);
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await t.end();
  });

  const play = async (models: Models | null, flowsFolder = FLOWS) => {
    const stage = await openStage(exported.worlds, { flowsFolder, open: async () => models });
    const played = [];
    for (const talk of exported.talks) played.push(await stage.play(talk));
    await stage.end();
    return played;
  };

  test('takes conversations out with what was said, done and paid, and comes back from a file', async () => {
    const [talk] = exported.talks;
    assert.equal(talk!.turns.length, 3);
    assert.ok(talk!.turns[1]!.outcome.tools.includes('propose_order ready'));
    assert.ok(talk!.turns[1]!.outcome.nanoUsd > 0);
    assert.deepEqual(talk!.orders, ['2 × Classic Hoodie (L, black), $90.00, confirmed']);

    const path = join(folder, 'talks.jsonl');
    await writeTalks(path, exported);
    assert.deepEqual(await readTalks(path), exported);
    await writeFile(path, '{"talk": {}}\n');
    await assert.rejects(readTalks(path), /talks\.jsonl:1 is no talk/);
  });

  test('with recorded answers is the same as before, orders and cost included, as often as one likes', async () => {
    t.says((_call, at) =>
      at === 0
        ? { calls: [{ name: 'propose_order', input: { items: [{ what: 'black hoodie size L', quantity: 2 }] } }] }
        : { text: 'Please have a look.' },
    );
    // Recorded on a stage of its own, with the businesses of the first one.
    const first = await play(recordAnswers(t.models!, (one) => recordings.push(one)));
    const unasked: unknown[] = [];
    const second = await play(replayAnswers(recordings, (question) => unasked.push(question)));

    assert.deepEqual(compareTalks(first, second).changedTurns, 0);
    assert.deepEqual(second, first);
    assert.deepEqual(unasked, []);
    assert.equal(compareTalks(exported.talks, first).changedTurns, 0);
  });

  test('without models, or with another flow, prints what becomes different', async () => {
    const offline = compareTalks(exported.talks, await play(null));
    assert.match(offline.lines.join('\n'), /- answered by: "agent"\n\s*\+ answered by: "fallback"/);
    assert.match(offline.lines.join('\n'), /orders: 1 → 0/);
    assert.match(offline.lines.join('\n'), /cost: \$0\.000\d → \$0\.0000/);

    const edited = join(folder, 'flows');
    await cp(FLOWS, edited, { recursive: true });
    const flow = await readFile(join(edited, 'shop.yaml'), 'utf8');
    await writeFile(
      join(edited, 'shop.yaml'),
      flow.replace('Welcome to {{business.name}}.', 'Ahoy from {{business.name}}!'),
    );
    const difference = compareTalks(
      exported.talks,
      await play(
        replayAnswers([], () => {}),
        edited,
      ),
    );
    assert.match(difference.lines.join('\n'), /\+ reply: "Ahoy from/);
  });

  test('makes what a person had to answer an example, once somebody said of which question', async () => {
    const ada = await t.customer();
    await ada.says('hi');
    t.says({ status: 500 });
    await ada.says('can the postman leave it with the neighbour');
    await t.ctx.db.insert(messages).values({
      businessId: ada.businessId,
      conversationId: ada.id,
      channelId: ada.channelId,
      seq: 9_000_000,
      direction: 'outbound',
      author: 'person',
      status: 'sent',
      content: { type: 'text', body: 'Yes, write it into the note of your order.' },
      sentAt: t.ctx.now(),
      createdAt: t.ctx.now(),
    });
    const [correction] = await correctionsOf(t.ctx.db, 'demo-shop');
    assert.equal(correction?.text, 'can the postman leave it with the neighbour');
    assert.equal(await learnCorrections(t.ctx.db, [correction]), 0, 'nothing is learnt without a review');

    const [faq] = await t.ctx.db.select().from(faqs).where(eq(faqs.businessId, ada.businessId)).limit(1);
    const reviewed = { ...correction, topic: faq!.topic, language: faq!.language };
    assert.equal(await learnCorrections(t.ctx.db, [reviewed]), 1);
    assert.equal(await learnCorrections(t.ctx.db, [reviewed]), 0, 'and once');
    const [after] = await t.ctx.db.select().from(faqs).where(eq(faqs.id, faq!.id));
    assert.ok(after!.variants.includes(correction.text));
  });
});
