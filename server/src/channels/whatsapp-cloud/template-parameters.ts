import type { OutboundContent } from '../../conversations/api.ts';
import type { TemplateDefinition, Violation } from '../../conversations/channel.ts';
import { countCharacters } from '../../platform/text.ts';
import { type Rule, rule } from './rules.ts';
import {
  buttonRule,
  examplesOf,
  formatOf,
  HEADER_FILES,
  kindOf,
  PLACEHOLDER,
  partsOf,
  placeholdersIn,
  type TemplateParts,
} from './template-definition.ts';
import type { Json } from './wire.ts';
import { idAt, isObject, listAt, numberAt, objectAt, textAt } from './wire.ts';

type Template = Extract<OutboundContent, { type: 'template' }>;

/** @see WhatsApp Business Platform, "Template components": once filled in; a body that stands alone may be longer */
const FILLED = { header: 60, body: 1_024 } as const;
/** @see "Authentication templates" */
const LONGEST_PASSWORD = 15;

/**
 * Whether what was filled in fits the template as it was approved: every placeholder, file and button. What WhatsApp
 * would answer with 132000, 132008 or 132012 is said here, with the place and an example, before anything is sent.
 *
 * @returns empty: it fits. `path` leads into `content`.
 * @see WhatsApp Business Platform, "Template messages"
 */
export function checkParameters(definition: TemplateDefinition, content: Template): Violation[] {
  const parts = partsOf(definition);
  const sent = sentParts(
    content.components.map((component) => ({ ...component, sub_type: component.subType })),
    'components',
  );
  return [
    ...sent.problems,
    ...checkParts(parts, sent, 'This template'),
    ...(definition.category === 'AUTHENTICATION' ? password(parts, sent) : []),
  ].filter((violation) => violation !== null);
}

/** One component as it was given; `path` leads to it. */
type Sent = { path: string; subType: string; parameters: Json[] };
type SentParts = {
  path: string;
  header: Sent | undefined;
  body: Sent | undefined;
  offer: Sent | undefined;
  buttons: Map<number, Sent>;
  cards: SentParts[];
  problems: Rule[];
};

function sentParts(components: readonly unknown[], path: string): SentParts {
  const parts: SentParts = {
    path,
    header: undefined,
    body: undefined,
    offer: undefined,
    buttons: new Map(),
    cards: [],
    problems: [],
  };
  for (const [at, component] of components.entries()) {
    if (isObject(component)) take(parts, component, `${path}.${at}`);
    else parts.problems.push(rule(`${path}.${at}`, 'This must be an object.'));
  }
  return parts;
}

function take(parts: SentParts, component: Json, path: string): void {
  const subType = (textAt(component, 'sub_type') ?? '').toLowerCase();
  const sent: Sent = { path, subType, parameters: listAt(component, 'parameters').filter(isObject) };
  const type = (textAt(component, 'type') ?? '').toLowerCase();
  switch (type) {
    case 'header':
    case 'body':
      if (parts[type]) parts.problems.push(rule(path, `The ${type} is given twice.`));
      parts[type] = sent;
      return;
    case 'limited_time_offer':
      parts.offer = sent;
      return;
    case 'button': {
      const index = numberAt(component, 'index') ?? -1;
      if (parts.buttons.has(index)) parts.problems.push(rule(path, `The button at index ${index} is given twice.`));
      parts.buttons.set(index, sent);
      return;
    }
    case 'carousel':
      parts.cards = sentCards(listAt(component, 'cards'), `${path}.cards`);
      return;
    default:
      parts.problems.push(
        rule(`${path}.type`, 'A component is a header, body, button, carousel or limited_time_offer.'),
      );
  }
}

/** In the order of their `card_index`, which is where they are shown. */
function sentCards(cards: readonly unknown[], path: string): SentParts[] {
  return cards
    .filter(isObject)
    .map((card, at) => ({
      place: numberAt(card, 'card_index') ?? at,
      parts: sentParts(listAt(card, 'components'), `${path}.${at}.components`),
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ parts }) => parts);
}

function checkParts(parts: TemplateParts, sent: SentParts, whose: string): Rule[] {
  const { header, body, buttons, cards, hasExpiry } = parts;
  return [
    ...(header ? checkHeader(parts, header, sent, whose) : leftOver(sent.header, `${whose} has no header to fill in.`)),
    ...checkTexts(parts, 'body', body, sent.body ?? absent(sent.path)),
    ...checkOffer(hasExpiry, sent),
    ...[...sent.buttons].flatMap(([index, button]) => surplusButton(buttons, index, button, whose)),
    ...buttons.map((button, at) => checkButton(button, at, sent)),
    cards.length !== sent.cards.length
      ? rule(sent.path, `${whose} has ${cards.length} cards; ${sent.cards.length} were given.`)
      : null,
    ...sent.cards.flatMap((card, at) => {
      const shape = cards[at];
      return shape ? [...card.problems, ...checkParts(shape, card, `Card ${at + 1} of this template`)] : [];
    }),
  ];
}

