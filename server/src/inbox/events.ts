import { and, eq, inArray } from 'drizzle-orm';
import { authoredColumns, type Explain, viewOf } from '../conversations/index.ts';
import { messages } from '../conversations/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { LIVE_KINDS, type LiveKind } from '../platform/live.ts';
import type { ReadChanges } from '../platform/live-hub.ts';
import { type Here, rowsById } from './rows.ts';

/** How screens call the kinds. */
const IN_THE_PLURAL: Record<LiveKind, string> = {
  conversation: 'conversations',
  message: 'messages',
  media: 'media',
  order: 'orders',
  product: 'products',
  ticket: 'tickets',
  production: 'production',
  contact: 'contacts',
  faq: 'faqs',
  flow: 'flows',
  channel: 'channels',
  notice: 'notices',
};

/**
 * What screens get for changes: conversations and messages as rows, so that nobody asks again; of everything else the
 * ids. A message brings its conversation along, whose row shows it.
 */
export const readChanges =
  (ctx: Ctx, explain: Explain, here: Here): ReadChanges =>
  async (businessId, { ids, many }) => {
    const { conversation = [], message = [], ...rest } = ids;
    const others: typeof ids = rest;
    const said =
      message.length === 0
        ? []
        : await ctx.db
            .select(authoredColumns)
            .from(messages)
            .where(and(eq(messages.businessId, businessId), inArray(messages.id, message)))
            .orderBy(messages.seq);
    const moved = new Set([...conversation, ...said.map(({ conversationId }) => conversationId)]);
    const rows = await rowsById(ctx.db, businessId, [...moved], here);
    return {
      ...(rows.length > 0 ? { conversations: rows } : {}),
      ...(said.length > 0 ? { messages: said.map((one) => ({ ...viewOf(one, explain), trace: undefined })) } : {}),
      ...Object.fromEntries(
        LIVE_KINDS.flatMap((kind) => (others[kind] ? [[IN_THE_PLURAL[kind], others[kind]] as const] : [])),
      ),
      ...(many.length > 0 ? { many: many.map((kind) => IN_THE_PLURAL[kind]) } : {}),
    };
  };
