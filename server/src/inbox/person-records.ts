import { and, eq, inArray } from 'drizzle-orm';
import type { PersonRecords } from '../contacts/index.ts';
import { conversations, handOffs } from '../conversations/schema.ts';
import { conversationEntries, conversationLabels } from './schema.ts';

/** What the desk keeps about people: it hangs on their conversations, and goes where those go. */
export const inboxRecords: PersonRecords = {
  name: 'inbox',
  move: async () => null,
  moveBack: async () => {},
  async erase(_ctx, tx, { businessId, contactId }) {
    const theirs = tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId)));
    await tx
      .delete(conversationEntries)
      .where(and(eq(conversationEntries.businessId, businessId), inArray(conversationEntries.conversationId, theirs)));
    await tx
      .delete(conversationLabels)
      .where(and(eq(conversationLabels.businessId, businessId), inArray(conversationLabels.conversationId, theirs)));
    await tx.delete(handOffs).where(and(eq(handOffs.businessId, businessId), inArray(handOffs.conversationId, theirs)));
  },
};
