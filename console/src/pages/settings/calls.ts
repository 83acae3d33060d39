import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';

type Sent<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

export type BusinessChange = Sent<'/api/v1/business', 'patch'>;
export type Business = Awaited<ReturnType<typeof readBusiness>>;
export type Channel = Awaited<ReturnType<typeof readChannels>>['items'][number];
export type Check = Awaited<ReturnType<typeof readHealth>>['checks'][number];
export type Credentials = Sent<'/api/v1/channels/checks', 'post'>;
export type Trial = Awaited<ReturnType<typeof tryCredentials>>;
export type Connected = Awaited<ReturnType<typeof connectChannel>>;

const readBusiness = (signal?: AbortSignal) => answered(api.GET('/api/v1/business', { signal }));
const readChannels = (signal?: AbortSignal) => answered(api.GET('/api/v1/channels', { signal }));
const readHealth = (id: string, signal?: AbortSignal) =>
  answered(api.GET('/api/v1/channels/{id}/health', { params: { path: { id } }, signal }));

export const businessOf = (business: string) =>
  queryOptions({ queryKey: [business, 'business'], queryFn: ({ signal }) => readBusiness(signal) });

export const changeBusiness = (body: BusinessChange) => answered(api.PATCH('/api/v1/business', { body }));

export const flowsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'flows', 'names'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/flows', { signal })),
  });

export const channelsOf = (business: string) =>
  queryOptions({ queryKey: [business, 'channels'], queryFn: ({ signal }) => readChannels(signal) });

/** Asks WhatsApp itself, so it is not asked again by itself. */
export const healthOf = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'channel-health', id],
    queryFn: ({ signal }) => readHealth(id, signal),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export const tryCredentials = (body: Credentials) => answered(api.POST('/api/v1/channels/checks', { body }));

export const connectChannel = (body: Credentials & { name?: string }) =>
  answered(api.POST('/api/v1/channels', { body }));

export const renameChannel = (id: string, body: { name?: string; accountId?: string }) =>
  answered(api.PATCH('/api/v1/channels/{id}', { params: { path: { id } }, body }));

export const renewCredentials = (id: string, body: { accessToken?: string; appSecret?: string }) =>
  answered(api.PUT('/api/v1/channels/{id}/credentials', { params: { path: { id } }, body }));

export const renewVerifyToken = (id: string) =>
  answered(api.POST('/api/v1/channels/{id}/verify-tokens', { params: { path: { id } } }));

export const subscribeChannel = (id: string) =>
  answered(api.PUT('/api/v1/channels/{id}/subscription', { params: { path: { id } } }));

export const syncTemplates = (id: string) =>
  answered(api.POST('/api/v1/channels/{id}/templates/sync', { params: { path: { id } } }));
