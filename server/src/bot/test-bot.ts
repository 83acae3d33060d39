import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testContext } from '../../test/support.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { createBot } from './index.ts';
import { type Customer, newCustomer } from './test-customer.ts';

/** A bot with flows of the test's own in a folder of its own, a real database, and a business that uses them. */
export async function testBot(flows: Record<string, string>, business: Partial<Business> = {}) {
  const t = await testContext();
  const folder = await mkdtemp(join(tmpdir(), 'parlour-flows-'));
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, `${name}.yaml`), text);
  };
  for (const [name, text] of Object.entries(flows)) await write(name, text);
  const [row] = await t.ctx.db
    .insert(businesses)
    .values({ slug: 'test', name: 'Test & Co', flow: Object.keys(flows)[0]!, languages: ['en', 'es'], ...business })
    .returning();
  const bot = await createBot(t.ctx, { flowsFolder: folder });
  return {
    ...t,
    bot,
    folder,
    business: row!,
    /** Saves an edit of a flow, and lets the bot look at the folder as it does every second. */
    edit: async (name: string, text: string) => {
      await write(name, text);
      await bot.flows.refresh();
    },
    customer: (language: string | null = null): Promise<Customer> => newCustomer(t.ctx, bot, row!, language),
    end: async () => {
      bot.close();
      await rm(folder, { recursive: true });
      await t.end();
    },
  };
}
export type TestBot = Awaited<ReturnType<typeof testBot>>;
