/** First words of addresses that name no business. */
const NO_BUSINESS = new Set([
  '',
  'sign-in',
  'set-up',
  'invitation',
  'track',
  'reset-password',
  'welcome',
  'docs',
  'phone',
  'api',
]);

/** The business an address is about: "shop" in "/shop/orders/1042"; null on pages that stand outside of one. */
export function businessIn(pathname: string): string | null {
  const first = decodeURIComponent(pathname.split('/')[1] ?? '');
  return NO_BUSINESS.has(first) ? null : first;
}
