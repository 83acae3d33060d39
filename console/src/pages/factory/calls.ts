import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Told } } };
}
  ? Told
  : never;

export type Line = Answer<'/api/v1/production/lines', 'get'>['items'][number];
export type Schedule = Answer<'/api/v1/production/schedule', 'get'>;
export type Run = Schedule['items'][number];
export type TicketRow = Answer<'/api/v1/tickets', 'get'>['items'][number];
export type Ticket = Answer<'/api/v1/tickets/{kind}/{number}', 'get'>;
export type TicketKind = Ticket['kind'];
export type TicketState = Ticket['state'];
export type Notice = Answer<'/api/v1/tickets/{kind}/{number}/notice', 'get'>;
export type NewRun = paths['/api/v1/production/schedule']['post']['requestBody']['content']['application/json'];
export type LineEdit = NonNullable<
  paths['/api/v1/production/lines/{id}']['patch']['requestBody']
>['content']['application/json'];
export type Progress =
  paths['/api/v1/tickets/{kind}/{number}/state']['put']['requestBody']['content']['application/json'];

export const LINE_STATUSES = ['running', 'stopped', 'maintenance'] as const;
export const TICKET_KINDS = ['defect', 'issue'] as const;
export const TICKET_STATES = ['received', 'investigating', 'fixing', 'resolved', 'rejected'] as const;

export const linesOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'production', 'lines'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/production/lines', { signal })),
    select: ({ items }) => items,
    refetchInterval: 60_000,
  });

/** Both days included; without days the week from today. */
export const scheduleOf = (business: string, days: { from: string; to: string } | null) =>
  queryOptions({
    queryKey: [business, 'production', 'runs', days?.from ?? null, days?.to ?? null],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/production/schedule', { params: { query: days ?? {} }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const addLine = (body: { name: string; unitsPerHour: number; qualityPercent: number }) =>
  answered(
    api.POST('/api/v1/production/lines', {
      headers: { 'idempotency-key': idempotencyKey() },
      body: { ...body, status: 'running' },
    }),
  );

export const editLine = (id: string, body: LineEdit) =>
  answered(api.PATCH('/api/v1/production/lines/{id}', { params: { path: { id } }, body }));

export const removeLine = (id: string) =>
  answered(api.DELETE('/api/v1/production/lines/{id}', { params: { path: { id } } }));

export const addRun = (body: NewRun) =>
  answered(api.POST('/api/v1/production/schedule', { headers: { 'idempotency-key': idempotencyKey() }, body }));

export const editRun = (id: string, body: Partial<NewRun>) =>
  answered(api.PATCH('/api/v1/production/schedule/{id}', { params: { path: { id } }, body }));

export const removeRun = (id: string) =>
  answered(api.DELETE('/api/v1/production/schedule/{id}', { params: { path: { id } } }));

/** What the address asks for and the API understands. */
export function ticketFilters({ search, kind, state, contactId }: FilterValues) {
  const ofKind = TICKET_KINDS.find((one) => one === kind);
  const inState = ([...TICKET_STATES, 'open'] as const).find((one) => one === state);
  return {
    ...(search ? { search } : {}),
    ...(ofKind ? { kind: ofKind } : {}),
    ...(inState ? { state: inState } : {}),
    ...(contactId ? { contactId } : {}),
  };
}
type TicketFilters = ReturnType<typeof ticketFilters>;

export const ticketsOf = (business: string, query: TicketFilters) =>
  listOptions([business, 'tickets', 'list', query], (cursor, signal) =>
    answered(api.GET('/api/v1/tickets', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal })),
  );

export const ticketOf = (business: string, key: TicketKey) =>
  queryOptions({
    queryKey: [business, 'tickets', key.kind, key.number],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/tickets/{kind}/{number}', { params: { path: key }, signal })),
  });

export const figuresOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'tickets', 'figures'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/tickets/figures', { signal })),
  });

export type TicketKey = { kind: TicketKind; number: number };

/** What the person would read; read anew each time it is looked at, since windows close. */
export const noticeOf = (business: string, key: TicketKey, state: TicketState, note: string) =>
  queryOptions({
    queryKey: [business, 'ticket-notice', key.kind, key.number, state, note],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/tickets/{kind}/{number}/notice', {
          params: { path: key, query: { state, ...(note ? { note } : {}) } },
          signal,
        }),
      ),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

export const changeTicket = (key: TicketKey, body: Progress) =>
  answered(
    api.PUT('/api/v1/tickets/{kind}/{number}/state', {
      params: { path: key },
      headers: { 'idempotency-key': idempotencyKey() },
      body,
    }),
  );
