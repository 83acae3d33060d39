import { and, eq } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import type { TicketKind, TicketProgress, TicketState, TicketView } from './api.ts';
import { ticketStateChanged } from './facts.ts';
import { ticketNotFound, ticketStateNotReachable } from './problems.ts';
import { type Ticket, ticketEvents, tickets } from './schema.ts';
import { isTicket, ticketView } from './tickets.ts';

/** Where a ticket can go from each state. */
export const REACHABLE: Record<TicketState, readonly TicketState[]> = {
  received: ['received', 'investigating', 'fixing', 'resolved', 'rejected'],
  investigating: ['investigating', 'fixing', 'resolved', 'rejected'],
  fixing: ['fixing', 'resolved', 'rejected'],
  resolved: ['resolved'],
  rejected: ['rejected'],
};

/** `notify`: absent: the customer is told of a new state, or when there are words for them. */
export type Progress = Pick<TicketProgress, 'state' | 'progressPercent' | 'expectedOn' | 'note'> &
  Partial<Pick<TicketProgress, 'notify' | 'message'>>;

/**
 * Moves a ticket on, or notes progress within its state. What `progress` leaves out stays as it is.
 *
 * @throws ticket-not-found, ticket-state-not-reachable { reachable }
 */
export async function changeTicketState(
  ctx: Ctx,
  tx: Tx,
  key: { businessId: string; kind: TicketKind; number: number },
  progress: Progress,
  actorName: string | null = null,
): Promise<TicketView> {
  const ticket = await lockTicket(tx, key);
  const reachable = REACHABLE[ticket.state];
  if (!reachable.includes(progress.state)) throw ticketStateNotReachable(ticket.number, ticket.state, reachable);
  if (!changes(ticket, progress)) return ticketView(ticket);

  const moved = await moveTicket(ctx, tx, ticket, progress);
  const { businessId, id: ticketId, state, updatedAt: at } = moved;
  const { note, message, notify = true } = progress;
  const eventId = newId();
  await tx.insert(ticketEvents).values({ businessId, id: eventId, ticketId, state, note, actorName, at });
  // That it is a few percent further nobody needs to hear; a new state or words for them they do.
  const isNews = state !== ticket.state || note !== '' || message !== undefined;
  await announce(ctx, tx, ticketStateChanged, { ...moved, ticketId, eventId, note, message, notify: notify && isNews });
  return ticketView(moved);
}

async function lockTicket(tx: Tx, key: { businessId: string; kind: TicketKind; number: number }): Promise<Ticket> {
  if (!Number.isSafeInteger(key.number)) throw ticketNotFound(key.number);
  const [ticket] = await tx.select().from(tickets).where(isTicket(key.businessId, key)).for('no key update');
  if (!ticket) throw ticketNotFound(key.number);
  return ticket;
}

function changes(ticket: Ticket, { state, progressPercent, expectedOn, note, message }: Progress): boolean {
  return (
    state !== ticket.state ||
    (progressPercent ?? ticket.progressPercent) !== ticket.progressPercent ||
    (expectedOn === undefined ? ticket.expectedOn : expectedOn) !== ticket.expectedOn ||
    note !== '' ||
    message !== undefined
  );
}

async function moveTicket(ctx: Ctx, tx: Tx, ticket: Ticket, progress: Progress): Promise<Ticket> {
  const { state, expectedOn } = progress;
  const progressPercent = state === 'resolved' ? 100 : progress.progressPercent;
  const [moved] = await tx
    .update(tickets)
    .set({ state, progressPercent, expectedOn, updatedAt: ctx.now() })
    .where(and(eq(tickets.businessId, ticket.businessId), eq(tickets.id, ticket.id)))
    .returning();
  return moved!;
}
