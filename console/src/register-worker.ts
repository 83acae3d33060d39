/**
 * Installs the service worker: the page opens without a network, and notices arrive. Not on plain HTTP elsewhere.
 *
 * @param go where a notice leads that was pressed while the console is open.
 */
export function registerWorker(go: (path: string) => void): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const path = pathIn(data);
    if (path !== null) go(path);
  });
  void navigator.serviceWorker.register('/sw.js').catch(() => {}); // without it the console works, only not offline
}

function pathIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== 'open') return null;
  return 'path' in data && typeof data.path === 'string' && data.path.startsWith('/') ? data.path : null;
}
