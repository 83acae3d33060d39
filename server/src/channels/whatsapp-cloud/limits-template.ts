import type { OutboundContent } from '../../conversations/api.ts';
import { longest, type Rule, rule } from './rules.ts';
import { isObject } from './wire.ts';

type Template = Extract<OutboundContent, { type: 'template' }>;
type Component = Template['components'][number];
type Parameter = Component['parameters'][number];

/**
 * What WhatsApp allows when a template is sent. Whether it exists and which placeholders it has is checked against the
 * mirrored template, elsewhere.
 *
 * @see WhatsApp Business Platform, "Template messages" and "Template components"
 */
const LIMITS = {
  name: 512,
  headerText: 60,
  bodyText: 32_768, // of a template that is only a body; others are limited to 1,024 once filled in
  payload: 256, // of a quick reply; 128 in older documentation
  code: 15, // to copy, or to sign in
  urlSuffix: 2_000,
  buttons: 10,
  cards: 10,
} as const;

/** @returns null for every rule that is kept. */
export function checkTemplate({ name, language, components }: Template): Rule[] {
  const buttons = components.filter(({ type }) => type === 'button');
  return [
    /^[a-z0-9_]+$/.test(name) ? longest('name', name, LIMITS.name) : rule('name', 'A name has only a–z, 0–9 and _.'),
    /^[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?$/.test(language)
      ? null
      : rule('language', 'A language is written like en, en_US or pt_BR.'),
    buttons.length > LIMITS.buttons ? rule('components', `A template has ${LIMITS.buttons} buttons at most.`) : null,
    ...components.flatMap((component, at) => checkComponent(`components.${at}`, component)),
  ];
}

function checkComponent(path: string, component: Component): Rule[] {
  const { type, subType, index, parameters, cards } = component;
  const isButton = type === 'button';
  return [
    isButton && !subType ? rule(`${path}.subType`, 'A button needs its kind, such as quick_reply or url.') : null,
    isButton && (index === undefined || index < 0 || index >= LIMITS.buttons)
      ? rule(`${path}.index`, 'A button needs its place, counted from 0 to 9.')
      : null,
    type === 'header' && parameters.length > 1 ? rule(path, 'A header has one placeholder at most.') : null,
    cards && cards.length > LIMITS.cards ? rule(`${path}.cards`, `There are ${LIMITS.cards} cards at most.`) : null,
    oneStyle(path, parameters),
    ...parameters.flatMap((parameter, at) => checkParameter(`${path}.parameters.${at}`, component, parameter)),
  ];
}

/** Placeholders of a template are all numbered or all named. */
function oneStyle(path: string, parameters: Parameter[]): Rule {
  const named = parameters.filter((parameter) => parameter.parameter_name !== undefined);
  const mixed = named.length > 0 && named.length < parameters.length;
  return mixed ? rule(path, 'Either every placeholder has a name here, or none.') : null;
}

function checkParameter(path: string, component: Component, parameter: Parameter): Rule[] {
  switch (parameter.type) {
    case 'text':
      return checkText(`${path}.text`, String(parameter.text ?? ''), component);
    case 'payload':
      return [value(`${path}.payload`, parameter.payload, LIMITS.payload)];
    case 'coupon_code':
      return [value(`${path}.coupon_code`, parameter.coupon_code, LIMITS.code)];
    case 'image':
    case 'video':
    case 'document': {
      const file = parameter[parameter.type];
      return [
        isObject(file) && (file.id || file.link || file.mediaId)
          ? null
          : rule(`${path}.${parameter.type}`, 'There is no file.'),
      ];
    }
    default:
      return [];
  }
}

function checkText(path: string, text: string, { type, subType }: Component): Rule[] {
  const most = type === 'header' ? LIMITS.headerText : subType === 'url' ? LIMITS.urlSuffix : LIMITS.bodyText;
  return [
    value(path, text, most),
    /[\n\r\t]| {5}/.test(text)
      ? rule(path, 'A placeholder cannot hold line breaks, tabs or more than four blanks in a row.')
      : null,
  ];
}

function value(path: string, text: unknown, most: number): Rule {
  if (typeof text !== 'string' || text.trim() === '') return rule(path, 'A placeholder must not be empty.');
  return longest(path, text, most);
}
