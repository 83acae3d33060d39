import { queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

export type Template = Answer<'/api/v1/templates/{id}'>;
export type Slot = Template['slots'][number];
export type Draft = paths['/api/v1/templates']['post']['requestBody']['content']['application/json'];
export type Category = Draft['category'];

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Told } } } };
}
  ? Told
  : never;

export const CATEGORIES: readonly Category[] = ['UTILITY', 'MARKETING', 'AUTHENTICATION'];
export const STATUSES = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED', 'DELETED'] as const;

/** What the address asks for and the API understands. */
export function templateFilters({ search, status, category, language }: FilterValues) {
  return {
    ...(search ? { search } : {}),
    ...(status ? { status } : {}),
    ...(category ? { category } : {}),
    ...(language ? { language } : {}),
  };
}
type TemplateFilters = ReturnType<typeof templateFilters>;

export const templatesOf = (business: string, query: TemplateFilters) =>
  listOptions([business, 'templates', 'list', query], (cursor, signal) =>
    answered(api.GET('/api/v1/templates', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal })),
  );

export const templateOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'templates', id],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/templates/{id}', { params: { path: { id } }, signal })),
  });

export const channelsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'channels', 'list'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/channels', { signal })),
  });

export const createTemplate = (body: Draft) =>
  answered(api.POST('/api/v1/templates', { headers: { 'idempotency-key': idempotencyKey() }, body }));

export const editTemplate = (id: string, components: Record<string, unknown>[]) =>
  answered(
    api.PUT('/api/v1/templates/{id}', {
      params: { path: { id } },
      headers: { 'idempotency-key': idempotencyKey() },
      body: { components },
    }),
  );

export const deleteTemplate = (id: string) =>
  answered(api.DELETE('/api/v1/templates/{id}', { params: { path: { id } } }));

export const syncTemplates = (channelId: string) =>
  answered(api.POST('/api/v1/channels/{id}/templates/sync', { params: { path: { id: channelId } } }));

type Component = NonNullable<
  NonNullable<paths['/api/v1/messages']['post']['requestBody']>['content']['application/json']['template']
>['components'];

/** Sends a template to one number, as any message goes. */
export const sendTest = (to: string, { name, language }: Template, components: NonNullable<Component>) =>
  answered(
    api.POST('/api/v1/messages', {
      headers: { 'idempotency-key': idempotencyKey() },
      body: { to, template: { name, language, components } },
    }),
  );
