import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { PersonRecords, Standing, TimelineEntry } from '../contacts/index.ts';
import { ticketEvents, tickets } from './schema.ts';

const Moved = z.array(z.uuid());

/** What production keeps about people, for who looks after people. */
export const ticketRecords: PersonRecords = {
  name: 'tickets',

  async standing(db, { businessId, contactId }): Promise<Partial<Standing>> {
    const [row] = await db
      .select({
        count: sql<number>`count(*)::int`,
        open: sql<number>`(count(*) filter (where ${tickets.state} not in ('resolved', 'rejected')))::int`,
      })
      .from(tickets)
      .where(and(eq(tickets.businessId, businessId), eq(tickets.contactId, contactId)));
    return { tickets: row ?? { count: 0, open: 0 } };
  },

  async timeline(db, { businessId, contactId }, until, limit): Promise<TimelineEntry[]> {
    const rows = await db
      .select({ event: ticketEvents, number: tickets.number, kind: tickets.kind })
      .from(tickets)
      .innerJoin(
        ticketEvents,
        and(eq(ticketEvents.businessId, tickets.businessId), eq(ticketEvents.ticketId, tickets.id)),
      )
      .where(and(eq(tickets.businessId, businessId), eq(tickets.contactId, contactId), lte(ticketEvents.at, until)))
      .orderBy(desc(ticketEvents.at))
      .limit(limit);
    return rows.map(({ event: { id, at, state, note }, number, kind }) => ({
      kind: 'ticket',
      key: `ticket ${id}`,
      at: at.toISOString(),
      ticket: kind,
      number,
      state,
      note,
    }));
  },

  async move(tx, { businessId, from, to }) {
    const moved = await tx
      .update(tickets)
      .set({ contactId: to })
      .where(and(eq(tickets.businessId, businessId), eq(tickets.contactId, from)))
      .returning({ id: tickets.id });
    return moved.map(({ id }) => id);
  },

  async moveBack(tx, { businessId, from }, memory) {
    const moved = Moved.parse(memory);
    if (moved.length === 0) return;
    await tx
      .update(tickets)
      .set({ contactId: from })
      .where(and(eq(tickets.businessId, businessId), inArray(tickets.id, moved)));
  },

  /** That something was wrong, and how long it took to mend, stays. */
  async erase(_ctx, tx, { businessId, contactId }) {
    const theirs = and(eq(tickets.businessId, businessId), eq(tickets.contactId, contactId));
    const rows = await tx
      .update(tickets)
      .set({ description: '', mediaIds: [] })
      .where(theirs)
      .returning({ id: tickets.id });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    await tx
      .update(ticketEvents)
      .set({ note: '' })
      .where(and(eq(ticketEvents.businessId, businessId), inArray(ticketEvents.ticketId, ids)));
  },
};
