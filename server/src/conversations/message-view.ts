import { getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MESSAGE_STATUSES } from './api.ts';
import type { Explanation } from './channel.ts';
import { type Message, messages } from './schema.ts';

export const FailureView = z.object({
  code: z.string().describe('Of the platform, or one of ours in words.'),
  title: z.string().describe('What happened.'),
  details: z.string().optional(),
  advice: z.string().optional().describe('What to do about it.'),
  fixedBy: z.enum(['itself', 'owner', 'operator', 'customer', 'nobody']).optional().describe('Who can mend it.'),
  retried: z.boolean().optional().describe('Whether it is tried again without anybody.'),
});

export const MessageView = z.object({
  id: z.uuid(),
  seq: z.number().describe('Counts up in the order in which messages were stored.'),
  conversationId: z.uuid(),
  direction: z.enum(['inbound', 'outbound']),
  author: z.enum(['customer', 'bot', 'person', 'system']),
  authorId: z.uuid().nullable().describe('Who of the team wrote it.'),
  authorName: z.string().nullable(),
  status: z.enum(MESSAGE_STATUSES),
  content: z.looseObject({ type: z.string() }),
  context: z.looseObject({}).nullable().describe('Forwarded, from an advertisement, in a group.'),
  providerMessageId: z.string().nullable(),
  quotes: z.string().nullable().describe('`providerMessageId` of the message this one answers.'),
  retryOf: z.uuid().nullable().describe('The message that did not get through, of which this is another try.'),
  attempts: z.number(),
  failure: FailureView.nullable(),
  trace: z.unknown().describe('Why the bot said it; on the first message of a turn. Left out of live events.'),
  sentAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
});
export type MessageView = z.infer<typeof MessageView>;

/** What a channel says about a failure, in words for people. */
export type Explain = (channelId: string, code: string) => Omit<Explanation, 'title'> | undefined;

/** A message with the name of the person who wrote it. */
export type AuthoredMessage = Message & { authorName?: string | null };

/** What is selected for a view; join nothing more. */
export const authoredColumns = {
  ...getTableColumns(messages),
  authorName: sql<string | null>`(select p.name from people p where p.id = ${messages.authorId})`,
};

export const viewOf = (message: AuthoredMessage, explain: Explain): MessageView => ({
  id: message.id,
  seq: message.seq,
  conversationId: message.conversationId,
  direction: message.direction,
  author: message.author,
  authorId: message.authorId,
  authorName: message.authorName ?? null,
  status: message.status,
  content: message.content,
  context: message.context,
  providerMessageId: message.providerMessageId,
  quotes: message.quotes,
  retryOf: message.retryOf,
  attempts: message.attempts,
  failure: failureView(message, explain),
  trace: message.trace,
  sentAt: message.sentAt.toISOString(),
  deliveredAt: message.deliveredAt?.toISOString() ?? null,
  readAt: message.readAt?.toISOString() ?? null,
});

/** Only a message that is still under way is tried again, whatever its last failure. */
function failureView({ failure, status, channelId }: Message, explain: Explain): z.infer<typeof FailureView> | null {
  if (!failure) return null;
  const words = explain(channelId, failure.code);
  if (!words) return failure;
  return { ...failure, advice: words.advice, fixedBy: words.fixedBy, retried: words.retried && status === 'queued' };
}
