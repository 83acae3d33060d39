import { GraphError, invalidParameter, missingParameter } from '../graph/errors.ts';
import { isLonger, listAt, objectAt, textIn } from '../graph/fields.ts';
import { isJson, type Json, said } from '../json.ts';
import type {
  TemplateBody,
  TemplateCategory,
  TemplateComponent,
  TemplateDefinition,
  TemplateHeader,
} from '../template-definition.ts';
import { buttonsIn, otpButtons } from './template-buttons.ts';

/** @see WhatsApp Business Platform, Templates, Components */
const LONGEST = { name: 512, header: 60, body: 1_024, footer: 60, offer: 16 };
const CARDS = { least: 2, most: 10 };
const LONGEST_CARD_BODY = 160;
/** Fewer words than this for each variable, and a variable more, is refused. The exact ratio is not documented. */
const WORDS_PER_VARIABLE = 2;
const TTL_SECONDS: Record<TemplateCategory, [number, number]> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
};

const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;
const FORMATS = ['POSITIONAL', 'NAMED'] as const;
const MEDIA_FORMATS = ['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT'] as const;

type Format = (typeof FORMATS)[number];

/**
 * Reads a template as a business submits it.
 *
 * @throws GraphError 100, with the subcode and the words Meta has for what is wrong with the text.
 */
export function definitionIn(given: Json): TemplateDefinition {
  const name = textIn(given, 'name', 'name', LONGEST.name);
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw invalidParameter('Param name may only contain lowercase alphanumeric characters and underscores.');
  }
  const language = textIn(given, 'language', 'language', 20);
  if (!/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(language))
    throw invalidParameter(`Param language ${language} is not supported.`);
  const category = categoryIn(given);
  const format = formatIn(given);
  const ttl = ttlIn(given, category);
  return {
    name,
    language: language.replace('-', '_'),
    category,
    parameter_format: format,
    components: componentsIn(given, category, format),
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
  };
}

export function categoryIn(given: Json): TemplateCategory {
  const category = textIn(given, 'category', 'category', 40);
  const known = CATEGORIES.find((one) => one === category.toUpperCase());
  if (!known) throw invalidParameter(`Param category must be one of {${CATEGORIES.join(', ')}} - got "${category}".`);
  return known;
}

export function formatIn(given: Json): Format {
  const format = given.parameter_format ?? 'POSITIONAL';
  const known = FORMATS.find((one) => one === said(format).toUpperCase());
  if (!known) throw invalidParameter(`Param parameter_format must be one of {${FORMATS.join(', ')}}.`);
  return known;
}

/** @see Templates, Time to live */
export function ttlIn(given: Json, category: TemplateCategory): number | undefined {
  const ttl = given.message_send_ttl_seconds;
  if (ttl === undefined || ttl === null) return undefined;
  const [least, most] = TTL_SECONDS[category];
  if (typeof ttl !== 'number' || !Number.isInteger(ttl) || ttl < least || ttl > most) {
    throw invalidParameter(`Param message_send_ttl_seconds must be from ${least} to ${most} for ${category}.`);
  }
  return ttl;
}

export function componentsIn(given: Json, category: TemplateCategory, format: Format): TemplateComponent[] {
  const list = listAt(given, 'components', 'components', 1, 10);
  const components = list.map((component) =>
    category === 'AUTHENTICATION' ? authenticationPart(component) : partIn(component, format, LONGEST.body),
  );
  for (const type of new Set(components.map((component) => component.type))) {
    if (components.filter((component) => component.type === type).length > 1)
      throw invalidParameter(`Param components must have one ${type} at most.`);
  }
  if (!components.some(({ type }) => type === 'BODY')) throw missingParameter('A component of type BODY is required.');
  return components;
}

function partIn(component: Json, format: Format, longestBody: number): TemplateComponent {
  const type = textIn(component, 'type', "components['type']", 40).toUpperCase();
  switch (type) {
    case 'HEADER':
      return headerIn(component, format);
    case 'BODY':
      return bodyIn(component, format, longestBody);
    case 'FOOTER':
      return footerIn(component);
    case 'BUTTONS':
      return { type, buttons: buttonsIn(component) };
    case 'CAROUSEL':
      return carouselIn(component, format);
    case 'LIMITED_TIME_OFFER': {
      const offer = objectAt(component, 'limited_time_offer', 'limited_time_offer');
      const text = textIn(offer, 'text', "limited_time_offer['text']", LONGEST.offer);
      return { type, limited_time_offer: { text, has_expiration: offer.has_expiration !== false } };
    }
  }
  throw invalidParameter(
    `Param components['type'] must be one of {HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER} - got "${type}".`,
  );
}

