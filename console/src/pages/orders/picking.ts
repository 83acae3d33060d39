import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';

export type Person = { id: string; name: string; phone: string | null };
export type Item = {
  id: string;
  name: string;
  sku: string;
  amount: number;
  currency: string;
  onHand: number;
};

/** An item and how many of it; `ordered`: as many as it is in the order by now. */
export type Picked = { item: Item; quantity: number; ordered?: number };

export const totalOf = (items: readonly Picked[]): number =>
  items.reduce((sum, { item, quantity }) => sum + item.amount * quantity, 0);

/** More than lies on the shelf; of what is ordered already the server knows. */
export const isShort = (items: readonly Picked[]): boolean =>
  items.some(({ item, quantity, ordered }) => ordered === undefined && quantity > item.onHand);

const MOST_FOUND = 8;

/** People whose name or number is like `search`. */
export const peopleLike = (business: string, search: string) =>
  queryOptions({
    queryKey: [business, 'contacts', 'picked from', search],
    queryFn: async ({ signal }): Promise<Person[]> => {
      const query = { search, limit: MOST_FOUND };
      const { items } = await answered(api.GET('/api/v1/contacts', { params: { query }, signal }));
      return items.map(({ id, name, phone }) => ({ id, name, phone: phone ?? null }));
    },
    placeholderData: keepPreviousData,
  });

/** Somebody a link named. */
export const contactFor = (business: string, id: string) =>
  queryOptions({
    queryKey: [business, 'contacts', id, 'picked'],
    queryFn: async ({ signal }): Promise<Person> => {
      const contact = await answered(api.GET('/api/v1/contacts/{id}', { params: { path: { id } }, signal }));
      return { id: contact.id, name: contact.name, phone: contact.phone ?? null };
    },
  });

/** What is sold and called like `search`, item by item. */
export const itemsLike = (business: string, search: string) =>
  queryOptions({
    queryKey: [business, 'products', 'picked from', search],
    queryFn: async ({ signal }): Promise<Item[]> => {
      const query = { limit: MOST_FOUND, ...(search ? { search } : {}) };
      const { items } = await answered(api.GET('/api/v1/products', { params: { query }, signal }));
      return items.flatMap(({ variants }) =>
        variants.map(({ id, name, sku, amount, currency, onHand }) => ({ id, name, sku, amount, currency, onHand })),
      );
    },
    placeholderData: keepPreviousData,
  });
