import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Db } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import type { Actor } from '../platform/policy.ts';
import { deadLetters, NO_BUSINESS } from '../platform/schema.ts';
import { deadLetterNotFound, deadLetterResolved } from './problems.ts';

const Key = z.tuple([z.uuid()]);

export type DeadLetter = Omit<typeof deadLetters.$inferSelect, 'businessId' | 'payload'> & {
  payload: unknown;
  /** Of the installation, such as its housekeeping, and not of one business. */
  ofInstallation: boolean;
};

/** Whose jobs are meant. @param withInstallation also those that belong to no business. */
export type Whose = { businessId: string; withInstallation: boolean };

export const lettersOf = ({ businessId, withInstallation }: Whose): SQL =>
  inArray(deadLetters.businessId, [businessId, ...(withInstallation ? [NO_BUSINESS] : [])]);

/** Jobs that failed for the last time, newest first. @throws invalid-cursor */
export async function listDeadLetters(
  db: Db,
  whose: Whose,
  { cursor, limit, resolved }: { cursor?: string | undefined; limit: number; resolved: boolean },
): Promise<Page<DeadLetter>> {
  const rows = await db
    .select()
    .from(deadLetters)
    .where(
      and(
        lettersOf(whose),
        resolved ? isNotNull(deadLetters.resolvedAt) : isNull(deadLetters.resolvedAt),
        cursor ? lt(deadLetters.id, decodeCursor(cursor, Key)[0]) : undefined,
      ),
    )
    .orderBy(desc(deadLetters.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ id }) => [id]);
  return { ...page, items: page.items.map(letterView) };
}

/**
 * Ends a dead letter: its job is tried anew, or nobody wants it any more. Both happen once.
 *
 * @throws dead-letter-not-found, dead-letter-resolved
 */
export async function resolveDeadLetter(
  ctx: Ctx,
  { actor, ...whose }: Whose & { actor: Actor },
  id: string,
  resolution: 'retried' | 'discarded',
): Promise<DeadLetter> {
  return ctx.db.transaction(async (tx) => {
    const isIt = and(lettersOf(whose), eq(deadLetters.id, id));
    const [letter] = await tx.select().from(deadLetters).where(isIt).for('update');
    if (!letter) throw deadLetterNotFound();
    if (letter.resolution === resolution) return letterView(letter);
    if (letter.resolution) throw deadLetterResolved(letter.resolution);
    const [after] = await tx.update(deadLetters).set({ resolution, resolvedAt: ctx.now() }).where(isIt).returning();
    if (resolution === 'retried')
      await tx.execute(
        sql`select graphile_worker.add_job(${letter.task}, ${JSON.stringify(letter.payload)}::json, max_attempts => 5)`,
      );
    const { businessId } = whose;
    await recordAudit(tx, { businessId, actor, action: `dead_letter.${resolution}`, subject: `${letter.task} ${id}` });
    return letterView(after!);
  });
}

const letterView = ({
  businessId,
  id,
  task,
  payload,
  cause,
  attempts,
  failedAt,
  resolvedAt,
  resolution,
}: typeof deadLetters.$inferSelect): DeadLetter => ({
  id,
  task,
  payload,
  cause,
  attempts,
  failedAt,
  resolvedAt,
  resolution,
  ofInstallation: businessId === NO_BUSINESS,
});
