import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';

/** Who is signed in, where, and what they may do there. */
export type Me = paths['/api/v1/me']['get']['responses'][200]['content']['application/json'];

/** @param business the slug in the address; null: the one the person was in last. */
export const meOf = (business: string | null) =>
  queryOptions({
    queryKey: ['me', business],
    queryFn: ({ signal }): Promise<Me> =>
      answered(api.GET('/api/v1/me', { headers: business === null ? {} : { 'x-business': business }, signal })),
    staleTime: 60_000,
  });
