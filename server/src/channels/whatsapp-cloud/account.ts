import type { Graph, NotRead } from './graph.ts';
import type { Json } from './wire.ts';
import { flagAt, idAt, isObject, lineAt, listAt, objectAt, textAt } from './wire.ts';

/** How a number is doing. Every value is in WhatsApp's words; null: not told. */
export type NumberView = {
  displayPhoneNumber: string | null;
  verifiedName: string | null;
  nameStatus: string | null;
  status: string | null; // only CONNECTED can send
  quality: string | null;
  messagingLimit: string | null; // "TIER_2K"
  throughput: string | null; // "STANDARD", "HIGH"
  canSend: string | null; // "AVAILABLE", "LIMITED", "BLOCKED"
  problems: { code: string; description: string; solution: string | null }[]; // why it cannot send, or not all
  onPhoneApp: boolean | null; // also used by the WhatsApp Business app, which makes it slower
};

export type Account = {
  readNumber(): Promise<{ outcome: 'read'; number: NumberView } | NotRead>;
};

/** @see WhatsApp Business Platform, "Phone numbers" */
export function createAccount(graph: Graph, phoneNumberId: string): Account {
  return {
    async readNumber() {
      const answer = await graph.read(`${encodeURIComponent(phoneNumberId)}?fields=${NUMBER_FIELDS}`);
      return answer.outcome === 'answered' ? { outcome: 'read', number: readNumber(answer.body) } : answer;
    },
  };
}

const NUMBER_FIELDS = [
  'display_phone_number',
  'verified_name',
  'name_status',
  'status',
  'quality_rating',
  'throughput',
  'is_on_biz_app',
  'health_status',
  'whatsapp_business_manager_messaging_limit',
].join(',');

function readNumber(body: Json): NumberView {
  const health = objectAt(body, 'health_status') ?? {};
  return {
    displayPhoneNumber: lineAt(body, 'display_phone_number') ?? null,
    verifiedName: lineAt(body, 'verified_name') ?? null,
    nameStatus: idAt(body, 'name_status') ?? null,
    status: idAt(body, 'status') ?? null,
    quality: idAt(body, 'quality_rating') ?? null,
    messagingLimit: idAt(body, 'whatsapp_business_manager_messaging_limit') ?? null,
    throughput: idAt(objectAt(body, 'throughput') ?? {}, 'level') ?? null,
    canSend: idAt(health, 'can_send_message') ?? null,
    problems: listAt(health, 'entities').flatMap((entity) => (isObject(entity) ? readProblems(entity) : [])),
    onPhoneApp: flagAt(body, 'is_on_biz_app') ?? null,
  };
}

function readProblems(entity: Json): NumberView['problems'] {
  return listAt(entity, 'errors')
    .filter(isObject)
    .map((error) => ({
      code: idAt(error, 'error_code') ?? 'unknown',
      description: textAt(error, 'error_description') ?? '',
      solution: textAt(error, 'possible_solution') ?? null,
    }));
}