const absent = (path: string): Sent => ({ path, subType: '', parameters: [] });

const leftOver = (sent: Sent | undefined, message: string): Rule[] =>
  sent && sent.parameters.length > 0 ? [rule(sent.path, message)] : [];

function checkHeader(parts: TemplateParts, header: Json, sent: SentParts, whose: string): Rule[] {
  const given = sent.header ?? absent(sent.path);
  const kind = HEADER_FILES.get(formatOf(header));
  if (!kind) return checkTexts(parts, 'header', header, given);
  const [parameter] = given.parameters;
  if (given.parameters.length !== 1 || parameter?.type !== kind) {
    const message = `The header of ${whose.toLowerCase()} is of type ${kind}. Give the component "header" one parameter of that type.`;
    return [rule(given.path, message)];
  }
  const value = objectAt(parameter, kind) ?? {};
  return [checkHeaderValue(kind, value, `${given.path}.parameters.0.${kind}`)];
}

function checkHeaderValue(kind: string, value: Json, path: string): Rule {
  if (kind === 'location') {
    const placed = numberAt(value, 'latitude') !== undefined && numberAt(value, 'longitude') !== undefined;
    return placed ? null : rule(path, 'A place needs latitude and longitude.');
  }
  if (kind === 'product') return null;
  const file = idAt(value, 'id') ?? idAt(value, 'link') ?? idAt(value, 'mediaId');
  return file ? null : rule(path, 'Name the file: by mediaId (uploaded here), id (at WhatsApp) or link.');
}

function checkTexts(parts: TemplateParts, where: 'header' | 'body', component: Json | null, sent: Sent): Rule[] {
  const text = textAt(component ?? {}, 'text') ?? '';
  const names = placeholdersIn(text);
  const examples = examplesOf(component ?? {}, `${where}_text`);
  const found = parts.isNamed
    ? namedValues(names, examples, where, sent)
    : numberedValues(names, examples, where, sent);
  if (found.problems.length > 0) return found.problems;
  const filled = countCharacters(text.replace(PLACEHOLDER, (_, name: string) => found.values.get(name) ?? ''));
  const isFree = where === 'body' && parts.isOnlyBody;
  return filled > FILLED[where] && !isFree
    ? [rule(sent.path, `Filled in, the ${where} has ${filled} characters; WhatsApp allows ${FILLED[where]}.`)]
    : [];
}

type Found = { values: Map<string, string>; problems: Violation[] };

function numberedValues(names: string[], examples: Map<string, string>, where: string, sent: Sent): Found {
  const { path, parameters } = sent;
  if (parameters.some((parameter) => parameter.parameter_name !== undefined)) {
    return refuse(
      path,
      `The placeholders of the ${where} are numbered. Leave parameter_name out and keep their order.`,
    );
  }
  if (parameters.length !== names.length) {
    const message =
      names.length === 0
        ? `The ${where} has no placeholders, but ${parameters.length} values were given.`
        : `The ${where} needs ${names.length} values (${names.map(wordsFor(examples)).join(', ')}); ${parameters.length} were given.`;
    return refuse(path, message);
  }
  const problems = parameters.map((parameter, at) => checkValue(parameter, names[at]!, `${path}.parameters.${at}`));
  return {
    values: new Map(parameters.map((parameter, at) => [names[at]!, textOf(parameter) ?? ''])),
    problems: problems.filter((problem) => problem !== null),
  };
}

function namedValues(names: string[], examples: Map<string, string>, where: string, sent: Sent): Found {
  const values = new Map<string, string>();
  const problems: Rule[] = [];
  for (const [at, parameter] of sent.parameters.entries()) {
    const path = `${sent.path}.parameters.${at}`;
    const name = idAt(parameter, 'parameter_name');
    if (!name) problems.push(rule(path, `Say in parameter_name which placeholder this is for: ${names.join(', ')}.`));
    else if (!names.includes(name))
      problems.push(rule(path, `The ${where} has no placeholder "${name}". It has: ${names.join(', ') || 'none'}.`));
    else if (values.has(name)) problems.push(rule(path, `The placeholder "${name}" is given twice.`));
    else {
      problems.push(checkValue(parameter, name, path));
      values.set(name, textOf(parameter) ?? '');
    }
  }
  const missing = names.filter((name) => !values.has(name));
  if (missing.length > 0 && !problems.some((problem) => problem !== null)) {
    problems.push(rule(sent.path, `The ${where} lacks ${missing.map(wordsFor(examples)).join(', ')}.`));
  }
  return { values, problems: problems.filter((problem) => problem !== null) };
}

