import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Editor } from './entries.ts';
import { inboxSettings } from './schema.ts';

export const InboxSettings = z.object({
  handOffs: z
    .enum(['unassigned', 'in_turn'])
    .describe('in_turn: a conversation the bot hands off goes to whoever of those online waited longest.'),
});
export type InboxSettings = z.infer<typeof InboxSettings>;

/** How a business gives out its hand-offs; one that never chose leaves them unassigned. */
export async function settingsOf(db: Db | Tx, businessId: string): Promise<InboxSettings> {
  const [row] = await db.select().from(inboxSettings).where(eq(inboxSettings.businessId, businessId));
  return { handOffs: row?.handOffs ?? 'unassigned' };
}

/** @param slug names the business in the audit log. */
export async function changeSettings(
  { db, now }: Ctx,
  { businessId, actor }: Editor,
  slug: string,
  after: InboxSettings,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(inboxSettings).values({ businessId, updatedAt: now() }).onConflictDoNothing();
    const mine = eq(inboxSettings.businessId, businessId);
    const [row] = await tx.select({ handOffs: inboxSettings.handOffs }).from(inboxSettings).where(mine).for('update');
    if (row?.handOffs === after.handOffs) return;
    await tx
      .update(inboxSettings)
      .set({ ...after, updatedAt: now() })
      .where(mine);
    await recordAudit(tx, { businessId, actor, action: 'inbox.settings', subject: slug, before: row, after });
  });
}
