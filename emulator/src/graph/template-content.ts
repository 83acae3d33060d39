import { isJson, type Json } from '../json.ts';
import type { BubbleContent, BubbleHeader, TemplateButton } from '../phone-api.ts';
import type { BusinessPhone, MessageCategory } from '../records.ts';
import type { TemplateButtonDefinition, TemplateComponent, TemplateDefinition } from '../template-definition.ts';
import type { World } from '../world.ts';
import { GraphError, invalidParameter, missingParameter } from './errors.ts';
import { objectAt, textIn } from './fields.ts';
import { mediaAt } from './media-content.ts';
import type { Sendable } from './sendable.ts';
import { placeAt } from './simple-content.ts';
import { fill, mismatch, type Values, valuesOf } from './template-values.ts';

type ComponentOf<Type> = Extract<TemplateComponent, { type: Type }>;

/** @see WhatsApp Business Platform, Templates, Components */
const LONGEST_NAME = 512;
const LONGEST_BODY = 1_024;
const LONGEST_HEADER = 60;
const MOST_BUTTONS = 10;

const CATEGORIES: Record<TemplateDefinition['category'], MessageCategory> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
};

/** A template message: found in the registry, its parameters checked against it, and rendered as the phone shows it. */
export function templateContent(world: World, business: BusinessPhone, value: Json): Sendable {
  const template = sendableTemplate(world, business, value);
  const sent = componentsOf(value);
  const header = headerOf(world, template, sent.header);
  const body = bodyOf(template, sent.body);
  const footer = find(template, 'FOOTER')?.text;
  const content: BubbleContent = {
    type: 'template',
    ...(header?.header ? { header: header.header } : {}),
    body,
    ...(footer ? { footer } : {}),
    buttons: buttonsOf(template, sent.buttons),
  };
  return {
    content,
    category: CATEGORIES[template.category],
    ...(header?.links ? { links: header.links } : {}),
    ...(header?.failure ? { failure: header.failure } : {}),
  };
}

function sendableTemplate(world: World, business: BusinessPhone, value: Json): TemplateDefinition {
  const name = textIn(value, 'name', "template['name']", LONGEST_NAME);
  const language = objectAt(value, 'language', "template['language']");
  const code = textIn(language, 'code', "template['language']['code']", 20);
  if (language.policy !== undefined && language.policy !== 'deterministic') {
    throw invalidParameter("Param template['language']['policy'] must be deterministic.");
  }
  const found = world.templates.find(
    (template) => template.name === name && template.language === code && isOf(template, business),
  );
  const status = found?.status ?? 'APPROVED';
  if (found && status === 'PAUSED')
    throw new GraphError(132015, { details: `Template ${name} is paused due to low quality.` });
  if (found && status === 'DISABLED') throw new GraphError(132016, { details: `Template ${name} is disabled.` });
  if (!found || status !== 'APPROVED') {
    throw new GraphError(132001, { details: `template name (${name}) does not exist in ${code}` });
  }
  return found;
}

export function isOf(template: TemplateDefinition, business: Pick<BusinessPhone, 'wabaId'>): boolean {
  return template.wabaId === undefined || template.wabaId === business.wabaId;
}

type SentComponents = { header: Json[]; body: Json[]; buttons: Map<number, { subType: string; parameters: Json[] }> };

function componentsOf(value: Json): SentComponents {
  const sent: SentComponents = { header: [], body: [], buttons: new Map() };
  const components = value.components ?? [];
  if (!Array.isArray(components)) throw invalidParameter("Param template['components'] must be an array.");
  for (const component of components) {
    if (!isJson(component)) throw invalidParameter("Param template['components'] must be an array of objects.");
    const parameters = Array.isArray(component.parameters) ? component.parameters.filter(isJson) : [];
    const type = String(component.type).toLowerCase();
    if (type === 'header') sent.header = parameters;
    else if (type === 'body') sent.body = parameters;
    else if (type === 'button') sent.buttons.set(buttonIndex(component), { subType: subTypeOf(component), parameters });
    else if (type !== 'carousel' && type !== 'limited_time_offer') {
      throw invalidParameter(
        `Param template['components'][type] must be one of {HEADER, BODY, BUTTON, CAROUSEL} - got "${type}".`,
      );
    }
  }
  return sent;
}

