import { serviceWindow } from './service-window.ts';
import type { Row } from './shapes.ts';
import { isLost } from './ticks.ts';

export const TABS = ['mine', 'unassigned', 'all', 'bot'] as const;
export type Tab = (typeof TABS)[number];
export const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'any'] as const;
export const WINDOWS = ['open', 'closing', 'closed'] as const;

/** What the list is narrowed to, as the address says it; everything absent is as the API has it by default. */
export type ListFilters = {
  tab: Tab;
  status: (typeof STATUSES)[number];
  window?: (typeof WINDOWS)[number];
  label?: string;
  assignee?: string; // id of a colleague
  search?: string;
  unread?: 'true';
  mentions?: 'me';
  undelivered?: 'true';
  sort: 'newest' | 'waiting';
};

/** Reads them from an address, which anybody can write: what is not known counts as absent. */
export function readFilters(values: Readonly<Record<string, string>>): ListFilters {
  const { tab, status, window, label, assignee, search, unread, mentions, undelivered, sort } = values;
  return {
    tab: TABS.find((known) => known === tab) ?? 'all',
    status: STATUSES.find((known) => known === status) ?? usualStatus({ undelivered }),
    ...withOne(
      'window',
      WINDOWS.find((known) => known === window),
    ),
    ...withOne('label', label || undefined),
    ...withOne('assignee', /^[0-9a-f-]{36}$/i.test(assignee ?? '') ? assignee : undefined),
    ...withOne('search', search?.trim() || undefined),
    ...withOne('unread', unread === 'true' ? ('true' as const) : undefined),
    ...withOne('mentions', mentions === 'me' ? ('me' as const) : undefined),
    ...withOne('undelivered', undelivered === 'true' ? ('true' as const) : undefined),
    sort: sort === 'waiting' ? 'waiting' : 'newest',
  };
}

/** What a list shows of itself. Replies that did not get through are looked for wherever they are, also in what was resolved. */
export const usualStatus = ({ undelivered }: { undelivered?: string | undefined }): ListFilters['status'] =>
  undelivered === 'true' ? 'any' : 'open';

const withOne = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });

/** Whether the list shows this conversation; null: only the server can say (a search, mentions in notes). */
export function belongsTo(filters: ListFilters, me: string | null, now: Date): (row: Row) => boolean | null {
  return (row) => {
    const all = [
      filters.status === 'any' || row.status === filters.status,
      filters.tab !== 'mine' || (me !== null && row.assignee?.id === me),
      filters.tab !== 'unassigned' || (row.waitingSince !== null && row.assignee === null),
      filters.tab !== 'bot' || row.waitingSince === null,
      filters.window === undefined || isInWindow(filters.window, row, now),
      filters.label === undefined || row.labels.includes(filters.label),
      filters.assignee === undefined || row.assignee?.id === filters.assignee,
      filters.unread === undefined || row.unread > 0,
      filters.sort !== 'waiting' || row.waitingSince !== null,
    ];
    const isUndelivered = filters.undelivered === undefined || lastIsLost(row);
    if (all.includes(false) || isUndelivered === false) return false;
    return filters.search === undefined && filters.mentions === undefined ? isUndelivered : null;
  };
}

/** Null: the customer spoke last, and what we said before is not in the row. */
function lastIsLost({ lastMessage }: Row): boolean | null {
  if (lastMessage?.direction !== 'outbound' || lastMessage.type === 'reaction') return null;
  return isLost(lastMessage.status);
}

function isInWindow(wanted: (typeof WINDOWS)[number], row: Row, now: Date): boolean {
  const { state } = serviceWindow(row.serviceWindowClosesAt, now);
  return wanted === 'open' ? state !== 'closed' : state === wanted;
}
