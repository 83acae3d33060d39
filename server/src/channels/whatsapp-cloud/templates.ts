import type { ChannelTemplates, PlatformTemplate } from '../../conversations/channel.ts';
import type { Failed } from './errors.ts';
import { failure } from './errors.ts';
import type { Graph, NotRead } from './graph.ts';
import { slotsOf } from './template-definition.ts';
import { checkDraft } from './template-draft.ts';
import { checkParameters } from './template-parameters.ts';
import type { Json } from './wire.ts';
import { idAt, isObject, listAt, objectAt } from './wire.ts';

/**
 * Templates of a WhatsApp business account.
 *
 * @see WhatsApp Business Platform, "Template management"; Graph API, "Resumable Upload" for samples
 */
export function createTemplates(graph: Graph, wabaId: string | null, accessToken: string): ChannelTemplates {
  const path = `${encodeURIComponent(wabaId ?? '')}/message_templates`;
  return {
    slotsOf,
    checkDraft,
    checkParameters,
    async listTemplates(only) {
      if (!wabaId) return noAccount();
      const filter = only ? `&name=${encodeURIComponent(only.name)}` : '';
      const templates: PlatformTemplate[] = [];
      const seen = new Set<string>();
      for (let after: string | undefined = ''; after !== undefined; ) {
        seen.add(after);
        const cursor: string = after && `&after=${encodeURIComponent(after)}`;
        const answer = await graph.read(`${path}?${LIST_QUERY}${filter}${cursor}`);
        if (answer.outcome !== 'answered') return answer;
        templates.push(...readTemplates(answer.body));
        after = nextPage(answer.body);
        if (after !== undefined && seen.has(after)) break; // a list that turns in circles
      }
      // The platform's filter finds names that only contain it, too.
      return { outcome: 'read', templates: only ? templates.filter(({ name }) => name === only.name) : templates };
    },
    async createTemplate({ name, language, category, parameterFormat, components, allowCategoryChange }) {
      if (!wabaId) return noAccount();
      const body = {
        name,
        language,
        category,
        parameter_format: parameterFormat,
        components,
        ...(allowCategoryChange === undefined ? {} : { allow_category_change: allowCategoryChange }),
      };
      const answer = await graph.call({ method: 'POST', path, body: JSON.stringify(body) });
      if (answer.outcome !== 'answered') return answer;
      const providerTemplateId = idAt(answer.body, 'id');
      if (!providerTemplateId) return { outcome: 'in_doubt', failure: failure('no-answer', 'no id was given') };
      return {
        outcome: 'created',
        providerTemplateId,
        status: idAt(answer.body, 'status') ?? 'PENDING',
        category: idAt(answer.body, 'category') ?? category,
      };
    },
    async editTemplate(providerTemplateId, change) {
      const body = JSON.stringify(change);
      const answer = await graph.call({ method: 'POST', path: encodeURIComponent(providerTemplateId), body });
      return answer.outcome === 'answered' ? { outcome: 'edited' } : answer;
    },
    async uploadSample({ body, sizeBytes, mimeType, fileName }) {
      const token = await graph.read(`debug_token?input_token=${encodeURIComponent(accessToken)}`);
      if (token.outcome !== 'answered') return token;
      const appId = idAt(objectAt(token.body, 'data') ?? {}, 'app_id') ?? '';
      const about = new URLSearchParams({
        file_length: String(sizeBytes),
        file_type: mimeType.split(';')[0] ?? mimeType,
        file_name: fileName,
      });
      const begun = await graph.call({
        method: 'POST',
        path: `${encodeURIComponent(appId)}/uploads?${about}`,
        body: '{}',
      });
      if (begun.outcome !== 'answered') return sampleLost(begun);
      // The id of the upload carries a query of its own; it is taken as it is.
      const session = idAt(begun.body, 'id') ?? '';
      const headers = {
        authorization: `OAuth ${accessToken}`,
        file_offset: '0',
        'content-type': 'application/octet-stream',
        'content-length': String(sizeBytes),
      };
      const done = await graph.call({ method: 'POST', path: session, headers, body, timeoutMs: 120_000 });
      if (done.outcome !== 'answered') return sampleLost(done);
      const handle = idAt(done.body, 'h');
      return handle ? { outcome: 'uploaded', handle } : { outcome: 'refused', failure: failure('no-file') };
    },
    async deleteTemplate(name, providerTemplateId) {
      if (!wabaId) return noAccount();
      const one = providerTemplateId ? `&hsm_id=${encodeURIComponent(providerTemplateId)}` : '';
      const answer = await graph.call({ method: 'DELETE', path: `${path}?name=${encodeURIComponent(name)}${one}` });
      return answer.outcome === 'answered' ? { outcome: 'deleted' } : answer;
    },
  };
}

/** A sample that was taken unnoticed harms nobody: it is uploaded again. */
function sampleLost(answer: Failed): NotRead {
  if (answer.outcome !== 'in_doubt') return answer;
  return { outcome: 'not_accepted', failure: answer.failure, scope: 'message', retryAfterMs: 2_000 };
}

const noAccount = () => ({ outcome: 'refused' as const, failure: failure('no-account') });

const LIST_QUERY =
  'fields=id,name,language,status,category,quality_score,rejected_reason,parameter_format,components&limit=100';

/** The address of the next page is not followed: it carries the token and names a host. Its cursor is enough. */
function nextPage(body: Json): string | undefined {
  const paging = objectAt(body, 'paging') ?? {};
  return paging.next ? idAt(objectAt(paging, 'cursors') ?? {}, 'after') : undefined;
}

function readTemplates(body: Json): PlatformTemplate[] {
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
      parameterFormat: idAt(template, 'parameter_format') === 'NAMED' ? 'NAMED' : 'POSITIONAL',
      components: listAt(template, 'components'),
    };
  });
}