function headerIn(component: Json, format: Format): TemplateHeader {
  const type = 'HEADER';
  const kind = textIn(component, 'format', "components['format']", 40).toUpperCase();
  const example = exampleOf(component);
  if (kind === 'LOCATION' || kind === 'PRODUCT') return { type, format: kind, ...example };
  const media = MEDIA_FORMATS.find((one) => one === kind);
  if (media) {
    const handles = isJson(component.example) ? component.example.header_handle : undefined;
    if (!Array.isArray(handles) || handles.length === 0) {
      throw wrong(2388273, 'Missing sample parameter', `A header of format ${kind} needs example.header_handle.`);
    }
    return { type, format: media, ...example };
  }
  if (kind !== 'TEXT') throw invalidParameter(`Param components['format'] is not known: ${kind}.`);
  const text = textIn(component, 'text', "components['text']", LONGEST.header * 10);
  const names = variablesIn(text, format, 2388047);
  if (isLonger(text, LONGEST.header)) throw tooLong('header', LONGEST.header);
  if (names.length > 1 || /[\n\r*_~`]|\p{Emoji_Presentation}/u.test(text.replace(VARIABLE, ''))) {
    throw wrong(
      2388047,
      'Message header format is incorrect',
      'A header has one variable at most, no line breaks, formatting or emoji.',
    );
  }
  requireExamples(component, names, format, 'header_text');
  return { type, format: 'TEXT', text, ...example };
}

function bodyIn(component: Json, format: Format, longest: number): TemplateBody {
  const text = textIn(component, 'text', "components['text']", 100_000);
  if (isLonger(text, longest)) throw tooLong('body', longest);
  const names = variablesIn(text, format, 2388072);
  if (/^\s*\{\{|\}\}\s*$/.test(text)) {
    throw wrong(
      2388299,
      'Leading or trailing params are not allowed',
      'Variables can’t be at the start or end of the template.',
    );
  }
  if (/\}\}\s*\{\{/.test(text))
    throw wrong(2388072, 'Message body format is incorrect', 'Two variables stand side by side.');
  if (/\n{3,}| {5,}|\t/.test(text)) {
    throw wrong(
      2388072,
      'Message body format is incorrect',
      'There are tabs, more than two line breaks or more than four spaces in a row.',
    );
  }
  const words = text
    .replace(VARIABLE, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (words < names.length * WORDS_PER_VARIABLE + 1) {
    throw wrong(
      2388293,
      'This template has too many variables for its length',
      'Use fewer variables or write more text.',
    );
  }
  requireExamples(component, names, format, 'body_text');
  return { type: 'BODY', text, ...exampleOf(component) };
}

function footerIn(component: Json): TemplateComponent {
  const text = textIn(component, 'text', "components['text']", 100_000);
  if (isLonger(text, LONGEST.footer)) throw tooLong('footer', LONGEST.footer);
  if (text.includes('{{') || text.includes('\n')) {
    throw wrong(2388073, 'Message footer format is incorrect', 'A footer has no variables and no line breaks.');
  }
  return { type: 'FOOTER', text };
}

/** @see WhatsApp Business Platform, Media card carousel templates. The shape of cards was not read again for this edition. */
function carouselIn(component: Json, format: Format): TemplateComponent {
  const cards = listAt(component, 'cards', 'cards', CARDS.least, CARDS.most).map((card) => ({
    components: listAt(card, 'components', "cards['components']", 1, 3).map((part) =>
      partIn(part, format, LONGEST_CARD_BODY),
    ),
  }));
  const shapes = cards.map(({ components }) =>
    components
      .map((part) => (part.type === 'BUTTONS' ? part.buttons.map(({ type }) => type).join() : part.type))
      .join('/'),
  );
  if (new Set(shapes).size > 1) throw invalidParameter('All cards of a carousel must have the same components.');
  return { type: 'CAROUSEL', cards };
}

/** The text of an authentication template is Meta's own; a business chooses its parts. */
function authenticationPart(component: Json): TemplateComponent {
  const type = textIn(component, 'type', "components['type']", 40).toUpperCase();
  if (type === 'BODY') {
    const isSafe = component.add_security_recommendation === true;
    const advice = isSafe ? ' For your security, do not share this code.' : '';
    return { type, text: `*{{1}}* is your verification code.${advice}`, add_security_recommendation: isSafe };
  }
  if (type === 'FOOTER') {
    const minutes = component.code_expiration_minutes;
    if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > 90) {
      throw invalidParameter('Param code_expiration_minutes must be from 1 to 90.');
    }
    return { type, text: `This code expires in ${minutes} minutes.`, code_expiration_minutes: minutes };
  }
  if (type === 'BUTTONS') return { type, buttons: otpButtons(component) };
  throw invalidParameter(`Component ${type} is not allowed in an AUTHENTICATION template.`);
}

const VARIABLE = /\{\{(.*?)\}\}/g;

/** The variables of a text, once each, after checking how they are written. */
function variablesIn(text: string, format: Format, subcode: number): string[] {
  const names = [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => (name ?? '').trim()))];
  const isRight =
    format === 'NAMED'
      ? names.every((name) => /^[a-z_][a-z0-9_]*$/.test(name))
      : names.every((name) => /^[1-9]\d*$/.test(name)) && names.every((_, place) => names.includes(String(place + 1)));
  if (isRight) return names;
  const part = { 2388047: 'header', 2388072: 'body' }[subcode] ?? 'text';
  throw wrong(
    subcode,
    `Message ${part} format is incorrect`,
    format === 'NAMED'
      ? 'Names of variables have lowercase letters, digits and underscores.'
      : 'Variables are numbered from {{1}} without gaps.',
  );
}

/** @see Templates, Components: every variable needs an example. */
function requireExamples(component: Json, names: string[], format: Format, key: 'header_text' | 'body_text'): void {
  if (names.length === 0) return;
  const example = isJson(component.example) ? component.example : {};
  const named = example[`${key}_named_params`];
  const listed = key === 'body_text' && Array.isArray(example[key]) ? example[key][0] : example[key];
  const count = format === 'NAMED' ? countOf(named) : countOf(listed);
  if (count < names.length) {
    throw wrong(2388043, 'Missing sample parameter', `There must be ${names.length} example values in ${key}.`);
  }
}

const countOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);

function exampleOf(component: Json): { example?: Json } {
  return isJson(component.example) ? { example: component.example } : {};
}

const tooLong = (part: string, longest: number) =>
  wrong(2388040, 'Character limit exceeded', `The ${part} has more than ${longest} characters.`);

const wrong = (subcode: number, title: string, text: string) =>
  new GraphError(100, { title: 'Invalid parameter', subcode, forUser: { title, text } });
