import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { Asked } from './shown.ts';

export type Today = paths['/api/v1/reports/today']['get']['responses'][200]['content']['application/json'];
export type Period = paths['/api/v1/reports/period']['get']['responses'][200]['content']['application/json'];
export type Need =
  paths['/api/v1/reports/needs-you']['get']['responses'][200]['content']['application/json']['items'][number];

const MINUTE = 60_000;

export const todayOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'reports', 'today'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/reports/today', { signal })),
    refetchInterval: MINUTE,
  });

export const periodOf = (business: string, asked: Asked) =>
  queryOptions({
    queryKey: [business, 'reports', 'period', asked],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/reports/period', { params: { query: asked ?? {} }, signal })),
    refetchInterval: 5 * MINUTE,
    placeholderData: keepPreviousData,
  });

export const needsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'reports', 'needs-you'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/reports/needs-you', { signal })),
    refetchInterval: MINUTE,
  });

export const channelsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'channels', 'list'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/channels', { signal })),
  });
