import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testContext } from '../../../test/support.ts';
import { seedDemo, seedDemoCustomer } from '../../demo/index.ts';
import { createBot, type FlowBot } from '../index.ts';
import { playTranscript, type Stage, shelvesOf } from './test-player.ts';
import { readTranscripts } from './transcript.ts';

const FLOWS = fileURLToPath(new URL('../../../../flows/', import.meta.url));
const chosen = process.env.FLOW_TRANSCRIPTS?.split('\n').filter(Boolean); // `npm run flows test <files>` names them
const files = (chosen ?? (await Array.fromAsync(glob(`${FLOWS}*.test.yaml`)))).sort();

for (const file of files) {
  describe(basename(file), () => {
    const { source, findings } = readTranscripts(readFileSync(file, 'utf8'));
    let t: Awaited<ReturnType<typeof testContext>>;
    let bot: FlowBot;
    let shelves: Stage['shelves'];
    before(async () => {
      t = await testContext();
      await seedDemo(t.ctx);
      bot = await createBot(t.ctx, { flowsFolder: dirname(file) });
      shelves = source ? await shelvesOf(t.ctx, source.business) : new Map();
    });
    after(async () => {
      bot.close();
      await t.end();
    });

    for (const { line, column, message } of findings) {
      test(`${file}:${line}:${column}`, () => {
        throw new Error(message);
      });
    }
    for (const transcript of source?.transcripts ?? []) {
      test(transcript.name, async () => {
        const stage: Stage = {
          ctx: t.ctx,
          bot,
          shelves,
          clockMovesBy: t.clockMovesBy,
          giveHistory: (tx, contact) => seedDemoCustomer(t.ctx, tx, contact),
        };
        await playTranscript(stage, source!, transcript);
      });
    }
  });
}
