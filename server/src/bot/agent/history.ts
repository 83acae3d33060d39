import { and, desc, eq, gt, lt } from 'drizzle-orm';
import type { Content } from '../../conversations/api.ts';
import { messages } from '../../conversations/schema.ts';
import type { Db, Tx } from '../../platform/context.ts';

/** One message of a conversation in words. */
export type Line = { seq: number; by: 'customer' | 'business'; text: string; at: Date };

const MOST = 60;
const LONGEST = 1_000; // characters of one message

export type Span = {
  businessId: string;
  conversationId: string;
  after: number; // not this message or any before it
  before: number; // nor this one or any after it
  gapMs: number; // silence that ends a session: what lies before it is over
};

/** What was said in a session so far, oldest first. */
export async function linesOf(db: Db | Tx, span: Span): Promise<Line[]> {
  const rows = await db
    .select({ seq: messages.seq, direction: messages.direction, content: messages.content, at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.businessId, span.businessId),
        eq(messages.conversationId, span.conversationId),
        gt(messages.seq, span.after),
        lt(messages.seq, span.before),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(MOST);
  const newestFirst = rows.map(
    ({ seq, direction, content, at }): Line => ({
      seq,
      by: direction === 'inbound' ? 'customer' : 'business',
      text: wordsOf(content).slice(0, LONGEST),
      at,
    }),
  );
  return ofOneSession(newestFirst, span.gapMs).reverse();
}

/** @param newestFirst up to the first long silence. */
function ofOneSession(newestFirst: Line[], gapMs: number): Line[] {
  const end = newestFirst.findIndex(({ at }, place) => {
    const later = newestFirst[place - 1];
    return later !== undefined && later.at.getTime() - at.getTime() > gapMs;
  });
  return (end === -1 ? newestFirst : newestFirst.slice(0, end)).filter(({ text }) => text !== '');
}

/** A message as a reader of the chat would say it. */
export function wordsOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.body;
    case 'choice':
      return content.title;
    case 'buttons':
      return `${content.body}\n[${content.buttons.map(({ title }) => title).join(' | ')}]`;
    case 'list': {
      const titles = content.sections.flatMap(({ rows }) => rows.map(({ title }) => title));
      return `${content.body}\n[${titles.join(' | ')}]`;
    }
    case 'image':
    case 'video':
    case 'document':
      return `[${content.type}] ${content.caption ?? ''}`.trim();
    case 'audio':
    case 'sticker':
    case 'location':
    case 'contacts':
    case 'order':
    case 'template':
      return `[${content.type}]`;
    case 'erased':
    case 'reaction':
    case 'system':
      return '';
    default:
      return 'body' in content && typeof content.body === 'string' ? content.body : '';
  }
}
