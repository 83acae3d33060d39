import { useLocalStorage } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import type { FilterValues } from './filters.ts';
import { problemToast } from './toast.tsx';

/** A list narrowed in a way that is worth a name. */
export type View = { id: string; label: string; filters: FilterValues };

const viewsOf = (business: string, area: string) =>
  queryOptions({
    queryKey: [business, 'views', area],
    queryFn: async ({ signal }): Promise<View[]> => {
      const { items } = await answered(api.GET('/api/v1/views', { params: { query: { area } }, signal }));
      return items.map(({ id, name, query }) => ({ id, label: name, filters: query }));
    },
    staleTime: 5 * 60_000,
  });

/** Views somebody saved for the list `name` of `business`: the server has them, so they are there on every device. */
export function useSavedViews(business: string, name: string) {
  const queries = useQueryClient();
  const options = viewsOf(business, name);
  const { data: views = [] } = useQuery(options);

  /** Shows it at once; what the server says then counts. */
  const change = async (now: View[], write: () => Promise<unknown>) => {
    await queries.cancelQueries({ queryKey: options.queryKey });
    queries.setQueryData(options.queryKey, now);
    try {
      await write();
    } catch (error) {
      problemToast(error);
    } finally {
      await queries.invalidateQueries({ queryKey: options.queryKey });
    }
  };
  return {
    views,
    /** One of the same name is replaced. */
    save: (label: string, filters: FilterValues) => {
      const before = views.find((view) => view.label === label);
      const body = { area: name, name: label, query: { ...filters }, position: views.length };
      const others = views.filter((view) => view !== before);
      return change([...others, { id: before?.id ?? `new-${label}`, label, filters }], () =>
        before
          ? answered(api.PUT('/api/v1/views/{id}', { params: { path: { id: before.id } }, body }))
          : answered(api.POST('/api/v1/views', { body })),
      );
    },
    forget: (id: string) =>
      change(
        views.filter((view) => view.id !== id),
        () => answered(api.DELETE('/api/v1/views/{id}', { params: { path: { id } } })),
      ),
  };
}

/** Which columns of the list `name` are shown; those hidden are kept, so that new ones appear. */
export function useHiddenColumns(name: string) {
  const [hidden, setHidden] = useLocalStorage<string[]>({ key: `parlour.columns.${name}`, defaultValue: [] });
  return {
    hidden,
    toggle: (key: string) =>
      setHidden((before) => (before.includes(key) ? before.filter((other) => other !== key) : [...before, key])),
  };
}
