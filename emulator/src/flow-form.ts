import { exchange } from './forms/exchange.ts';
import { componentsOf, filledObject, type Scope, screenOf, screensOf } from './forms/flow-json.ts';
import { FREE_TEXT } from './forms/free-text.ts';
import { formOf, partsOf, problemsIn } from './forms/parts.ts';
import { startOf } from './forms/start.ts';
import { isJson, type Json, said } from './json.ts';
import { type Flow, findFlow } from './meta/flows.ts';
import type { FormStep, FormValues, FormView } from './phone-api.ts';
import { sendToBusiness } from './phones/customer-message.ts';
import { Refusal } from './phones/refusal.ts';
import { bubbleView } from './phones/views.ts';
import type { BusinessPhone, Person } from './records.ts';
import type { World } from './world.ts';

/**
 * A customer fills in a form (a Flow): what the phone page and the driver call. The types of a screen stand in
 * `phone-api.ts`. A form that was never finished is forgotten with the process; the page then gets a 404 and opens it
 * again. A form whose Flow JSON the emulator does not have is one free text.
 */
export type OpenForm = {
  id: string;
  messageId: string;
  personId: string;
  business: BusinessPhone;
  flow: Flow | null;
  json: Json;
  token: string;
  title: string;
  screen: string;
  before: string[]; // screens one can go back to
  seen: Record<string, { data: Json; form: Json }>;
  values: Record<string, FormValues>;
  problem: string | null;
};

/**
 * The customer taps the button of a form on the bubble `messageId`.
 *
 * @returns the first screen; the business's endpoint is asked for it when the message says `data_exchange`.
 * @throws Refusal when there is no such form in the chat.
 */
export async function openForm(
  world: World,
  person: Person,
  business: BusinessPhone,
  messageId: string,
): Promise<FormView> {
  const message = world.messages.get(messageId);
  const start =
    message?.phoneId === person.id && message.numberId === business.phoneNumberId ? startOf(world, message) : null;
  if (!message || !start) throw new Refusal(404, 'There is no form on that message.');
  const flow = findFlow(world, business.wabaId, start.flow) ?? null;
  const form: OpenForm = {
    id: `f${world.random.hex(12)}`,
    messageId,
    personId: person.id,
    business,
    flow,
    json: flow?.json ?? FREE_TEXT,
    token: start.token,
    title: start.title,
    screen: '',
    before: [],
    seen: {},
    values: {},
    problem: null,
  };
  world.forms.set(form.id, form);
  if (flow && start.asksFirst) {
    const found = await exchange(world, business, flow, { action: 'INIT', flow_token: form.token });
    if ('problem' in found) form.problem = found.problem;
    else takeScreen(form, found.answer);
  } else show(form, start.screen ?? firstScreen(form.json), start.data);
  return viewOf(form);
}

/**
 * The customer presses the footer with `values` in the fields.
 *
 * @returns the same screen with problems, the next one, or the answer as it stands in the chat.
 */
export async function stepForm(world: World, person: Person, formId: string, values: FormValues): Promise<FormStep> {
  const form = openFormOf(world, person, formId);
  const screen = currentScreen(form);
  form.values[form.screen] = values;
  form.problem = null;
  const parts = partsOf(screen, scopeOf(form), values, {});
  const problems = problemsIn(parts, values);
  if (Object.keys(problems).length > 0) return { form: viewOf(form, problems) };

  const seen = form.seen[form.screen];
  if (seen) seen.form = formOf(parts, values);
  const action = footerOf(screen, scopeOf(form)).action;
  const payload = isJson(action.payload) ? filledObject(action.payload, scopeOf(form)) : {};
  switch (action.name) {
    case 'navigate': {
      const next = isJson(action.next) ? said(action.next.name) : '';
      if (!screenOf(form.json, next)) throw new Refusal(409, `The form has no screen ${next}.`);
      show(form, next, payload);
      return { form: viewOf(form) };
    }
    case 'data_exchange':
      return exchangeStep(world, person, form, payload);
    default:
      return { answer: finish(world, person, form, payload) };
  }
}

/** The arrow in the head: the screen before; the endpoint is asked when that screen wants to be refreshed. */
export async function backInForm(world: World, person: Person, formId: string): Promise<FormView> {
  const form = openFormOf(world, person, formId);
  const before = form.before.pop();
  if (before === undefined) throw new Refusal(409, 'This is the first screen.');
  const from = form.screen;
  form.screen = before;
  form.problem = null;
  if (form.flow && currentScreen(form).refresh_on_back === true) {
    const step = { action: 'BACK', screen: from, data: {}, flow_token: form.token };
    const found = await exchange(world, form.business, form.flow, step);
    if ('problem' in found) form.problem = found.problem;
    else if (isJson(found.answer.data)) form.seen[before] = { data: found.answer.data, form: {} };
  }
  return viewOf(form);
}

