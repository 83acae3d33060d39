import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is narrowed to, as the address says it: `{ search: 'ana', state: 'placed' }`. */
export type FilterValues = Readonly<Record<string, string>>;

export type Filters = {
  values: FilterValues;
  /** An empty or absent value takes the filter away. */
  set(name: string, value: string | null | undefined): void;
  replace(values: FilterValues): void;
};

/** Filters of the list on this page; the address keeps them, so a link shows the same list. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  const written = params.toString();
  return useMemo(
    () => ({
      values: Object.fromEntries(new URLSearchParams(written)),
      set: (name, value) =>
        setParams(
          (before) => {
            const next = new URLSearchParams(before);
            if (value) next.set(name, value);
            else next.delete(name);
            return next;
          },
          { replace: true },
        ),
      replace: (values) => setParams(values, { replace: true }),
    }),
    [written, setParams],
  );
}

/** Whether two lists are narrowed alike; the order of filters says nothing. */
export function areSameFilters(one: FilterValues, other: FilterValues): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''));
}
