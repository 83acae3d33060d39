import type { Db, Tx } from '../platform/context.ts';
import type { Actor } from '../platform/policy.ts';
import { requestScope } from '../platform/request-scope.ts';
import type { AuditAction } from './audit-actions.ts';
import { auditLog } from './schema.ts';

/** A change worth remembering. `before` and `after` hold what changed, never secrets or the text of messages. */
export type Change = {
  businessId: string;
  actor: Actor | { kind: 'nobody'; name: string }; // nobody: a sign-in that failed
  action: AuditAction;
  subject: string; // which one, in words people know: "1042", "ana@example.com"
  before?: unknown;
  after?: unknown;
  address?: string; // where it came from; absent: the address of the request under way
};

/** Writes down who changed what, in the transaction of the change: both happen or neither. */
export async function recordAudit(tx: Db | Tx, change: Change): Promise<void> {
  const { businessId, actor, action, subject, before = null, after = null, address } = change;
  await tx.insert(auditLog).values({
    businessId,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    actorName: 'name' in actor ? actor.name : 'Operator',
    action,
    subject,
    before,
    after,
    address: address ?? requestScope()?.address ?? null,
  });
}
