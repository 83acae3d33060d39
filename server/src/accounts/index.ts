/** Who may come in, and who did what. */
export { type Accounts, type AccountsParts, openAccounts } from './accounts.ts';
export { type Change, recordAudit } from './audit.ts';
export type { AuditAction } from './audit-actions.ts';
export { isUnowned, makeSetUpLink, ownerFromEnvironment } from './first-owner.ts';
export { makePasswordLink } from './password-link.ts';
export { findMember, listTeam, type Member } from './team.ts';
