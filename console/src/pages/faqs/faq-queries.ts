import { queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';

const readFaqs = (signal?: AbortSignal) => answered(api.GET('/api/v1/faqs', signal ? { signal } : {}));
export type Faq = Awaited<ReturnType<typeof readFaqs>>['items'][number];

export const faqsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'faqs', 'list'],
    queryFn: async ({ signal }) => (await readFaqs(signal)).items,
  });

export type FaqDraft = Omit<Faq, 'id'>;
export const addFaq = (faq: FaqDraft) =>
  answered(api.POST('/api/v1/faqs', { headers: { 'idempotency-key': idempotencyKey() }, body: faq }));

export type FaqChange = Partial<Pick<Faq, 'question' | 'variants' | 'answer' | 'enabled' | 'position'>>;
export const changeFaq = (id: string, change: FaqChange) =>
  answered(api.PATCH('/api/v1/faqs/{id}', { params: { path: { id } }, body: change }));

export const deleteFaq = (id: string) => answered(api.DELETE('/api/v1/faqs/{id}', { params: { path: { id } } }));

export const orderFaqs = (topics: string[]) => answered(api.PUT('/api/v1/faqs/order', { body: { topics } }));

export const testFaq = (text: string, language: string | null) =>
  answered(api.POST('/api/v1/faqs/test', { body: { text, ...(language ? { language } : {}) } }));
export type Tested = Awaited<ReturnType<typeof testFaq>>;

export const importFaqs = (csv: string, dryRun: boolean) =>
  answered(
    api.POST('/api/v1/faqs/import', { headers: { 'idempotency-key': idempotencyKey() }, body: { csv, dryRun } }),
  );
export type Imported = Awaited<ReturnType<typeof importFaqs>>;