const refuse = (path: string, message: string): Found => ({ values: new Map(), problems: [{ path, message }] });

/** `{{1}} like "Ana"` */
const wordsFor =
  (examples: Map<string, string>) =>
  (name: string): string => {
    const example = examples.get(name);
    return `{{${name}}}${example ? ` like "${example}"` : ''}`;
  };

/** Money and dates are shown as their fallback. @see "Template messages" */
function textOf(parameter: Json): string | undefined {
  const { type } = parameter;
  if (type === 'currency' || type === 'date_time') return textAt(objectAt(parameter, type) ?? {}, 'fallback_value');
  return type === 'text' ? textAt(parameter, 'text') : undefined;
}

const checkValue = (parameter: Json, name: string, path: string): Rule =>
  textOf(parameter) === undefined
    ? rule(
        path,
        `The placeholder {{${name}}} takes {"type":"text","text":"…"}, or money or a date with a fallback_value.`,
      )
    : null;

function checkOffer(hasExpiry: boolean, { offer, path }: SentParts): Rule[] {
  if (!hasExpiry) return leftOver(offer, 'The offer of this template does not end; leave its expiration out.');
  const value = objectAt(offer?.parameters[0] ?? {}, 'limited_time_offer') ?? {};
  return numberAt(value, 'expiration_time_ms') === undefined
    ? [rule(offer?.path ?? path, 'Say when the offer ends: limited_time_offer.expiration_time_ms.')]
    : [];
}

function surplusButton(buttons: Json[], index: number, sent: Sent, whose: string): Rule[] {
  const button = buttons[index];
  if (!button) return [rule(`${sent.path}.index`, `${whose} has ${buttons.length} buttons, none at index ${index}.`)];
  const wanted = buttonRule(button)?.subType;
  const title = textAt(button, 'text') ?? kindOf(button);
  if (!wanted) return leftOver(sent, `The button "${title}" is fixed; leave its parameters out.`);
  return sent.subType === wanted ? [] : [rule(`${sent.path}.subType`, `The button "${title}" is of kind ${wanted}.`)];
}

function checkButton(button: Json, at: number, { buttons, path }: SentParts): Rule {
  const wanted = buttonRule(button);
  const sent = buttons.get(at);
  if (!wanted || (!sent && !wanted.required)) return null;
  const [parameter] = sent?.parameters ?? [];
  const title = textAt(button, 'text') ?? kindOf(button);
  if (!parameter) {
    const shape = `{"type":"button","subType":"${wanted.subType}","index":${at},"parameters":[${EXAMPLES[wanted.kind] ?? '…'}]}`;
    return wanted.required ? rule(sent?.path ?? path, `The button "${title}" needs a value: ${shape}.`) : null;
  }
  const place = `${sent?.path}.parameters.0`;
  if (wanted.kind === 'url') return checkSuffix(textAt(parameter, 'text'), `${place}.text`);
  if (wanted.kind === 'code' && !idAt(parameter, 'coupon_code'))
    return rule(`${place}.coupon_code`, 'The code is missing.');
  return null;
}

const EXAMPLES: Partial<Record<string, string>> = {
  url: '{"type":"text","text":"…"}',
  code: '{"type":"coupon_code","coupon_code":"…"}',
  products: '{"type":"action","action":{"sections":[…]}}',
};

/** It becomes part of a link. @see "Template messages": percent-encoded */
function checkSuffix(text: string | undefined, path: string): Rule {
  if (!text) return rule(path, 'The end of the link is missing.');
  return /[\s<>"{}|\\^`]/.test(text)
    ? rule(path, 'This becomes part of a link: percent-encode blanks and signs.')
    : null;
}

/** A one-time password stands in the body and, the same, behind the button. */
function password({ buttons }: TemplateParts, sent: SentParts): Rule[] {
  const said = textOf(sent.body?.parameters[0] ?? {});
  if (said === undefined) return [];
  const at = buttons.findIndex((button) => buttonRule(button)?.subType === 'url');
  const copied = textAt(sent.buttons.get(at)?.parameters[0] ?? {}, 'text');
  return [
    countCharacters(said) > LONGEST_PASSWORD
      ? rule(`${sent.body?.path}.parameters.0.text`, `A code has ${LONGEST_PASSWORD} characters at most.`)
      : null,
    at !== -1 && copied !== undefined && copied !== said
      ? rule(`${sent.buttons.get(at)?.path}.parameters.0.text`, 'The button must carry the same code as the body.')
      : null,
  ];
}
