import { failure } from './errors.ts';
import type { Graph, NotRead } from './graph.ts';
import type { Json } from './wire.ts';
import { flagAt, idAt, isObject, lineAt, listAt, objectAt, textAt } from './wire.ts';

/** A message template as WhatsApp describes it now. */
export type TemplateView = {
  providerTemplateId: string | null;
  name: string;
  language: string;
  category: string;
  status: string;
  quality: string | null;
  reason: string | null; // of a rejection
  components: readonly unknown[];
};

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
  /** Every template of the account, however many pages. */
  listTemplates(): Promise<{ outcome: 'read'; templates: TemplateView[] } | NotRead>;
  readNumber(): Promise<{ outcome: 'read'; number: NumberView } | NotRead>;
};

/** @see WhatsApp Business Platform, "Template management" and "Phone numbers" */
export function createAccount(
  graph: Graph,
  { phoneNumberId, wabaId }: { phoneNumberId: string; wabaId: string | null },
): Account {
  return {
    async listTemplates() {
      if (!wabaId) return { outcome: 'refused', failure: failure('no-account') };
      const templates: TemplateView[] = [];
      const seen = new Set<string>();
      for (let after: string | undefined = ''; after !== undefined; ) {
        seen.add(after);
        const cursor: string = after && `&after=${encodeURIComponent(after)}`;
        const answer = await graph.read(`${encodeURIComponent(wabaId)}/message_templates?${TEMPLATE_QUERY}${cursor}`);
        if (answer.outcome !== 'answered') return answer;
        templates.push(...readTemplates(answer.body));
        after = nextPage(answer.body);
        if (after !== undefined && seen.has(after)) break; // a list that turns in circles
      }
      return { outcome: 'read', templates };
    },
    async readNumber() {
      const answer = await graph.read(`${encodeURIComponent(phoneNumberId)}?fields=${NUMBER_FIELDS}`);
      return answer.outcome === 'answered' ? { outcome: 'read', number: readNumber(answer.body) } : answer;
    },
  };
}

const TEMPLATE_QUERY = 'fields=id,name,language,status,category,quality_score,rejected_reason,components&limit=100';
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

/** The address of the next page is not followed: it carries the token and names a host. Its cursor is enough. */
function nextPage(body: Json): string | undefined {
  const paging = objectAt(body, 'paging') ?? {};
  return paging.next ? idAt(objectAt(paging, 'cursors') ?? {}, 'after') : undefined;
}

function readTemplates(body: Json): TemplateView[] {
  return listAt(body, 'data').flatMap((template) => {
    const name = isObject(template) && idAt(template, 'name');
    const language = isObject(template) && idAt(template, 'language');
    if (!name || !language) return [];
    const reason = idAt(template, 'rejected_reason');
    return {
      providerTemplateId: idAt(template, 'id') ?? null,
      name,
      language,
      category: idAt(template, 'category') ?? 'UNKNOWN',
      status: idAt(template, 'status') ?? 'UNKNOWN',
      quality: idAt(objectAt(template, 'quality_score') ?? {}, 'score') ?? null,
      reason: reason && reason !== 'NONE' ? reason : null,
      components: listAt(template, 'components'),
    };
  });
}

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
