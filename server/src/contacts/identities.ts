import { canonicalPhone } from './phone-variants.ts';

/** What a provider tells about who wrote. At least one of `waId` and `bsuid` is there. */
export type ContactIdentities = {
  waId?: string; // Meta's digits; absent for customers who hide their number behind a username
  bsuid?: string;
  parentBsuid?: string;
  username?: string;
  name: string;
};

/** The values a person is looked up by: the canonical phone (variants of one number are one value) and the bsuid. */
export function identityKeys({ waId, bsuid }: ContactIdentities): { phone: string | null; bsuid: string | null } {
  return { phone: waId ? canonicalPhone(waId) : null, bsuid: bsuid ?? null };
}
