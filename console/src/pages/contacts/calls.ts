import { queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import type { paths } from '../../api/schema.d.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

export type Contact = Awaited<ReturnType<typeof readContact>>;
export type ContactRow = Awaited<ReturnType<typeof readContacts>>['items'][number];
export type TimelineEntry = Awaited<ReturnType<typeof readTimeline>>['items'][number];
export type ContactEdit = NonNullable<
  paths['/api/v1/contacts/{id}']['patch']['requestBody']
>['content']['application/json'];
export type NewContact = paths['/api/v1/contacts']['post']['requestBody']['content']['application/json'];
export type ImportReport = paths['/api/v1/contacts/import']['post']['responses']['200']['content']['application/json'];
export type Imported = ImportReport['columns'][number]['holds'];

export const MARKETING = ['granted', 'refused', 'unknown'] as const;
export type Marketing = (typeof MARKETING)[number];
export const IMPORTED: readonly Imported[] = [
  'name',
  'lastName',
  'phone',
  'username',
  'email',
  'language',
  'tags',
  'marketing',
  'note',
  '-',
];

/** What the address asks for and the API understands. */
export function contactFilters({ search, language, tag, marketing }: FilterValues) {
  const said = MARKETING.find((one) => one === marketing);
  return {
    ...(search ? { search } : {}),
    ...(language ? { language } : {}),
    ...(tag ? { tag } : {}),
    ...(said ? { marketing: said } : {}),
  };
}
export type ContactFilters = ReturnType<typeof contactFilters>;

export const contactsOf = (business: string, query: ContactFilters) =>
  listOptions([business, 'contacts', 'list', query], (cursor, signal) => readContacts(query, cursor, signal));

export const contactOf = (business: string, id: string) =>
  queryOptions({ queryKey: [business, 'contacts', id], queryFn: ({ signal }) => readContact(id, signal) });

export const timelineOf = (business: string, id: string) =>
  listOptions([business, 'contacts', id, 'timeline'], (cursor, signal) => readTimeline(id, cursor, signal));

export const tagsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'contacts', 'tags'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/contacts/tags', { signal })),
    select: ({ items }) => items,
  });

/** People by a part of their name or number, to pick one. */
export const peopleLike = (business: string, search: string) =>
  queryOptions({
    queryKey: [business, 'contacts', 'like', search],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/contacts', { params: { query: { ...(search ? { search } : {}), limit: 8 } }, signal })),
    select: ({ items }) => items,
  });

export const createContact = (body: NewContact) =>
  answered(api.POST('/api/v1/contacts', { headers: { 'idempotency-key': idempotencyKey() }, body }));

export const editContact = (id: string, body: ContactEdit) =>
  answered(api.PATCH('/api/v1/contacts/{id}', { params: { path: { id } }, body }));

export const tagContacts = (contactIds: string[], add: string[], remove: string[] = []) =>
  answered(api.POST('/api/v1/contacts/tags', { body: { contactIds, add, remove } }));

export const recordConsent = (contactId: string, granted: boolean, source: string) =>
  answered(
    api.POST('/api/v1/consents', {
      headers: { 'idempotency-key': idempotencyKey() },
      body: { contactId, granted, source, scope: 'marketing' },
    }),
  );

export const mergeContacts = (id: string, contactId: string) =>
  answered(
    api.POST('/api/v1/contacts/{id}/merges', {
      params: { path: { id } },
      headers: { 'idempotency-key': idempotencyKey() },
      body: { contactId },
    }),
  );

export const undoMerge = (id: string, mergeId: string) =>
  answered(api.DELETE('/api/v1/contacts/{id}/merges/{mergeId}', { params: { path: { id, mergeId } } }));

export const eraseContact = (id: string) => answered(api.DELETE('/api/v1/contacts/{id}', { params: { path: { id } } }));

type Message = paths['/api/v1/messages']['post']['requestBody']['content']['application/json'];

/** The first message to somebody. */
export const sendFirst = (to: string, content: NonNullable<Message['content']>) =>
  answered(api.POST('/api/v1/messages', { headers: { 'idempotency-key': idempotencyKey() }, body: { to, content } }));

export type ImportOptions = {
  dryRun: boolean;
  skipWrong: boolean;
  known: 'fill' | 'replace';
  columns: Record<string, Imported> | null;
  source: string;
};

/** Sends the file as it is; with `dryRun` only to hear what would happen. */
export async function importContacts(business: string, file: File, options: ImportOptions): Promise<ImportReport> {
  const { dryRun, skipWrong, known, columns, source } = options;
  const query = new URLSearchParams({ dryRun: String(dryRun), skipWrong: String(skipWrong), known });
  if (columns) query.set('columns', JSON.stringify(columns));
  if (source.trim()) query.set('source', source.trim());
  const response = await fetch(`/api/v1/contacts/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-business': business },
    body: file,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(body, response.status);
  return body as ImportReport; // as the API describes it
}

const page = (cursor: string | undefined) => (cursor ? { cursor } : {});

const readContacts = (query: ContactFilters, cursor: string | undefined, signal: AbortSignal) =>
  answered(api.GET('/api/v1/contacts', { params: { query: { ...query, ...page(cursor) } }, signal }));

const readContact = (id: string, signal: AbortSignal) =>
  answered(api.GET('/api/v1/contacts/{id}', { params: { path: { id } }, signal }));

const readTimeline = (id: string, cursor: string | undefined, signal: AbortSignal) =>
  answered(
    api.GET('/api/v1/contacts/{id}/timeline', {
      params: { path: { id }, query: { limit: 30, ...page(cursor) } },
      signal,
    }),
  );
