import { Problem } from '../platform/problem.ts';
import type { TicketState } from './api.ts';

export const ticketNotFound = (number: number) =>
  new Problem('ticket-not-found', 404, 'There is no such ticket. Check the number.', { number });

export const emptyTicket = () => new Problem('empty-ticket', 400, 'Describe what is wrong, or send a photo of it.');

export const ticketStateNotReachable = (number: number, state: TicketState, reachable: readonly TicketState[]) =>
  new Problem('ticket-state-not-reachable', 409, 'A ticket only moves forward. Choose one of the reachable states.', {
    number,
    state,
    reachable,
  });

export const scheduleTooLong = (mostDays: number) =>
  new Problem('schedule-too-long', 400, `Ask for at most ${mostDays} days at a time, from the first to the last.`, {
    mostDays,
  });

export const lineNotFound = () => new Problem('line-not-found', 404, 'There is no such production line.');

export const lineExists = (name: string) =>
  new Problem('line-exists', 409, 'There is a line of this name. Take another name.', { name });

export const lineHasRuns = () =>
  new Problem('line-has-runs', 409, 'This line stands in the schedule. Remove its runs first, or stop it.');

export const runNotFound = () => new Problem('run-not-found', 404, 'This is not in the schedule.');

export const runExists = () =>
  new Problem('run-exists', 409, 'This line makes this item in this shift already. Change that run.');
