import { templateById } from '../graph/templates.ts';
import { isJson, type Json, numeric, said } from '../json.ts';
import type { Message } from '../records.ts';
import type { World } from '../world.ts';

const NO_TOKEN = 'unused'; // what Meta uses when the business sends none

/** How the business wants a form to be opened. */
export type Start = {
  flow: string;
  token: string;
  title: string;
  asksFirst: boolean;
  screen: string | null;
  data: Json;
};

/** Reads it from the message as it was sent, and for a template from its definition. @returns null when it has no form. */
export function startOf(world: World, message: Message): Start | null {
  const { content, body } = message;
  if (content?.type === 'interactive' && content.action.kind === 'form') {
    const parameters = at(body, 'interactive', 'action', 'parameters');
    return startBy(parameters, at(parameters, 'flow_action_payload'), content.action.flowId, content.action.title);
  }
  if (content?.type !== 'template') return null;
  const place = content.buttons.findIndex(({ kind }) => kind === 'form');
  const button = content.buttons[place];
  if (button?.kind !== 'form') return null;
  const sent = at(body, 'template').components;
  const components = Array.isArray(sent) ? sent.filter(isJson) : [];
  const given = components.find(
    ({ sub_type: type, index }) => said(type).toLowerCase() === 'flow' && numeric(index) === place,
  );
  const parameter =
    Array.isArray(given?.parameters) && isJson(given.parameters[0]) ? at(given.parameters[0], 'action') : {};
  const defined = formButton(world, message, place);
  const payload = { screen: defined?.navigate_screen, data: parameter.flow_action_data };
  const asksFirst = defined?.flow_action?.toLowerCase() === 'data_exchange';
  return { ...startBy(parameter, payload, button.flowId, button.title), asksFirst };
}

function startBy(parameters: Json, payload: Json, flow: string, title: string): Start {
  return {
    flow,
    title,
    token: typeof parameters.flow_token === 'string' ? parameters.flow_token : NO_TOKEN,
    asksFirst: parameters.flow_action === 'data_exchange',
    screen: typeof payload.screen === 'string' ? payload.screen : null,
    data: isJson(payload.data) ? payload.data : {},
  };
}

function at(value: Json | undefined, ...keys: string[]): Json {
  let inner: Json = value ?? {};
  for (const key of keys) {
    const next = inner[key];
    inner = isJson(next) ? next : {};
  }
  return inner;
}

function formButton(world: World, { templateId }: Message, place: number) {
  const template = templateId === undefined ? undefined : templateById(world, templateId);
  const buttons = template?.components.find((component) => component.type === 'BUTTONS')?.buttons;
  const button = buttons?.[place];
  return button?.type === 'FLOW' ? button : undefined;
}
