export type { Contact } from './schema.ts';
export type { ContactIdentities } from './identities.ts';
export { identityKeys } from './identities.ts';
