import { useLocalStorage } from '@mantine/hooks';
import type { FilterValues } from './filters.ts';

/** A list narrowed in a way that is worth a name. */
export type View = { id: string; label: string; filters: FilterValues };

/** Views somebody saved for the list `name` of `business`. */
export function useSavedViews(business: string, name: string) {
  const [views, setViews] = useLocalStorage<View[]>({ key: `parlour.views.${business}.${name}`, defaultValue: [] });
  return {
    views,
    save: (label: string, filters: FilterValues) =>
      setViews((before) => [...before.filter((view) => view.label !== label), { id: `own-${label}`, label, filters }]),
    forget: (id: string) => setViews((before) => before.filter((view) => view.id !== id)),
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
