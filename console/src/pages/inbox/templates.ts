import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';

/** All templates of a business, as the platform last described them. */
export const templatesOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'templates', 'all'],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/v1/templates', { params: { query: { limit: 100 } }, signal }))).items,
    staleTime: 5 * 60_000,
  });
export type Template = Awaited<ReturnType<NonNullable<ReturnType<typeof templatesOf>['queryFn']>>>[number];
