import { isJson, type Json, parseJson, said } from '../json.ts';
import { type Flow, removeFlow, saveFlow } from '../meta/flows.ts';
import { tellAccount } from '../meta/tell-account.ts';
import type { World } from '../world.ts';
import { type AccountCall, answer, type Call, parametersOf, type Reply, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { optionalTextIn, textIn } from './fields.ts';
import { chosen, paged } from './nodes.ts';

/** Flows as resources. @see WhatsApp Business Platform, Flows API (not read again for this edition) */

const FIELDS = ['id', 'name', 'status', 'categories', 'validation_errors'];
const LONGEST_NAME = 200;
const CATEGORIES = [
  'SIGN_UP',
  'SIGN_IN',
  'APPOINTMENT_BOOKING',
  'LEAD_GENERATION',
  'CONTACT_US',
  'CUSTOMER_SUPPORT',
  'SURVEY',
  'OTHER',
];

/** `GET /{WABA_ID}/flows` */
export function listFlows(call: AccountCall): Reply {
  const { world, account, query } = call;
  const flows = [...world.flows.values()].filter(({ wabaId }) => wabaId === account.wabaId);
  return answer(
    paged(
      call,
      flows.map((flow) => chosen(node(flow), FIELDS, query)),
    ),
  );
}

/** `POST /{WABA_ID}/flows` */
export async function createFlow(call: AccountCall): Promise<Reply> {
  const { world, account } = call;
  const given = await parametersOf(call);
  const name = textIn(given, 'name', 'name', LONGEST_NAME);
  const isTaken = [...world.flows.values()].some((flow) => flow.wabaId === account.wabaId && flow.name === name);
  if (isTaken) throw new GraphError(139000, { details: `There is already a Flow with the name ${name}.` });
  const json = given.flow_json === undefined ? null : flowJsonIn(given.flow_json);
  const flow: Flow = {
    id: call.world.random.digits(15),
    wabaId: account.wabaId,
    name,
    categories: categoriesIn(given.categories),
    status: 'DRAFT',
    json,
    endpoint: endpointIn(given),
    updatedAt: 0,
  };
  const isPublished = given.publish === true || given.publish === 'true';
  if (isPublished) requirePublishable(flow);
  saveFlow(world, flow);
  const afterwards = isPublished ? { afterwards: () => setStatus(world, flow, 'PUBLISHED') } : {};
  return { ...answer({ id: flow.id, success: true, validation_errors: problemsOf(flow) }), ...afterwards };
}

/** Everything below `/{FLOW_ID}`. */
export async function toFlow(call: Call, flow: Flow, verb: string): Promise<Reply> {
  switch (verb) {
    case 'GET ':
      return answer(chosen(node(flow), FIELDS, call.query));
    case 'POST ':
      return changeFlow(call, flow);
    case 'DELETE ':
      return deleteFlow(call, flow);
    case 'GET assets':
      return answer(paged(call, flow.json ? [{ name: 'flow.json', asset_type: 'FLOW_JSON', download_url: null }] : []));
    case 'POST assets':
      return replaceJson(call, flow);
    case 'POST publish':
      requirePublishable(flow);
      return { ...success(), afterwards: () => setStatus(call.world, flow, 'PUBLISHED') };
    case 'POST deprecate':
      if (flow.status !== 'PUBLISHED')
        throw new GraphError(139003, { details: 'Only a published Flow can be deprecated.' });
      return { ...success(), afterwards: () => setStatus(call.world, flow, 'DEPRECATED') };
  }
  throw invalidParameter(`Unsupported request: ${verb.trim()}`);
}

async function changeFlow(call: Call, flow: Flow): Promise<Reply> {
  const given = await parametersOf(call);
  const name = optionalTextIn(given, 'name', 'name', LONGEST_NAME);
  if (name !== undefined) flow.name = name;
  if (given.categories !== undefined) flow.categories = categoriesIn(given.categories);
  if (given.endpoint_uri !== undefined) flow.endpoint = endpointIn(given);
  saveFlow(call.world, flow);
  return success();
}

function deleteFlow({ world }: Call, flow: Flow): Reply {
  if (flow.status !== 'DRAFT')
    throw new GraphError(139004, { details: 'Only a draft can be deleted. Deprecate it instead.' });
  removeFlow(world, flow);
  return success();
}

/** `POST /{FLOW_ID}/assets`: a form with `file`, `name=flow.json` and `asset_type=FLOW_JSON`. */
async function replaceJson(call: Call, flow: Flow): Promise<Reply> {
  if (flow.status !== 'DRAFT') throw new GraphError(139001, { details: 'A published Flow cannot be changed.' });
  const { file, asset_type: type } = await parametersOf(call);
  if (type !== 'FLOW_JSON') throw invalidParameter('Param asset_type must be FLOW_JSON.');
  if (!(file instanceof File)) throw invalidParameter('The parameter file is required.');
  flow.json = flowJsonIn(await file.text());
  saveFlow(call.world, flow);
  return answer({ success: true, validation_errors: problemsOf(flow) });
}

function setStatus(world: World, flow: Flow, status: Flow['status']): void {
  const previous = flow.status;
  flow.status = status;
  saveFlow(world, flow);
  tellAccount(world, flow.wabaId, {
    field: 'flows',
    value: {
      event: 'FLOW_STATUS_CHANGE',
      message: `Flow ${flow.name} changed status from ${previous} to ${status}`,
      flow_id: flow.id,
      old_status: previous,
      new_status: status,
    },
    summary: `${flow.name} ${status}`,
  });
}

function requirePublishable(flow: Flow): void {
  if (flow.status !== 'DRAFT') throw new GraphError(139002, { details: 'Only a draft can be published.' });
  const [problem] = problemsOf(flow);
  if (problem) throw new GraphError(139002, { details: String(problem.message) });
}

function node(flow: Flow): Json {
  const { id, name, status, categories, endpoint, json } = flow;
  return {
    id,
    name,
    status,
    categories,
    validation_errors: problemsOf(flow),
    json_version: json?.version,
    data_api_version: json?.data_api_version,
    endpoint_uri: endpoint ?? undefined,
    updated_at: new Date(flow.updatedAt).toISOString(),
  };
}

/** What keeps it from being published. A small part of what Meta checks. */
function problemsOf({ json, endpoint }: Flow): Json[] {
  if (!json) return [problem('MISSING_FLOW_JSON', 'There is no Flow JSON.')];
  if (!Array.isArray(json.screens) || json.screens.length === 0)
    return [problem('INVALID_PROPERTY_VALUE', "Property 'screens' must not be empty.")];
  const problems = json.screens.flatMap((screen) =>
    isJson(screen) && typeof screen.id === 'string' && isJson(screen.layout)
      ? []
      : [problem('REQUIRED_PROPERTY_MISSING', 'A screen needs an id and a layout.')],
  );
  if (!json.screens.some((screen) => isJson(screen) && screen.terminal === true)) {
    problems.push(problem('INVALID_FLOW_JSON', 'At least one screen must be terminal.'));
  }
  if (json.data_api_version !== undefined && endpoint === null) {
    problems.push(problem('MISSING_ENDPOINT', 'A Flow with data_api_version needs an endpoint_uri.'));
  }
  return problems;
}

const problem = (error: string, message: string): Json => ({ error, error_type: 'FLOW_JSON_ERROR', message });

function flowJsonIn(given: unknown): Json {
  const json = typeof given === 'string' ? parseJson(given) : given;
  if (!isJson(json)) throw invalidParameter('Param flow_json must be a JSON object.');
  return json;
}

function categoriesIn(given: unknown): string[] {
  const categories = Array.isArray(given) ? given.map(said) : [];
  if (categories.length === 0 || categories.some((one) => !CATEGORIES.includes(one))) {
    throw invalidParameter(`Param categories must be some of {${CATEGORIES.join(', ')}}.`);
  }
  return categories;
}

function endpointIn(given: Json): string | null {
  const uri = optionalTextIn(given, 'endpoint_uri', 'endpoint_uri', 2_000);
  if (uri === undefined) return null;
  if (!/^https?:\/\//.test(uri) || !URL.canParse(uri))
    throw invalidParameter('Param endpoint_uri must be a valid URI.');
  return uri;
}
