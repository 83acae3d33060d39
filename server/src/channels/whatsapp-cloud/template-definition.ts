import type { TemplateDefinition, TemplateSlot } from '../../conversations/channel.ts';
import type { Json } from './wire.ts';
import { flagAt, idAt, isObject, listAt, objectAt, textAt } from './wire.ts';

/** A template as its parts; a card of a carousel is one in small. */
export type TemplateParts = {
  isNamed: boolean;
  isOnlyBody: boolean;
  header: Json | null;
  body: Json | null;
  buttons: Json[];
  cards: TemplateParts[];
  hasExpiry: boolean; // a limited-time offer that shows when it ends
};

/** Takes a template's components apart; what we do not know is left out. @see "Template components" */
export function partsOf({ parameterFormat, components }: Omit<TemplateDefinition, 'category'>): TemplateParts {
  const known = components.filter(isObject);
  const find = (type: string) => known.find((component) => kindOf(component) === type) ?? null;
  const offer = objectAt(find('LIMITED_TIME_OFFER') ?? {}, 'limited_time_offer');
  return {
    isNamed: parameterFormat === 'NAMED',
    isOnlyBody: known.every((component) => kindOf(component) === 'BODY'),
    header: find('HEADER'),
    body: find('BODY'),
    buttons: listAt(find('BUTTONS') ?? {}, 'buttons').filter(isObject),
    cards: listAt(find('CAROUSEL') ?? {}, 'cards')
      .filter(isObject)
      .map((card) => partsOf({ parameterFormat, components: listAt(card, 'components') })),
    hasExpiry: flagAt(offer ?? {}, 'has_expiration') ?? false,
  };
}

/** The type of a component or button, in Meta's capitals. */
export const kindOf = (component: Json): string => (textAt(component, 'type') ?? '').toUpperCase();

export const formatOf = (header: Json): string => (textAt(header, 'format') ?? 'TEXT').toUpperCase();

/** Names of the placeholders of a text, each once: "1", "2" … in their order, or names as they come. */
export function placeholdersIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}

/** @see "Template components": numbered from 1, or named in lower case */
export const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** Everything one must or may fill in when the template is sent. */
export function slotsOf(definition: TemplateDefinition): TemplateSlot[] {
  return slotsOfParts(partsOf(definition), '');
}

function slotsOfParts(parts: TemplateParts, prefix: string): TemplateSlot[] {
  const { header, body, buttons, cards, hasExpiry } = parts;
  return [
    ...(header ? headerSlots(header, `${prefix}header`) : []),
    ...(body ? textSlots(body, `${prefix}body`, 'body_text') : []),
    ...(hasExpiry
      ? [{ place: `${prefix}limited_time_offer`, name: 'expiration', kind: 'expiry', required: true }]
      : []),
    ...buttons.flatMap((button, at) => buttonSlots(button, `${prefix}buttons.${at}`)),
    ...cards.flatMap((card, at) => slotsOfParts(card, `${prefix}cards.${at}.`)),
  ];
}

/** Media of a header are given anew with every send; the sample of the review is not sent. */
export const HEADER_FILES: ReadonlyMap<string, string> = new Map([
  ['IMAGE', 'image'],
  ['VIDEO', 'video'],
  ['GIF', 'video'],
  ['DOCUMENT', 'document'],
  ['LOCATION', 'location'],
  ['PRODUCT', 'product'],
]);

function headerSlots(header: Json, place: string): TemplateSlot[] {
  const kind = HEADER_FILES.get(formatOf(header));
  return kind ? [{ place, name: kind, kind, required: true }] : textSlots(header, place, 'header_text');
}

function textSlots(component: Json, place: string, examples: 'body_text' | 'header_text'): TemplateSlot[] {
  const given = examplesOf(component, examples);
  return placeholdersIn(textAt(component, 'text') ?? '').map((name, at) => {
    const example = given.get(name) ?? given.get(String(at + 1));
    return { place, name, kind: 'text', required: true, ...(example ? { example } : {}) };
  });
}

/** By name, or by number. Those of a body stand in a list of lists. */
export function examplesOf(component: Json, key: 'body_text' | 'header_text'): Map<string, string> {
  const example = objectAt(component, 'example') ?? {};
  const named = listAt(example, `${key}_named_params`).filter(isObject);
  const [first] = listAt(example, key);
  const numbered: readonly unknown[] = Array.isArray(first) ? first : listAt(example, key);
  return new Map([
    ...numbered.flatMap((value, at): [string, string][] =>
      typeof value === 'string' ? [[String(at + 1), value]] : [],
    ),
    ...named.flatMap((param): [string, string][] => {
      const name = idAt(param, 'param_name');
      const value = idAt(param, 'example');
      return name && value ? [[name, value]] : [];
    }),
  ]);
}

type ButtonRule = { subType: string; kind: string; name: string; required: boolean };

/**
 * What a button takes when it is sent; null: nothing, it is as it was approved.
 *
 * @see "Template messages", buttons. A one-time password is handed over through its button of type URL.
 */
export function buttonRule(button: Json): ButtonRule | null {
  switch (kindOf(button)) {
    case 'QUICK_REPLY':
      return { subType: 'quick_reply', kind: 'payload', name: 'payload', required: false };
    case 'URL':
      return placeholdersIn(textAt(button, 'url') ?? '').length > 0
        ? { subType: 'url', kind: 'url', name: 'suffix', required: true }
        : null;
    case 'OTP':
      return { subType: 'url', kind: 'url', name: 'code', required: true };
    case 'COPY_CODE':
      return { subType: 'copy_code', kind: 'code', name: 'code', required: true };
    case 'FLOW':
      return { subType: 'flow', kind: 'form', name: 'form', required: false };
    case 'CATALOG':
      return { subType: 'catalog', kind: 'catalogue', name: 'thumbnail', required: false };
    case 'MPM':
      return { subType: 'mpm', kind: 'products', name: 'products', required: true };
    default:
      return null;
  }
}

function buttonSlots(button: Json, place: string): TemplateSlot[] {
  const rule = buttonRule(button);
  if (!rule) return [];
  const [example] = [button.example].flat();
  const { kind, name, required } = rule;
  return [{ place, name, kind, required, ...(typeof example === 'string' ? { example } : {}) }];
}
