import { and, eq } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import type { TicketKind, TicketProgress, TicketState, TicketView } from './api.ts';
import { ticketStateChanged } from './facts.ts';
import { ticketNotFound, ticketStateNotReachable } from './problems.ts';
import { type Ticket, ticketEvents, tickets } from './schema.ts';
import { isTicket, ticketView } from './tickets.ts';

const REACHABLE: Record<TicketState, readonly TicketState[]> = {
  received: ['received', 'investigating', 'fixing', 'resolved', 'rejected'],
  investigating: ['investigating', 'fixing', 'resolved', 'rejected'],
  fixing: ['fixing', 'resolved', 'rejected'],
  resolved: ['resolved'],
  rejected: ['rejected'],
};

/**
 * Moves a ticket on, or notes progress within its state. What `progress` leaves out stays as it is.
 *
 * @throws ticket-not-found, ticket-state-not-reachable { reachable }
 */
export async function changeTicketState(
  ctx: Ctx,
  tx: Tx,
  key: { businessId: string; kind: TicketKind; number: number },
  progress: TicketProgress,
): Promise<TicketView> {
  const ticket = await lockTicket(tx, key);
  const reachable = REACHABLE[ticket.state];
  if (!reachable.includes(progress.state)) throw ticketStateNotReachable(ticket.number, ticket.state, reachable);
  if (!changes(ticket, progress)) return ticketView(ticket);

  const moved = await moveTicket(ctx, tx, ticket, progress);
  const { businessId, id: ticketId, state, updatedAt: at } = moved;
  await tx.insert(ticketEvents).values({ businessId, ticketId, state, note: progress.note, at });
  await announce(ctx, tx, ticketStateChanged, { ...moved, ticketId });
  return ticketView(moved);
}

async function lockTicket(tx: Tx, key: { businessId: string; kind: TicketKind; number: number }): Promise<Ticket> {
  if (!Number.isSafeInteger(key.number)) throw ticketNotFound(key.number);
  const [ticket] = await tx.select().from(tickets).where(isTicket(key.businessId, key)).for('no key update');
  if (!ticket) throw ticketNotFound(key.number);
  return ticket;
}

function changes(ticket: Ticket, { state, progressPercent, expectedOn, note }: TicketProgress): boolean {
  return (
    state !== ticket.state ||
    (progressPercent ?? ticket.progressPercent) !== ticket.progressPercent ||
    (expectedOn === undefined ? ticket.expectedOn : expectedOn) !== ticket.expectedOn ||
    note !== ''
  );
}

async function moveTicket(ctx: Ctx, tx: Tx, ticket: Ticket, progress: TicketProgress): Promise<Ticket> {
  const { state, expectedOn } = progress;
  const progressPercent = state === 'resolved' ? 100 : progress.progressPercent;
  const [moved] = await tx
    .update(tickets)
    .set({ state, progressPercent, expectedOn, updatedAt: ctx.now() })
    .where(and(eq(tickets.businessId, ticket.businessId), eq(tickets.id, ticket.id)))
    .returning();
  return moved!;
}
