import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import type { paths } from '../../api/schema.d.ts';
import type { FilterValues } from '../../ui/filters.ts';
import { listOptions } from '../../ui/use-list.ts';

export type Product = Awaited<ReturnType<typeof readProduct>>;
export type ProductRow = Awaited<ReturnType<typeof readProducts>>['items'][number];
export type Variant = Product['variants'][number];
export type ProductEdit = NonNullable<
  paths['/api/v1/products/{id}']['patch']['requestBody']
>['content']['application/json'];
export type NewProduct = paths['/api/v1/products']['post']['requestBody']['content']['application/json'];
export type ImportReport = paths['/api/v1/products/import']['post']['responses'][200]['content']['application/json'];

/** What the address asks for and the API understands. */
export function productFilters(values: FilterValues) {
  const { search, category } = values;
  const stock = (['low', 'out'] as const).find((one) => one === values.stock);
  return {
    ...(search ? { search } : {}),
    ...(category ? { category } : {}),
    ...(stock ? { stock } : {}),
    ...(values.archived === 'only' ? { archived: 'only' as const } : {}),
  };
}
type Filters = ReturnType<typeof productFilters>;

export const productsOf = (business: string, query: Filters) =>
  listOptions([business, 'products', 'list', query], (cursor, signal) => readProducts(query, cursor, signal));

export const productOf = (business: string, id: string) =>
  queryOptions({ queryKey: [business, 'products', id], queryFn: ({ signal }) => readProduct(id, signal) });

/** As a customer of that language reads it. */
export const translatedOf = (business: string, id: string, language: string) =>
  queryOptions({
    queryKey: [business, 'products', id, language],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/products/{id}', { params: { path: { id }, query: { language } }, signal })),
    placeholderData: keepPreviousData,
  });

export const stockMovesOf = (business: string, variantId: string) =>
  listOptions([business, 'products', 'moves', variantId], (cursor, signal) =>
    answered(
      api.GET('/api/v1/variants/{id}/stock-moves', {
        params: { path: { id: variantId }, query: cursor ? { cursor } : {} },
        signal,
      }),
    ),
  );

export const createProduct = (body: NewProduct) =>
  answered(api.POST('/api/v1/products', { headers: { 'idempotency-key': idempotencyKey() }, body }));

export const editProduct = (id: string, body: ProductEdit) =>
  answered(api.PATCH('/api/v1/products/{id}', { params: { path: { id } }, body }));

export const copyProduct = (id: string) =>
  answered(
    api.POST('/api/v1/products/{id}/copies', {
      params: { path: { id } },
      headers: { 'idempotency-key': idempotencyKey() },
    }),
  );

export type NewVariant = NewProduct['variants'][number];

export const addVariant = (id: string, body: NewVariant) =>
  answered(
    api.POST('/api/v1/products/{id}/variants', {
      params: { path: { id } },
      headers: { 'idempotency-key': idempotencyKey() },
      body,
    }),
  );

export const removeVariant = (id: string) =>
  answered(api.DELETE('/api/v1/variants/{id}', { params: { path: { id } } }));

export const setPrice = (id: string, amount: number, updatedAt?: string) =>
  answered(
    api.PATCH('/api/v1/variants/{id}', {
      params: { path: { id } },
      body: { amount, ...(updatedAt ? { updatedAt } : {}) },
    }),
  );

export const countStock = (id: string, onHand: number, was?: number) =>
  answered(
    api.PUT('/api/v1/variants/{id}/stock', {
      params: { path: { id } },
      body: { onHand, ...(was === undefined ? {} : { was }) },
    }),
  );

/** Sends a catalogue file; a trial only says what would change. */
export async function importFile(business: string, file: Blob, isTrial: boolean): Promise<ImportReport> {
  const response = await fetch(`/api/v1/products/import?trial=${isTrial}`, {
    method: 'POST',
    headers: { 'x-business': business, 'content-type': 'text/csv', 'idempotency-key': idempotencyKey() },
    body: new Blob([file]), // without the file's own type, which differs from one system to the next
  });
  return read(response);
}

/** A picture to show; the server looks at what it really is. */
export async function uploadPicture(business: string, file: File): Promise<{ id: string }> {
  const response = await fetch(`/api/v1/media?fileName=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'x-business': business, 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  return read(response);
}

/** The same from the web: the server fetches it, looks at it and keeps its own copy. */
export async function fetchPicture(business: string, link: string): Promise<{ id: string }> {
  const response = await fetch(`/api/v1/media?link=${encodeURIComponent(link)}`, {
    method: 'POST',
    headers: { 'x-business': business, 'content-type': 'application/octet-stream' },
  });
  return read(response);
}

async function read<Body>(response: Response): Promise<Body> {
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(body, response.status);
  return body as Body; // 2xx bodies are checked by the server that sends them
}

const readProducts = (query: Filters, cursor: string | undefined, signal: AbortSignal) =>
  answered(api.GET('/api/v1/products', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal }));

const readProduct = (id: string, signal: AbortSignal) =>
  answered(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal }));
