import { useEffect, useState } from 'react';
import type { OpenSheet } from './open-sheet.tsx';

/** Fetched at once but apart, so that the chat need not wait for it. */
const loading = import('./open-sheet.tsx');

/** @returns the component that draws sheets, null in the first moment. */
export function useOpenSheet(): typeof OpenSheet | null {
  const [loaded, setLoaded] = useState<{ OpenSheet: typeof OpenSheet } | null>(null);
  useEffect(() => {
    void loading.then(setLoaded);
  }, []);
  return loaded?.OpenSheet ?? null;
}
