/**
 * First words of addresses that stand for a page or a file of the server; no business can be called so, or its console
 * could not be reached. The console reads the same list.
 */
export const PAGE_NAMES: readonly string[] = [
  'api',
  'assets',
  'docs',
  'events',
  'fonts',
  'healthz',
  'icons',
  'invitation',
  'media',
  'metrics',
  'phone',
  'problems',
  'readyz',
  'reset-password',
  'set-up',
  'sign-in',
  'track',
  'webhooks',
  'welcome',
];
