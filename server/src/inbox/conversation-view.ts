import { z } from 'zod';
import {
  conversationNotFound,
  type OpenDirectory,
  requireConversation,
  type SendDoor,
} from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { WhoIsHere } from './here.ts';
import { ConversationRow, rowsById } from './rows.ts';

/** What the routes of conversations need beside the database. */
export type DeskParts = {
  directory: OpenDirectory;
  door: SendDoor;
  here: WhoIsHere;
  wakeDue: () => Promise<void>;
};

export const ConversationView = ConversationRow.extend({
  state: z.unknown().describe('Where the bot stands: flow, version, node, variables.'),
  channel: z.object({ id: z.uuid(), name: z.string(), address: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
});

/** @throws conversation-not-found */
export async function conversationView(
  ctx: Ctx,
  { directory, here }: Pick<DeskParts, 'directory' | 'here'>,
  businessId: string,
  id: string,
): Promise<z.infer<typeof ConversationView>> {
  const [conversation, [row]] = await Promise.all([
    requireConversation(ctx.db, businessId, id),
    rowsById(ctx.db, businessId, [id], here.here),
  ]);
  if (!row) throw conversationNotFound();
  const channel = directory.channel(conversation.channelId)?.row;
  return {
    ...row,
    state: conversation.state,
    channel: channel ? { id: channel.id, name: channel.name, address: channel.address } : null,
    createdAt: conversation.createdAt.toISOString(),
  };
}