function buttonIndex(component: Json): number {
  const index = Number(component.index);
  if (component.index === undefined) throw missingParameter('Button components need an index.');
  if (!Number.isInteger(index) || index < 0 || index >= MOST_BUTTONS)
    throw mismatch(`Button index ${String(component.index)} is out of range.`);
  return index;
}

function subTypeOf(component: Json): string {
  if (typeof component.sub_type !== 'string') throw missingParameter('Button components need a sub_type.');
  return component.sub_type.toLowerCase();
}

function headerOf(
  world: World,
  template: TemplateDefinition,
  parameters: Json[],
): ({ header?: BubbleHeader } & Pick<Sendable, 'links' | 'failure'>) | null {
  const header = find(template, 'HEADER');
  if (!header) {
    if (parameters.length > 0) throw count('header', parameters.length, 0);
    return null;
  }
  if (header.format === 'TEXT') {
    const text = fill(header.text, valuesOf(template, 'header', header.text, parameters));
    if ([...text].length > LONGEST_HEADER) throw tooLong('header', text);
    return { header: { type: 'text', text } };
  }
  const [parameter] = parameters;
  if (!parameter || parameters.length !== 1) throw count('header', parameters.length, 1);
  if (header.format === 'LOCATION') {
    placeAt(objectAt(parameter, 'location', 'location'), 'location');
    return {};
  }
  const kind = ({ IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const)[header.format];
  if (parameter.type !== kind) {
    throw mismatch(
      `header: Format mismatch, expected ${header.format}, received ${String(parameter.type).toUpperCase()}`,
    );
  }
  const { media, ...rest } = mediaAt(world, kind, objectAt(parameter, kind, kind), kind);
  return { header: { type: kind, media }, ...rest };
}

function bodyOf(template: TemplateDefinition, parameters: Json[]): string {
  const text = find(template, 'BODY')?.text ?? '';
  const values: Values = valuesOf(template, 'body', text, parameters);
  const rendered = fill(text, values);
  if ([...rendered].length > LONGEST_BODY) throw tooLong('body', rendered);
  return rendered;
}

function buttonsOf(template: TemplateDefinition, sent: SentComponents['buttons']): TemplateButton[] {
  const buttons = find(template, 'BUTTONS')?.buttons ?? [];
  for (const index of sent.keys()) {
    if (index >= buttons.length) throw count('buttons', index + 1, buttons.length);
  }
  return buttons.map((button, index) => buttonOf(button, index, sent.get(index)));
}

const SUB_TYPES: Record<TemplateButtonDefinition['type'], string> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'voice_call',
  COPY_CODE: 'copy_code',
};

function buttonOf(
  button: TemplateButtonDefinition,
  index: number,
  sent?: { subType: string; parameters: Json[] },
): TemplateButton {
  const parameter = sent?.parameters[0];
  if (sent && sent.subType !== SUB_TYPES[button.type]) {
    throw mismatch(`buttons: Button at index ${index} is of type ${button.type}, received ${sent.subType}`);
  }
  switch (button.type) {
    case 'QUICK_REPLY':
      return { kind: 'quick_reply', title: button.text, payload: textOr(parameter?.payload, button.text) };
    case 'PHONE_NUMBER':
      return { kind: 'phone', title: button.text, phoneNumber: button.phone_number };
    case 'COPY_CODE':
      if (typeof parameter?.coupon_code !== 'string') throw missingButtonParameter(button.type, index);
      return { kind: 'copy_code', title: button.text ?? 'Copy offer code', code: parameter.coupon_code };
    case 'URL':
      if (!button.url.includes('{{')) return { kind: 'link', title: button.text, url: button.url };
      if (typeof parameter?.text !== 'string') throw missingButtonParameter(button.type, index);
      return { kind: 'link', title: button.text, url: button.url.replace(/\{\{.+?\}\}/, parameter.text) };
  }
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function find<Type extends TemplateComponent['type']>(
  template: TemplateDefinition,
  type: Type,
): ComponentOf<Type> | undefined {
  return template.components.find((component): component is ComponentOf<Type> => component.type === type);
}

const count = (part: string, given: number, expected: number) =>
  new GraphError(132000, {
    details: `${part}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  });

const tooLong = (part: string, text: string) =>
  new GraphError(132005, { details: `${part}: hydrated text has ${[...text].length} characters` });

const missingButtonParameter = (type: string, index: number) =>
  new GraphError(131008, { details: `buttons: Button at index ${index} of type ${type} requires a parameter` });
