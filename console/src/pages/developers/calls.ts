import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

const path = (id: string) => ({ path: { id } });

export const EVENTS = [
  'message.received',
  'message.status',
  'conversation.handed_off',
  'conversation.given_back',
  'contact.created',
  'order.placed',
  'order.state_changed',
  'ticket.reported',
  'ticket.state_changed',
] as const;
export type WebhookEvent = (typeof EVENTS)[number];

/** A dot would begin a deeper key in the files of words. */
export const wordOf = (event: string): string => event.replaceAll('.', '_');

const readEndpoints = (signal?: AbortSignal) => answered(api.GET('/api/v1/webhooks', { signal }));
export type Endpoint = Awaited<ReturnType<typeof readEndpoints>>['items'][number];

export const endpointsOf = (business: string) =>
  queryOptions({ queryKey: [business, 'webhooks', 'list'], queryFn: ({ signal }) => readEndpoints(signal) });

export type EndpointDraft = { url: string; description: string; events: WebhookEvent[] };
export const addEndpoint = (body: EndpointDraft) => answered(api.POST('/api/v1/webhooks', { body }));
export const changeEndpoint = (id: string, body: Partial<EndpointDraft> & { enabled?: boolean }) =>
  answered(api.PATCH('/api/v1/webhooks/{id}', { params: path(id), body }));
export const removeEndpoint = (id: string) => answered(api.DELETE('/api/v1/webhooks/{id}', { params: path(id) }));
export const renewSecret = (id: string) => answered(api.POST('/api/v1/webhooks/{id}/secrets', { params: path(id) }));
export const testEndpoint = (id: string) => answered(api.POST('/api/v1/webhooks/{id}/tests', { params: path(id) }));
export const replayRange = (id: string, body: { from: string; to: string; state?: 'failed' | 'delivered' }) =>
  answered(api.POST('/api/v1/webhooks/{id}/replays', { params: path(id), body }));
export const replayDelivery = (id: string) =>
  answered(api.POST('/api/v1/deliveries/{id}/replays', { params: path(id) }));

const STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof STATES)[number];

const readDeliveries = (
  id: string,
  state: DeliveryState | undefined,
  cursor: string | undefined,
  signal?: AbortSignal,
) =>
  answered(
    api.GET('/api/v1/webhooks/{id}/deliveries', {
      params: { ...path(id), query: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) } },
      signal,
    }),
  );
export type Delivery = Awaited<ReturnType<typeof readDeliveries>>['items'][number];

export const deliveriesOf = (business: string, id: string, state: DeliveryState | undefined) =>
  listOptions([business, 'webhooks', id, 'deliveries', state], (cursor, signal) =>
    readDeliveries(id, state, cursor, signal),
  );

export const deliveryOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'webhooks', 'delivery', id],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/deliveries/{id}', { params: path(id), signal })),
  });

export function eventFilters({ search, from, to }: FilterValues) {
  return {
    ...(search && search.length >= 3 ? { about: search } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

const readEvents = (query: ReturnType<typeof eventFilters>, cursor: string | undefined, signal?: AbortSignal) =>
  answered(
    api.GET('/api/v1/inbound-events', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal }),
  );
export type InboundEvent = Awaited<ReturnType<typeof readEvents>>['items'][number];

export const eventsOf = (business: string, query: ReturnType<typeof eventFilters>) =>
  listOptions([business, 'inbound-events', 'list', query], (cursor, signal) => readEvents(query, cursor, signal));

export const eventOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'inbound-events', id],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/inbound-events/{id}', { params: path(id), signal })),
  });

export const readAgain = (id: string) =>
  answered(api.POST('/api/v1/inbound-events/{id}/readings', { params: path(id) }));

const readNews = (outcome: 'parked' | undefined, cursor: string | undefined, signal?: AbortSignal) =>
  answered(
    api.GET('/api/v1/channel-news', {
      params: { query: { ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) } },
      signal,
    }),
  );
export type News = Awaited<ReturnType<typeof readNews>>['items'][number];
export const newsOf = (business: string, outcome: 'parked' | undefined) =>
  listOptions([business, 'channel-news', 'list', outcome], (cursor, signal) => readNews(outcome, cursor, signal));

const readQueue = (signal?: AbortSignal) => answered(api.GET('/api/v1/queue', { signal }));
export type Queue = Awaited<ReturnType<typeof readQueue>>;
/** Nothing tells of it, so it is looked at every few seconds while it is on screen. */
export const queueOf = (business: string) =>
  queryOptions({ queryKey: [business, 'queue'], queryFn: ({ signal }) => readQueue(signal), refetchInterval: 5_000 });

const readOutgoing = (signal?: AbortSignal) => answered(api.GET('/api/v1/queue/messages', { signal }));
export type Outgoing = Awaited<ReturnType<typeof readOutgoing>>['items'][number];
export const outgoingOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'queue', 'messages'],
    queryFn: ({ signal }) => readOutgoing(signal),
    refetchInterval: 5_000,
  });

const readLetters = (resolved: 'true' | 'false', cursor: string | undefined, signal?: AbortSignal) =>
  answered(api.GET('/api/v1/dead-letters', { params: { query: { resolved, ...(cursor ? { cursor } : {}) } }, signal }));
export type Letter = Awaited<ReturnType<typeof readLetters>>['items'][number];
export const lettersOf = (business: string, resolved: boolean) =>
  listOptions([business, 'dead-letters', 'list', resolved], (cursor, signal) =>
    readLetters(resolved ? 'true' : 'false', cursor, signal),
  );
export const resolveLetter = (id: string, resolution: 'retried' | 'discarded') =>
  answered(api.PUT('/api/v1/dead-letters/{id}/resolution', { params: path(id), body: { resolution } }));

type Ready = { status: string; reason?: string; channels: { active: number; held: number; off: number } };
export const readyOf = () =>
  queryOptions({
    queryKey: ['ready'],
    queryFn: async ({ signal }): Promise<Ready> => (await fetch('/readyz', { signal })).json(),
    refetchInterval: 10_000,
  });
