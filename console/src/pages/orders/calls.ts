import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Sent } };
}
  ? Sent
  : never;

export type Order = Awaited<ReturnType<typeof readOrder>>;
export type OrderRow = Awaited<ReturnType<typeof readOrders>>['items'][number];
export type OrderState = Order['state'];
export type Notice = Awaited<ReturnType<typeof readNotice>>;
export type StateChange = Body<'/api/v1/orders/{number}/state', 'put'>;
export type OrderEdit = NonNullable<Body<'/api/v1/orders/{number}', 'patch'>>;
export type LinesChange = Body<'/api/v1/orders/{number}/lines', 'put'>;
export type NewOrder = Body<'/api/v1/orders', 'post'>;

const VIEWS = ['unconfirmed', 'to-fulfil', 'shipped', 'delivered', 'cancelled', 'problems'] as const;

/** What the address asks for and the API understands; a link with something else shows all. */
export function orderFilters(values: FilterValues) {
  const view = VIEWS.find((one) => one === values.view);
  const { search, contactId, from, to } = values;
  return {
    ...(view ? { view } : {}),
    ...(search ? { search } : {}),
    ...(contactId ? { contactId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}
type OrderFilters = ReturnType<typeof orderFilters>;

export const ordersOf = (business: string, query: OrderFilters) =>
  listOptions([business, 'orders', 'list', query], (cursor, signal) => readOrders(query, cursor, signal));

export const countsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'orders', 'counts'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/orders/counts', { signal })),
  });

export const orderOf = (business: string, number: number) =>
  queryOptions({
    queryKey: [business, 'orders', number],
    queryFn: ({ signal }) => readOrder(number, signal),
  });

/** Tickets in which the customer named this order. */
export const ticketsOfOrder = (business: string, { number, contactId }: Order) =>
  queryOptions({
    queryKey: [business, 'tickets', 'of order', number],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/tickets', { params: { query: { contactId, orderNumber: number, limit: 20 } }, signal }),
      ),
    select: ({ items }) => items,
  });

/** What the customer would read; read anew each time it is looked at, since windows close. */
export const noticeOf = (business: string, number: number, state: OrderState, shipment: Shipment) =>
  queryOptions({
    queryKey: [business, 'notice', number, state, shipment],
    queryFn: ({ signal }) => readNotice(number, state, shipment, signal),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

export const changeState = (number: number, body: StateChange) =>
  answered(
    api.PUT('/api/v1/orders/{number}/state', {
      params: { path: { number } },
      headers: { 'idempotency-key': idempotencyKey() },
      body,
    }),
  );

export const changeStates = (numbers: number[], state: OrderState, notify: boolean) =>
  answered(
    api.POST('/api/v1/orders/state-changes', {
      headers: { 'idempotency-key': idempotencyKey() },
      body: { numbers, state, notify },
    }),
  );

export const editOrder = (number: number, body: OrderEdit) =>
  answered(api.PATCH('/api/v1/orders/{number}', { params: { path: { number } }, body }));

export const changeItems = (number: number, body: LinesChange) =>
  answered(
    api.PUT('/api/v1/orders/{number}/lines', {
      params: { path: { number } },
      headers: { 'idempotency-key': idempotencyKey() },
      body,
    }),
  );

export const addNote = (number: number, text: string) =>
  answered(
    api.POST('/api/v1/orders/{number}/notes', {
      params: { path: { number } },
      headers: { 'idempotency-key': idempotencyKey() },
      body: { text },
    }),
  );

export const placeOrder = (body: NewOrder) =>
  answered(api.POST('/api/v1/orders', { headers: { 'idempotency-key': idempotencyKey() }, body }));

export const trackingLink = (number: number) =>
  answered(api.POST('/api/v1/orders/{number}/tracking-links', { params: { path: { number } } }));

export type Shipment = { carrier: string; trackingNumber: string };

const readOrders = (query: OrderFilters, cursor: string | undefined, signal: AbortSignal) =>
  answered(api.GET('/api/v1/orders', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal }));

const readOrder = (number: number, signal: AbortSignal) =>
  answered(api.GET('/api/v1/orders/{number}', { params: { path: { number } }, signal }));

const readNotice = (number: number, state: OrderState, shipment: Shipment, signal: AbortSignal) =>
  answered(
    api.GET('/api/v1/orders/{number}/notice', {
      params: { path: { number }, query: { state, ...filled(shipment) } },
      signal,
    }),
  );

const filled = ({ carrier, trackingNumber }: Shipment) => ({
  ...(carrier ? { carrier } : {}),
  ...(trackingNumber ? { trackingNumber } : {}),
});
