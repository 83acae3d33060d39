import { PAGE_NAMES } from '../../../server/src/accounts/page-names.ts';

/** The business an address is about: "shop" in "/shop/orders/1042"; null on pages that stand outside of one. */
export function businessIn(pathname: string): string | null {
  const first = decodeURIComponent(pathname.split('/')[1] ?? '');
  return first === '' || PAGE_NAMES.includes(first) ? null : first;
}