async function exchangeStep(world: World, person: Person, form: OpenForm, payload: Json): Promise<FormStep> {
  if (!form.flow) throw new Refusal(409, 'The form has no endpoint.');
  const step = { action: 'data_exchange', screen: form.screen, data: payload, flow_token: form.token };
  const found = await exchange(world, form.business, form.flow, step);
  if ('problem' in found) {
    form.problem = found.problem;
    return { form: viewOf(form) };
  }
  const params = closingParams(found.answer);
  if (params) return { answer: finish(world, person, form, params) };
  takeScreen(form, found.answer);
  return { form: viewOf(form) };
}

/** `SUCCESS` with parameters ends the form. */
function closingParams({ screen, data }: Json): Json | null {
  if (screen !== 'SUCCESS' || !isJson(data)) return null;
  const response = isJson(data.extension_message_response) ? data.extension_message_response : {};
  return isJson(response.params) ? response.params : {};
}

/** The screen an endpoint chose; staying on the same one is how it says what was wrong. */
function takeScreen(form: OpenForm, { screen, data }: Json): void {
  const id = typeof screen === 'string' ? screen : form.screen;
  if (!screenOf(form.json, id)) {
    form.problem = `The business's server chose a screen ${id} that the form does not have.`;
    return;
  }
  const given = isJson(data) ? data : {};
  if (typeof given.error_message === 'string') form.problem = given.error_message;
  show(form, id, given);
}

function show(form: OpenForm, screen: string, data: Json): void {
  if (form.screen && form.screen !== screen) form.before.push(form.screen);
  form.screen = screen;
  form.seen[screen] = { data: { ...exampleData(form.json, screen), ...data }, form: {} };
}

/** The answer, as the customer sees it and as the business gets it. */
function finish(world: World, person: Person, form: OpenForm, params: Json) {
  world.forms.delete(form.id);
  const response = { flow_token: form.token, ...params };
  const fields = Object.entries(params).filter(([key]) => key !== 'flow_token');
  const message = sendToBusiness(world, person, form.business, {
    wire: {
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { response_json: JSON.stringify(response), body: 'Sent', name: 'flow' },
      },
      type: 'interactive',
    },
    content: {
      type: 'form_reply',
      title: form.title,
      fields: Object.fromEntries(fields.map(([key, value]) => [key, shown(value)])),
    },
    quotes: form.messageId,
  });
  return bubbleView(world, message);
}

function viewOf(form: OpenForm, problems: Record<string, string> = {}): FormView {
  const screen = screenOf(form.json, form.screen);
  const scope = scopeOf(form);
  return {
    formId: form.id,
    screen: form.screen,
    title: screen ? said(filledObject({ title: screen.title ?? form.title }, scope).title) : form.title,
    parts: screen ? partsOf(screen, scope, form.values[form.screen] ?? {}, problems) : [],
    button: screen ? footerOf(screen, scope).label : '',
    canGoBack: form.before.length > 0,
    ...(form.problem === null ? {} : { problem: form.problem }),
  };
}

function footerOf(screen: Json, scope: Scope): { label: string; action: Json } {
  const footer = componentsOf(screen, scope).find(({ type }) => type === 'Footer') ?? {};
  const action = isJson(footer['on-click-action']) ? footer['on-click-action'] : { name: 'complete' };
  return { label: said(filledObject({ label: footer.label ?? 'Continue' }, scope).label), action };
}

function scopeOf(form: OpenForm): Scope {
  const { data, form: fields } = form.seen[form.screen] ?? { data: {}, form: {} };
  return { data, form: fields, screens: form.seen };
}

function openFormOf(world: World, person: Person, id: string): OpenForm {
  const form = world.forms.get(id);
  if (form?.personId !== person.id) throw new Refusal(404, 'That form is not open any more. Open it again.');
  return form;
}

function currentScreen(form: OpenForm): Json {
  const screen = screenOf(form.json, form.screen);
  if (!screen) throw new Refusal(409, form.problem ?? 'The form has no such screen.');
  return screen;
}

function firstScreen(json: Json): string {
  return said(screensOf(json)[0]?.id ?? '');
}

/** What the Flow JSON itself gives as examples stands in until the business sends data. */
function exampleData(json: Json, id: string): Json {
  const data = screenOf(json, id)?.data;
  if (!isJson(data)) return {};
  const examples = Object.entries(data).flatMap(([key, about]) =>
    isJson(about) && about.__example__ !== undefined ? [[key, about.__example__] as const] : [],
  );
  return Object.fromEntries(examples);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : said(value);
}
