import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { type Script, startScriptedModel } from '../../../../test/support/scripted-model.ts';
import { testContext } from '../../../test/support.ts';
import { contacts } from '../../contacts/schema.ts';
import type { InboundContent, OutboundContent } from '../../conversations/api.ts';
import type { TurnResult } from '../../conversations/index.ts';
import { channels, conversations, messages } from '../../conversations/schema.ts';
import { seedDemo } from '../../demo/index.ts';
import { openModels } from '../../models/index.ts';
import { newId } from '../../platform/id.ts';
import { type ModelEnvironment, readModelConfig } from '../../platform/model-config.ts';
import { businesses } from '../../platform/schema.ts';
import type { Alarm } from '../../platform/time.ts';
import { createBot } from '../index.ts';
import { bodyOf, optionsOf } from '../test-customer.ts';
import type { AgentTrace } from './trace.ts';

const FLOWS = fileURLToPath(new URL('../../../../flows', import.meta.url));

const atOnce: Alarm = (_at, ring) => {
  const timer = setTimeout(ring, 1);
  return () => clearTimeout(timer);
};

/** The demo businesses with a bot that asks a scripted model over HTTP, and customers who write to them. */
export async function testAgent(environment: Partial<ModelEnvironment> = {}) {
  const t = await testContext();
  await seedDemo(t.ctx);
  const model = await startScriptedModel();
  const config = readModelConfig({
    LLM_CHAIN: 'openai:gpt-4.1-mini',
    LLM_TIMEOUT: 120, // no test waits for it
    LLM_HEDGE: 'off',
    LLM_BUDGET: 'off',
    LLM_CONTACT_BUDGET: 'off',
    OPENAI_API_KEY: 'key',
    ANTHROPIC_API_KEY: 'key',
    OPENROUTER_BASE_URL: model.openAi,
    OPENAI_BASE_URL: model.openAi,
    ANTHROPIC_BASE_URL: model.anthropic,
    HF_BASE_URL: model.openAi,
    OLLAMA_BASE_URL: model.openAi,
    ...environment,
  });
  const models = await openModels(t.ctx, config, { alarm: atOnce });
  const bot = await createBot(t.ctx, { flowsFolder: FLOWS, models, alarm: atOnce });
  const business = async (slug: string) =>
    (await t.ctx.db.select().from(businesses).where(eq(businesses.slug, slug)))[0]!;
  const shop = await business('demo-shop');
  const [channel] = await t.ctx.db
    .insert(channels)
    .values({ businessId: shop.id, kind: 'test', name: 'Test', externalId: newId(), address: '+15550000000' })
    .returning();
  let seq = 1_000_000;

  /** Somebody who writes to the shop; every message and answer is stored, as conversations do it. */
  async function customer(name = 'Ada Moreno') {
    const ref = { businessId: shop.id, contactId: newId(), id: newId(), channelId: channel!.id };
    await t.ctx.db.insert(contacts).values({ businessId: shop.id, id: ref.contactId, name });
    await t.ctx.db.insert(conversations).values(ref);
    let language: string | null = null;
    let state: unknown = null;
    const heard: OutboundContent[] = [];
    const store = (direction: 'inbound' | 'outbound', content: InboundContent | OutboundContent) => ({
      id: newId(),
      seq: ++seq,
      businessId: shop.id,
      conversationId: ref.id,
      channelId: ref.channelId,
      direction,
      author: direction === 'inbound' ? ('customer' as const) : ('bot' as const),
      status: 'received' as const,
      content,
      sentAt: t.ctx.now(),
      createdAt: t.ctx.now(),
    });

    const self = {
      ...ref,
      heard,
      isWriting: false,
      state: () => state,
      says: (body: string) => self.sends({ type: 'text', body }),
      taps: (title: string) => {
        const option = heard
          .toReversed()
          .flatMap(optionsOf)
          .find((one) => one.title === title);
        assert.ok(option, `there is nothing to tap called "${title}"`);
        return self.sends({ type: 'choice', id: option.id, title, of: 'button' });
      },
      async sends(
        content: InboundContent,
        waiting = false,
      ): Promise<TurnResult & { text: string; agent: AgentTrace | undefined }> {
        const row = store('inbound', content);
        await t.ctx.db.insert(messages).values(row);
        const result = await t.ctx.db.transaction((tx) =>
          bot.takeTurn({
            business: shop,
            channelId: ref.channelId,
            conversationId: ref.id,
            contact: { id: ref.contactId, name, language, phone: '+15550100001' },
            state,
            waiting,
            messages: [{ ...row, content, providerMessageId: `wamid.${row.id}`, failures: 0, groupId: null }],
            write: async () => {
              self.isWriting = true;
              return tx;
            },
          }),
        );
        self.isWriting = false;
        state = JSON.parse(JSON.stringify(result.state ?? null));
        language = result.language ?? language;
        heard.push(...result.replies);
        for (const [at, reply] of result.replies.entries())
          await t.ctx.db
            .insert(messages)
            .values({ ...store('outbound', reply), answers: row.id, trace: at === 0 ? result.trace : null });
        const { agent } = (result.trace ?? {}) as { agent?: AgentTrace };
        return { ...result, text: result.replies.map(bodyOf).join('\n'), agent };
      },
    };
    return self;
  }

  return {
    ...t,
    model,
    models,
    bot,
    shop,
    customer,
    says: (script: Script) => model.says(script),
    rows: async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await t.ctx.db.$client.query(text, values)).rows as Row[],
    end: async () => {
      bot.close();
      await model.stop();
      await t.end();
    },
  };
}
export type TestAgent = Awaited<ReturnType<typeof testAgent>>;
