import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../../api/client.ts';

/** Browsers one is signed in with. */
export const sessionsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'sessions'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/me/sessions', { signal })),
  });
