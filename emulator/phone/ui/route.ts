import { useSyncExternalStore } from 'react';

/** Which phone and which of its chats is shown: `#/<phoneId>/<numberId>`. */
export type Route = { phoneId?: string; numberId?: string };

export const hrefOf = (phoneId: string, numberId?: string): string =>
  `#/${[phoneId, numberId]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/')}`;

/** Reads the part of the address after `#`; whatever does not decode is nowhere. */
export function routeOf(hash: string): Route {
  try {
    const [phoneId, numberId] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    return { phoneId: phoneId || undefined, numberId: numberId || undefined };
  } catch {
    return {};
  }
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.hash));
}

export function goTo(phoneId: string, numberId?: string): void {
  location.hash = hrefOf(phoneId, numberId);
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
