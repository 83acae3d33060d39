import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import { listOptions } from '../../ui/use-list.ts';
import type { ListFilters } from './model/filters.ts';
import { isMessage, type Message, type Sendable, type Status } from './model/shapes.ts';

const byId = (id: string) => ({ path: { id } });
/** A write of ours: sent again after a lost answer it has its effect once. */
const writing = (id: string, key = idempotencyKey()) => ({ params: byId(id), headers: { 'idempotency-key': key } });

/* Reading */

export const conversationsOf = (business: string, filters: ListFilters) =>
  listOptions([business, 'conversations', 'list', filters], (cursor, signal) =>
    answered(api.GET('/api/v1/conversations', { params: { query: { ...filters, cursor, limit: 50 } }, signal })),
  );

export const countsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'conversations', 'counts'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/conversations/counts', { signal })),
  });
export type Counts = Record<'mine' | 'unassigned' | 'all' | 'bot' | 'unread', number>;

export const conversationOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'conversations', 'one', id],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/conversations/{id}', { params: byId(id), signal })),
  });

export const messagesOf = (business: string, conversationId: string) =>
  infiniteQueryOptions({
    queryKey: [business, 'messages', conversationId],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const params = { ...byId(conversationId), query: { cursor: pageParam, limit: 50 } };
      const page = await answered(api.GET('/api/v1/conversations/{id}/messages', { params, signal }));
      return { items: page.items.flatMap(readMessage), nextCursor: page.nextCursor };
    },
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 10_000,
  });

/** Where in a conversation these words stand: the `seq` of messages, the newest first. */
export const foundIn = (business: string, conversationId: string, search: string) =>
  queryOptions({
    queryKey: [business, 'found', conversationId, search],
    queryFn: async ({ signal }) => {
      const params = { ...byId(conversationId), query: { search, limit: 1 } };
      return (await answered(api.GET('/api/v1/conversations/{id}/messages', { params, signal }))).found ?? [];
    },
    enabled: search !== '',
    staleTime: 10_000,
  });

export const messageOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'message', id],
    queryFn: async ({ signal }) =>
      oneMessage(await answered(api.GET('/api/v1/messages/{id}', { params: byId(id), signal }))),
  });

export const entriesOf = (business: string, conversationId: string) =>
  queryOptions({
    queryKey: [business, 'entries', conversationId],
    queryFn: async ({ signal }) => {
      const params = { ...byId(conversationId), query: { limit: 100 } };
      return (await answered(api.GET('/api/v1/conversations/{id}/entries', { params, signal }))).items;
    },
  });

/** Canned replies as they would be sent here: what is known of the customer is filled in. */
export const cannedRepliesOf = (business: string, conversationId: string) =>
  queryOptions({
    queryKey: [business, 'canned-replies', conversationId],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/v1/conversations/{id}/canned-replies', { params: byId(conversationId), signal })))
        .items,
  });

export const labelsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'labels'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/labels', { signal }))).items,
    staleTime: 5 * 60_000,
  });

export const colleaguesOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'presence'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/presence', { signal }))).items,
  });

/** The content of a message has more shapes than the description of the API names: they are told apart by their type. */
const readMessage = (value: unknown): Message[] => (isMessage(value) ? [value] : []);

function oneMessage(value: unknown): Message {
  if (!isMessage(value)) throw new Error('this is no message');
  return value;
}

/* Writing */

export const sendMessage = async (id: string, content: Sendable, quotes: string | null, key: string) =>
  oneMessage(
    await answered(
      api.POST('/api/v1/conversations/{id}/messages', {
        ...writing(id, key),
        body: { content, ...(quotes ? { quotes } : {}) },
      }),
    ),
  );
export const retryMessage = async (id: string) =>
  oneMessage(await answered(api.POST('/api/v1/messages/{id}/retry', writing(id))));
export const markRead = (id: string) => answered(api.POST('/api/v1/conversations/{id}/read', writing(id)));
export const setStatus = (id: string, status: Status, until?: string) =>
  answered(
    api.PUT('/api/v1/conversations/{id}/status', { ...writing(id), body: { status, ...(until ? { until } : {}) } }),
  );

/**
 * Who answers from now on: the bot, a person, whoever asks, or whoever of those present is next. `from`: who has it as far
 * as one sees; when somebody else has it by now, nothing changes and the API says who.
 */
export type Assignment = { to: 'bot' | 'me' | 'next' | 'person'; personId?: string; from?: string | null };
export const assign = (id: string, body: Assignment) =>
  answered(api.PUT('/api/v1/conversations/{id}/assignment', { ...writing(id), body }));

export type LabelChange = { add?: string[]; remove?: string[] };
export const changeLabels = (id: string, body: LabelChange) =>
  answered(api.POST('/api/v1/conversations/{id}/labels', { ...writing(id), body }));

export type ManyChanges = {
  assignment?: Assignment;
  status?: { status: Status; until?: string };
  labels?: LabelChange;
};
/** Changes many at once; tells of each whether it could be done, and what takes it back. */
export const changeMany = (ids: string[], changes: ManyChanges) =>
  answered(
    api.POST('/api/v1/conversations/changes', {
      headers: { 'idempotency-key': idempotencyKey() },
      body: { ids, ...changes },
    }),
  );

/** Makes a label nobody has used before. */
export const makeLabel = (name: string) =>
  answered(api.PUT('/api/v1/labels/{name}', { params: { path: { name } }, body: { colour: 'grey' } }));

/** @param body names colleagues as `@[Ana](id)`. */
export const addNote = (id: string, body: string) =>
  answered(api.POST('/api/v1/conversations/{id}/notes', { ...writing(id), body: { body } }));
const byNote = (id: string, noteId: string) => ({ params: { path: { id, noteId } } });
export const changeNote = (id: string, noteId: string, body: string) =>
  answered(api.PUT('/api/v1/conversations/{id}/notes/{noteId}', { ...byNote(id, noteId), body: { body } }));
export const deleteNote = (id: string, noteId: string) =>
  answered(api.DELETE('/api/v1/conversations/{id}/notes/{noteId}', byNote(id, noteId)));

export type HereState = 'viewing' | 'typing' | 'gone';
/** Also while the page is being left. */
export const sayHere = (id: string, state: HereState) =>
  answered(api.PUT('/api/v1/conversations/{id}/here', { params: byId(id), body: { state }, keepalive: true }));
