import type { Json } from './wire.ts';
import { idAt, isObject, listAt, objectAt, textAt } from './wire.ts';

/** What Meta tells about the whole account. */
export type AccountEffect =
  /** @property status of the channels of this account from now on; absent: no change. */
  | { kind: 'account'; event: string; status?: AccountStatus; reason?: string }
  | { kind: 'account_alert'; type: string; severity?: string; description?: string };

/** @see WhatsApp Business Platform, Webhooks, "account_update" */
export function readAccount(value: Json): AccountEffect | undefined {
  const event = idAt(value, 'event');
  if (!event) return undefined;
  const [status, reason] = ACCOUNT_EVENTS.get(event)?.(value) ?? [];
  return { kind: 'account', event, status, reason };
}

type AccountStatus = 'active' | 'restricted' | 'reauth_required' | undefined;
type Verdict = [status: AccountStatus, reason?: string];

const ACCOUNT_EVENTS: ReadonlyMap<string, (value: Json) => Verdict> = new Map<string, (value: Json) => Verdict>([
  ['ACCOUNT_DELETED', () => ['restricted', 'The WhatsApp business account was deleted.']],
  ['ACCOUNT_RESTRICTION', readRestriction],
  ['ACCOUNT_VIOLATION', (value) => [undefined, violationOf(value)]],
  ['DISABLED_UPDATE', readBan],
  ['ACCOUNT_OFFBOARDED', () => ['reauth_required', 'The number was disconnected from the platform. Connect it again.']],
  ['ACCOUNT_RECONNECTED', () => ['active']],
  // Perhaps another app than ours: if it was ours, the next send says so.
  ['PARTNER_REMOVED', () => [undefined, 'An app lost its access to the account.']],
  ['PARTNER_APP_UNINSTALLED', () => [undefined, 'An app was removed from the account.']],
]);

/**
 * A restriction that only concerns conversations a business begins, or new numbers, leaves replies alone; holding the
 * whole queue for it would hurt customers for nothing. If sending is refused after all, the send itself says so.
 */
function readRestriction(value: Json): Verdict {
  const types = listAt(value, 'restriction_info').filter(isObject);
  const names = types.map((info) => idAt(info, 'restriction_type') ?? 'unknown');
  const reason = `WhatsApp restricted the account: ${names.join(', ')}.`;
  const repliesStop = names.length === 0 || names.some((name) => !/BIZ_INITIATED|ADD_PHONE_NUMBER/.test(name));
  return [repliesStop ? 'restricted' : undefined, reason];
}

function violationOf(value: Json): string {
  const type = idAt(objectAt(value, 'violation_info') ?? {}, 'violation_type') ?? 'not said';
  return `WhatsApp reported a violation of its policies: ${type}.`;
}

function readBan(value: Json): Verdict {
  const state = idAt(objectAt(value, 'ban_info') ?? {}, 'waba_ban_state') ?? '';
  if (state === 'REINSTATE') return ['active'];
  if (state === 'DISABLE')
    return ['restricted', 'WhatsApp disabled the account. Ask for a review in WhatsApp Manager.'];
  return [undefined, `WhatsApp plans to disable the account (${state}). Ask for a review in WhatsApp Manager.`];
}

/** @see WhatsApp Business Platform, Webhooks, "account_review_update" */
export function readAccountReview(value: Json): AccountEffect | undefined {
  const decision = idAt(value, 'decision');
  if (!decision) return undefined;
  const rejected = decision === 'REJECTED';
  return {
    kind: 'account',
    event: `REVIEW_${decision}`,
    status: rejected ? 'restricted' : undefined,
    reason: rejected ? 'WhatsApp rejected the account in its review.' : undefined,
  };
}

/** @see WhatsApp Business Platform, Webhooks, "account_alerts" */
export function readAccountAlert(value: Json): AccountEffect | undefined {
  const info = objectAt(value, 'alert_info') ?? value;
  const type = idAt(info, 'alert_type');
  if (!type) return undefined;
  return {
    kind: 'account_alert',
    type,
    severity: idAt(info, 'alert_severity'),
    description: textAt(info, 'alert_description'),
  };
}
