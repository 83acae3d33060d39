export type { Consent } from './consent.ts';
export { consentOf, recordConsent } from './consent.ts';
export type { ContactIdentities } from './identities.ts';
export { identityKeys } from './identities.ts';
export { canonicalPhone } from './phone-variants.ts';
export type { Contact } from './schema.ts';
export type { KnownAs } from './store.ts';
export { contactOfPhone, findByPhone, findContact, identitiesOf, moveIdentity } from './store.ts';
