import type { Ctx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import { OutboundContent } from './api.ts';
import { requireConversation, requireMessage } from './history.ts';
import { notToBeRetried } from './problems.ts';
import type { Message } from './schema.ts';
import type { SendDoor } from './send-door.ts';

/**
 * Sends a message that did not get through once more: a message of its own, because its fate is one of its own. Both
 * stay to be seen.
 *
 * @throws message-not-found; not-to-be-retried; what the send door refuses, above all service-window-closed
 */
export async function retry(
  ctx: Ctx,
  door: SendDoor,
  business: Business,
  messageId: string,
  authorId: string | undefined,
): Promise<Message> {
  const failed = await requireMessage(ctx.db, business.id, messageId);
  const content = OutboundContent.safeParse(failed.content);
  const isOver = failed.status === 'failed' || failed.status === 'expired';
  if (failed.direction !== 'outbound' || !isOver || !content.success) throw notToBeRetried(failed.status);
  const conversation = await requireConversation(ctx.db, business.id, failed.conversationId);
  return door.sayInConversation(business, conversation, {
    author: 'person',
    authorId,
    content: content.data,
    ...(failed.quotes ? { quotes: failed.quotes } : {}),
    retryOf: failed.id,
    once: `another try of ${business.id} ${failed.id}`,
  });
}
