import { serviceWindow } from './service-window.ts';
import type { Row } from './shapes.ts';

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
  sort: 'newest' | 'waiting';
};

/** Reads them from an address, which anybody can write: what is not known counts as absent. */
export function readFilters(values: Readonly<Record<string, string>>): ListFilters {
  const { tab, status, window, label, assignee, search, unread, mentions, sort } = values;
  return {
    tab: TABS.find((known) => known === tab) ?? 'all',
    status: STATUSES.find((known) => known === status) ?? 'open',
    ...withOne(
      'window',
      WINDOWS.find((known) => known === window),
    ),
    ...withOne('label', label || undefined),
    ...withOne('assignee', /^[0-9a-f-]{36}$/i.test(assignee ?? '') ? assignee : undefined),
    ...withOne('search', search?.trim() || undefined),
    ...withOne('unread', unread === 'true' ? ('true' as const) : undefined),
    ...withOne('mentions', mentions === 'me' ? ('me' as const) : undefined),
    sort: sort === 'waiting' ? 'waiting' : 'newest',
  };
}

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
    if (all.includes(false)) return false;
    return filters.search === undefined && filters.mentions === undefined ? true : null;
  };
}

function isInWindow(wanted: (typeof WINDOWS)[number], row: Row, now: Date): boolean {
  const { state } = serviceWindow(row.serviceWindowClosesAt, now);
  return wanted === 'open' ? state !== 'closed' : state === wanted;
}
