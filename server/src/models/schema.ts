import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import type { Tried } from './api.ts';

/**
 * Every question put to a language model: who asked it for whom, what answered, what it cost. A row is written before
 * the call, with the most it may cost; that is how a budget holds while several calls are under way.
 *
 * Only figures: what was asked and answered is not kept here.
 */
export const modelCalls = pgTable(
  'model_calls',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    conversationId: uuid(), // null: asked by the API for nobody in particular
    contactId: uuid(),
    purpose: text().notNull(), // "agent", "rewrite" …
    status: text({ enum: ['running', 'answered', 'failed', 'cancelled'] }).notNull(), // running for ever: the node died
    model: text(), // link that answered, as in LLM_CHAIN: "openrouter:anthropic/claude-haiku-4.5"
    answeredBy: text(), // what the provider says it was
    inputTokens: integer().notNull().default(0),
    cachedTokens: integer().notNull().default(0), // of the input, read from the provider's cache
    outputTokens: integer().notNull().default(0),
    nanoUsd: bigint({ mode: 'number' }).notNull(), // billionths of a US dollar; while running, the most it may be
    priced: text({ enum: ['provider', 'table', 'assumed', 'reserved'] }).notNull(), // where the price comes from
    tried: jsonb().$type<Tried[]>().notNull().default([]), // links that gave no answer, and why
    ms: integer(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('model_calls_by_time').on(t.businessId, t.at),
    index('model_calls_of_conversation').on(t.businessId, t.conversationId, t.at),
  ],
);
export type ModelCall = typeof modelCalls.$inferSelect;
