import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../../api/client.ts';

/** Every canned reply, by shortcut and language. */
export const repliesOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'canned-replies', 'all'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/canned-replies', { signal }))).items,
  });

export type Reply = Awaited<ReturnType<NonNullable<ReturnType<typeof repliesOf>['queryFn']>>>[number];
export type ReplyDraft = Pick<Reply, 'shortcut' | 'language' | 'title' | 'body'>;

export const addReply = (body: ReplyDraft) => answered(api.POST('/api/v1/canned-replies', { body }));
export const changeReply = (id: string, body: ReplyDraft) =>
  answered(api.PUT('/api/v1/canned-replies/{id}', { params: { path: { id } }, body }));
export const deleteReply = (id: string) =>
  answered(api.DELETE('/api/v1/canned-replies/{id}', { params: { path: { id } } }));
