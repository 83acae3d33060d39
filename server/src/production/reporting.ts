import { eq, isNotNull } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { nextNumber } from '../platform/counters.ts';
import { announce } from '../platform/facts.ts';
import { addDays, dayAt } from '../platform/local-time.ts';
import { businesses } from '../platform/schema.ts';
import { cleanText } from '../platform/text.ts';
import type { TicketKind, TicketView } from './api.ts';
import { ticketReported } from './facts.ts';
import { emptyTicket } from './problems.ts';
import { type Ticket, ticketEvents, tickets } from './schema.ts';
import { findTicketByCause, ticketView } from './tickets.ts';

export type Report = {
  businessId: string;
  contactId: string;
  conversationId: string | null;
  kind: TicketKind;
  description: string; // may be empty when there is a photo
  mediaIds: readonly string[];
  orderNumber?: number; // as the customer named it; not looked up
  causedBy?: string; // the inbound message that reports it
};

/** How long resolving takes, as far as one can say before anybody looked. */
const RESOLVED_AFTER_DAYS: Record<TicketKind, number> = { defect: 3, issue: 2 };

/**
 * Opens a ticket with a number of its kind. The same `causedBy` opens one ticket, however often it is tried.
 *
 * @throws empty-ticket when there is neither a description nor a photo.
 */
export async function reportTicket(ctx: Ctx, tx: Tx, report: Report): Promise<TicketView> {
  const { businessId, causedBy } = report;
  if (!report.description.trim() && report.mediaIds.length === 0) throw emptyTicket();
  const earlier = causedBy ? await findTicketByCause(tx, businessId, causedBy) : null;
  if (earlier) return earlier;

  const ticket = await storeOnce(ctx, tx, report);
  if (!ticket) return (await findTicketByCause(tx, businessId, causedBy!))!;

  const { id: ticketId, state, createdAt: at } = ticket;
  await tx.insert(ticketEvents).values({ businessId, ticketId, state, at });
  await announce(ctx, tx, ticketReported, { ...ticket, ticketId });
  return ticketView(ticket);
}

/** @returns undefined when another node reported the same message meanwhile. */
async function storeOnce(ctx: Ctx, tx: Tx, report: Report): Promise<Ticket | undefined> {
  const { businessId, contactId, conversationId, kind, causedBy } = report;
  const now = ctx.now();
  const expectedOn = addDays(dayAt(now, await timeZoneOf(tx, businessId)), RESOLVED_AFTER_DAYS[kind]);
  const told = {
    description: cleanText(report.description).trim(),
    mediaIds: [...report.mediaIds],
    orderNumber: Number.isSafeInteger(report.orderNumber) ? report.orderNumber : null, // people type longer ones
  };
  const number = await nextNumber(tx, businessId, kind);
  const opened = { number, state: 'received' as const, expectedOn, createdAt: now, updatedAt: now };
  const [ticket] = await tx
    .insert(tickets)
    .values({ businessId, contactId, conversationId, kind, causedBy, ...told, ...opened })
    .onConflictDoNothing({ target: [tickets.businessId, tickets.causedBy], where: isNotNull(tickets.causedBy) })
    .returning();
  return ticket;
}

async function timeZoneOf(tx: Tx, businessId: string): Promise<string> {
  const [business] = await tx
    .select({ timeZone: businesses.timeZone })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  return business!.timeZone;
}
