import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { testContext } from '../../../test/support.ts';
import { seedDemo, seedDemoCustomer } from '../../demo/index.ts';
import { createBot, type FlowBot } from '../index.ts';
import { playTranscript } from './test-player.ts';
import { readTranscripts } from './transcript.ts';

const FLOWS = fileURLToPath(new URL('../../../../flows/', import.meta.url));
const chosen = process.env.FLOW_TRANSCRIPTS?.split('\n').filter(Boolean); // `npm run flows test <files>` names them
const files = (chosen ?? (await Array.fromAsync(glob(`${FLOWS}*.test.yaml`)))).sort();

for (const file of files) {
  describe(basename(file), () => {
    let t: Awaited<ReturnType<typeof testContext>>;
    let bot: FlowBot;
    before(async () => {
      t = await testContext();
      await seedDemo(t.ctx);
      bot = await createBot(t.ctx, { flowsFolder: FLOWS });
    });
    after(async () => {
      bot.close();
      await t.end();
    });

    const { source, findings } = readTranscripts(readFileSync(file, 'utf8'));
    for (const { line, column, message } of findings) {
      test(`${file}:${line}:${column}`, () => {
        throw new Error(message);
      });
    }
    for (const transcript of source?.transcripts ?? []) {
      test(transcript.name, async () => {
        const stage = { ctx: t.ctx, bot, clockMovesBy: t.clockMovesBy, giveHistory: (tx: Parameters<typeof seedDemoCustomer>[1], contact: Parameters<typeof seedDemoCustomer>[2]) => seedDemoCustomer(t.ctx, tx, contact) };
        await playTranscript(stage, source!, transcript);
      });
    }
  });
}
