import type { Json } from '../json.ts';
import { saveAccount } from '../meta/account.ts';
import { isListed, type Template } from '../meta/template.ts';
import { categoryIn, componentsIn, definitionIn, ttlIn } from '../meta/template-rules.ts';
import {
  addTemplate,
  deleteTemplate,
  editTemplate,
  findTemplate,
  isEditedTooOften,
  isNameBlocked,
  submit,
  templatesOf,
} from '../meta/templates.ts';
import type { World } from '../world.ts';
import { type AccountCall, answer, type Call, parametersOf, type Reply, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { chosen, paged } from './nodes.ts';

const HOUR_MS = 3_600_000;
/** @see WhatsApp Business Platform, Templates, Limitations: 100 an hour; 6,000 in a verified account. */
const MOST_AN_HOUR = 100;
const MOST_TEMPLATES = 6_000;

const FIELDS = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'quality_score'];
const FILTERS = ['name', 'language', 'category', 'status'];
const EDITABLE: Template['status'][] = ['APPROVED', 'REJECTED', 'PAUSED'];

/** `GET /{WABA_ID}/message_templates`, filtered and in pages. */
export function listTemplates(call: AccountCall): Reply {
  const { world, account, query } = call;
  const found = templatesOf(world, account.wabaId)
    .map(node)
    .filter((template) => fits(template, query));
  return answer(
    paged(
      call,
      found.map((template) => chosen(template, FIELDS, query)),
    ),
  );
}

/** `POST /{WABA_ID}/message_templates` */
export async function createTemplate(call: AccountCall): Promise<Reply> {
  const { world, account } = call;
  const definition = definitionIn(await parametersOf(call));
  const { name, language } = definition;
  const existing = findTemplate(world, account.wabaId, name, language);
  if (existing && isListed(existing)) {
    throw refusal(
      2388024,
      'Content in this language already exists',
      `There is already ${language} content for ${name}.`,
    );
  }
  if (isNameBlocked(world, account.wabaId, name, language)) {
    throw refusal(
      2388023,
      'Message template is being deleted',
      `New ${language} content cannot be added while ${name} is being deleted. Try again in 30 days.`,
    );
  }
  if (templatesOf(world, account.wabaId).length >= MOST_TEMPLATES) {
    throw refusal(2388019, 'Message template limit exceeded', `An account can have ${MOST_TEMPLATES} templates.`);
  }
  countCreation(call);
  const template = addTemplate(world, account.wabaId, definition);
  const { id, status, category } = template;
  return { ...answer({ id, status, category }), afterwards: () => submit(world, template) };
}

/** `GET /{TEMPLATE_ID}` */
export function readTemplate(call: Call, template: Template): Reply {
  return answer(chosen(node(template), FIELDS, call.query));
}

/** `POST /{TEMPLATE_ID}`: category, components and time to live; components are replaced whole. */
export async function changeTemplate(call: Call, template: Template): Promise<Reply> {
  const { world } = call;
  const given = await parametersOf(call);
  if (!EDITABLE.includes(template.status)) {
    throw refusal(
      2388039,
      'Message template cannot be edited',
      `A template that is ${template.status} cannot be edited.`,
    );
  }
  if (isEditedTooOften(world, template)) {
    throw invalidParameter('An approved template can be edited once in 24 hours and 10 times in 30 days.');
  }
  const category = given.category === undefined ? undefined : categoryIn(given);
  if (category && category !== template.category && template.status === 'APPROVED') {
    throw invalidParameter('The category of an approved template cannot be changed.');
  }
  const ttl = ttlIn(given, category ?? template.category);
  const components =
    given.components === undefined
      ? undefined
      : componentsIn(given, category ?? template.category, template.parameterFormat);
  if (!components && ttl === undefined && category === undefined) throw invalidParameter('There is nothing to edit.');
  editTemplate(world, template, {
    ...(components ? { components } : {}),
    ...(category === undefined ? {} : { category }),
    ...(ttl === undefined ? {} : { ttlSeconds: ttl }),
  });
  return { ...success(), afterwards: () => submit(world, template) };
}

/** `DELETE /{WABA_ID}/message_templates?name=…`: every language of it, or with `hsm_id` that one. */
export function removeTemplates({ world, account, query }: AccountCall): Reply {
  const name = query.get('name');
  const id = query.get('hsm_id');
  if (name === null) throw invalidParameter('The parameter name is required.');
  const found = templatesOf(world, account.wabaId).filter(
    (template) => template.name === name && (id === null || template.id === id),
  );
  if (found.length === 0)
    throw refusal(2593002, 'Message template not found', `There is no template ${name} to delete.`);
  if (found.some(({ status }) => status === 'DISABLED')) {
    throw invalidParameter('A disabled template cannot be deleted.');
  }
  const afterwards = () => {
    for (const template of found) deleteTemplate(world, template);
  };
  return { ...success(), afterwards };
}

export function templateById(world: World, id: string): Template | undefined {
  for (const template of world.templates.values()) if (template.id === id && isListed(template)) return template;
  return undefined;
}

function fits(template: Json, query: URLSearchParams): boolean {
  const quality = query.get('quality_score');
  const { score } = qualityOf(template);
  if (quality !== null && quality.toUpperCase() !== score) return false;
  return FILTERS.every((filter) => {
    const wanted = query.get(filter);
    return wanted === null || String(template[filter]).toLowerCase() === wanted.toLowerCase();
  });
}

function qualityOf({ quality_score: quality }: Json): { score: unknown } {
  return typeof quality === 'object' && quality !== null && 'score' in quality
    ? { score: quality.score }
    : { score: null };
}

function node(template: Template): Json {
  const { quality, qualityAt } = template;
  return {
    id: template.id,
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    quality_score: { score: quality, ...(qualityAt === null ? {} : { date: Math.floor(qualityAt / 1000) }) },
    rejected_reason: template.rejectedReason ?? 'NONE',
    previous_category: template.previousCategory,
    correct_category: template.announced?.category,
    message_send_ttl_seconds: template.ttlSeconds,
  };
}

function countCreation({ world, account }: AccountCall): void {
  const now = world.clock.now().getTime();
  account.templatesMade = account.templatesMade.filter((at) => at > now - HOUR_MS);
  if (account.templatesMade.length >= MOST_AN_HOUR) {
    throw new GraphError(80007, { details: `${MOST_AN_HOUR} templates were created in this hour.` });
  }
  account.templatesMade.push(now);
  saveAccount(world, account);
}

/** Template errors are 100 with a subcode, and words for a person. */
const refusal = (subcode: number, title: string, text: string) =>
  new GraphError(100, { title: 'Invalid parameter', subcode, forUser: { title, text } });
