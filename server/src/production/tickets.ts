import { and, desc, eq, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../platform/context.ts';
import { TICKET_STATES, type TicketEventView, type TicketKind, type TicketState, type TicketView } from './api.ts';
import { type Ticket, ticketEvents, tickets } from './schema.ts';

/** A customer's own tickets, newest first. */
export async function ticketsOf(
  db: Db | Tx,
  businessId: string,
  contactId: string,
  kind: TicketKind | undefined,
  limit: number,
): Promise<TicketView[]> {
  const isTheirs = and(eq(tickets.businessId, businessId), eq(tickets.contactId, contactId));
  return readTickets(db, and(isTheirs, kind ? eq(tickets.kind, kind) : undefined), limit);
}

export type TicketKey = { number: number; kind?: TicketKind; contactId?: string };

/**
 * One ticket by the number people say; the newest when both kinds have that number and none is named.
 *
 * @param key.contactId with it only a ticket of this customer is found; give it whenever a customer asks.
 */
export async function findTicket(db: Db | Tx, businessId: string, key: TicketKey): Promise<TicketView | null> {
  if (!Number.isSafeInteger(key.number)) return null; // what people type as a number may be longer than any column
  return (await readTickets(db, isTicket(businessId, key), 1))[0] ?? null;
}

/** The ticket that an inbound message reported, if it did. */
export async function findTicketByCause(tx: Tx, businessId: string, causedBy: string): Promise<TicketView | null> {
  return (await readTickets(tx, and(eq(tickets.businessId, businessId), eq(tickets.causedBy, causedBy)), 1))[0] ?? null;
}

/** Every step of a ticket, oldest first. */
export async function ticketHistoryOf(db: Db | Tx, businessId: string, ticketId: string): Promise<TicketEventView[]> {
  const { state, note, at, actorName, noticeId, noticeProblem } = ticketEvents;
  const events = await db
    .select({ state, note, at, actorName, noticeId, noticeProblem })
    .from(ticketEvents)
    .where(and(eq(ticketEvents.businessId, businessId), eq(ticketEvents.ticketId, ticketId)));
  return events.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a.state) - rank(b.state));
}

/** Picks one ticket by number, kind and owner as far as they are given. */
export function isTicket(businessId: string, { number, kind, contactId }: TicketKey): SQL | undefined {
  return and(
    eq(tickets.businessId, businessId),
    eq(tickets.number, number),
    kind ? eq(tickets.kind, kind) : undefined,
    contactId ? eq(tickets.contactId, contactId) : undefined,
  );
}

/** What the world sees of a ticket. */
export function ticketView(ticket: Ticket): TicketView {
  const { id, number, kind, contactId, orderNumber, description, mediaIds, state, progressPercent, expectedOn } =
    ticket;
  const { createdAt, updatedAt } = ticket;
  const progress = { state, progressPercent, expectedOn, createdAt, updatedAt };
  return { id, number, kind, contactId, orderNumber, description, mediaIds, ...progress };
}

async function readTickets(db: Db | Tx, filter: SQL | undefined, limit: number): Promise<TicketView[]> {
  const rows = await db
    .select()
    .from(tickets)
    .where(filter)
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(limit);
  return rows.map(ticketView);
}

const rank = (state: TicketState): number => TICKET_STATES.indexOf(state);
