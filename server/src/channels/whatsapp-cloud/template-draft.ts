import type { TemplateDraft, Violation } from '../../conversations/channel.ts';
import { count, filled, longest, type Rule, rule } from './rules.ts';
import { examplesOf, formatOf, kindOf, PLACEHOLDER, placeholdersIn } from './template-definition.ts';
import type { Json } from './wire.ts';
import { idAt, isObject, listAt, objectAt, textAt } from './wire.ts';

/** @see WhatsApp Business Platform, "Template components" */
const LIMITS = {
  name: 512,
  header: 60,
  body: 1_024,
  footer: 60,
  buttons: 10,
  label: 25,
  url: 2_000,
  phone: 20,
  code: 15,
  cards: 10,
} as const;

/** How many buttons of a kind a template may have; of the others as many as fit. @see "Template components" */
const MOST_OF_A_KIND: Record<string, number> = { URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, VOICE_CALL: 1 };

const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'];
const COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'];

/**
 * What WhatsApp's review would turn down for its form. Whether the words are allowed only the review knows.
 *
 * @returns empty: it may be submitted.
 * @see WhatsApp Business Platform, "Template components" and "Template review"
 */
export function checkDraft(draft: TemplateDraft): Violation[] {
  const { name, language, category, components } = draft;
  return [
    /^[a-z0-9_]+$/.test(name) ? longest('name', name, LIMITS.name) : rule('name', 'A name has only a–z, 0–9 and _.'),
    /^[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?$/.test(language)
      ? null
      : rule('language', 'A language is written like en, en_US or pt_BR.'),
    CATEGORIES.includes(category) ? null : rule('category', `A category is one of ${CATEGORIES.join(', ')}.`),
    ...checkComponents(draft, components, 'components'),
  ].filter((violation) => violation !== null);
}

function checkComponents(draft: TemplateDraft, components: readonly unknown[], path: string): Rule[] {
  const kinds = components.map((component) => (isObject(component) ? kindOf(component) : ''));
  const bodies = kinds.filter((kind) => kind === 'BODY').length;
  const repeated = kinds.find((kind, at) => kind !== '' && kinds.indexOf(kind) < at);
  return [
    bodies === 1 ? null : rule(path, 'There must be one component of type BODY.'),
    repeated ? rule(path, `The component ${repeated} occurs twice.`) : null,
    ...components.flatMap((component, at) =>
      isObject(component)
        ? checkComponent(draft, component, `${path}.${at}`)
        : [rule(`${path}.${at}`, 'This must be an object.')],
    ),
  ];
}

function checkComponent(draft: TemplateDraft, component: Json, path: string): Rule[] {
  const text = textAt(component, 'text');
  switch (kindOf(component)) {
    case 'HEADER':
      return checkHeader(draft, component, path);
    case 'BODY':
      // The words of a one-time password are WhatsApp's own.
      if (draft.category === 'AUTHENTICATION') return [];
      return [
        filled(`${path}.text`, text),
        longest(`${path}.text`, text, LIMITS.body),
        ...checkPlaceholders(draft, component, 'body_text', `${path}.text`),
        ...checkEnds(text ?? '', `${path}.text`),
      ];
    case 'FOOTER':
      if (draft.category === 'AUTHENTICATION') return [];
      return [
        filled(`${path}.text`, text),
        longest(`${path}.text`, text, LIMITS.footer),
        placeholdersIn(text ?? '').length > 0 ? rule(`${path}.text`, 'A footer has no placeholders.') : null,
      ];
    case 'BUTTONS':
      return checkButtons(component, path);
    case 'CAROUSEL': {
      const cards = listAt(component, 'cards');
      return [
        count(`${path}.cards`, cards, 2, LIMITS.cards),
        ...cards.flatMap((card, at) =>
          isObject(card)
            ? checkComponents(draft, listAt(card, 'components'), `${path}.cards.${at}.components`)
            : [rule(`${path}.cards.${at}`, 'This must be an object.')],
        ),
      ];
    }
    case 'LIMITED_TIME_OFFER':
      return [];
    default:
      return [rule(`${path}.type`, `A component is one of ${COMPONENTS.join(', ')}.`)];
  }
}

const FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'GIF', 'DOCUMENT', 'LOCATION', 'PRODUCT'];
const SAMPLED = ['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT'];

function checkHeader(draft: TemplateDraft, header: Json, path: string): Rule[] {
  const format = formatOf(header);
  if (!FORMATS.includes(format)) return [rule(`${path}.format`, `A header is one of ${FORMATS.join(', ')}.`)];
  if (SAMPLED.includes(format)) {
    const example = objectAt(header, 'example') ?? {};
    const [handle] = listAt(example, 'header_handle');
    const missing = 'The review wants a sample of the file: upload it (POST /media) and name it in example.mediaId.';
    return [typeof handle === 'string' || idAt(example, 'mediaId') ? null : rule(`${path}.example`, missing)];
  }
  if (format !== 'TEXT') return [];
  const text = textAt(header, 'text');
  return [
    filled(`${path}.text`, text),
    longest(`${path}.text`, text, LIMITS.header),
    placeholdersIn(text ?? '').length > 1 ? rule(`${path}.text`, 'A header has one placeholder at most.') : null,
    ...checkPlaceholders(draft, header, 'header_text', `${path}.text`),
  ];
}

function checkPlaceholders(
  { parameterFormat }: TemplateDraft,
  component: Json,
  key: 'body_text' | 'header_text',
  path: string,
): Rule[] {
  const text = textAt(component, 'text') ?? '';
  const names = placeholdersIn(text);
  const isNamed = parameterFormat === 'NAMED';
  const wrong = isNamed
    ? names.find((name) => !/^[a-z][a-z0-9_]*$/.test(name))
    : names.find((name, at) => name !== String(at + 1));
  const examples = examplesOf(component, key);
  const bare = names.filter((name) => !examples.has(name));
  const field = isNamed ? `${key}_named_params` : key;
  return [
    wrong === undefined
      ? null
      : rule(
          path,
          isNamed
            ? `The placeholder {{${wrong}}} must be written in small letters, digits and _.`
            : `Placeholders are numbered {{1}}, {{2}} and so on, without gaps; {{${wrong}}} is not in its place.`,
        ),
    bare.length > 0
      ? rule(path, `The review wants an example for each placeholder: example.${field} lacks ${bare.join(', ')}.`)
      : null,
    /\}\}\s*\{\{/.test(text)
      ? rule(path, 'Two placeholders cannot stand side by side; put a word between them.')
      : null,
  ];
}

/** @see "Template review", 2388299 */
function checkEnds(text: string, path: string): Rule[] {
  const words = text.trim();
  const atEnd = words.replace(PLACEHOLDER, '\0');
  const isBare = atEnd.startsWith('\0') || atEnd.endsWith('\0');
  return [
    isBare ? rule(path, 'A placeholder cannot be the first or the last thing; put a word before or after it.') : null,
  ];
}

function checkButtons(component: Json, path: string): Rule[] {
  const buttons = listAt(component, 'buttons').filter(isObject);
  const kinds = buttons.map(kindOf);
  const tooMany = Object.entries(MOST_OF_A_KIND).find(
    ([kind, most]) => kinds.filter((one) => one === kind).length > most,
  );
  const replies = kinds.map((kind) => kind === 'QUICK_REPLY');
  const isScattered = replies.lastIndexOf(true) - replies.indexOf(true) + 1 > replies.filter(Boolean).length;
  return [
    count(`${path}.buttons`, buttons, 1, LIMITS.buttons),
    tooMany ? rule(`${path}.buttons`, `There may be ${tooMany[1]} of kind ${tooMany[0]} at most.`) : null,
    replies.includes(true) && isScattered
      ? rule(`${path}.buttons`, 'Quick replies must stand together, before or after the other buttons.')
      : null,
    ...buttons.flatMap((button, at) => checkButton(button, `${path}.buttons.${at}`)),
  ];
}

function checkButton(button: Json, path: string): Rule[] {
  const [example] = [button.example].flat();
  const kind = kindOf(button);
  const hasFixedLabel = kind === 'COPY_CODE' || kind === 'OTP';
  const label = textAt(button, 'text');
  return [
    hasFixedLabel ? null : filled(`${path}.text`, label),
    longest(`${path}.text`, label, LIMITS.label),
    ...(kind === 'URL' ? checkLink(textAt(button, 'url'), typeof example === 'string', path) : []),
    kind === 'PHONE_NUMBER'
      ? (filled(`${path}.phone_number`, textAt(button, 'phone_number')) ??
        longest(`${path}.phone_number`, textAt(button, 'phone_number'), LIMITS.phone))
      : null,
    kind === 'COPY_CODE'
      ? (filled(`${path}.example`, typeof example === 'string' ? example : undefined) ??
        longest(`${path}.example`, String(example), LIMITS.code))
      : null,
  ];
}

function checkLink(url: string | undefined, hasExample: boolean, path: string): Rule[] {
  const names = placeholdersIn(url ?? '');
  return [
    filled(`${path}.url`, url) ?? longest(`${path}.url`, url, LIMITS.url),
    names.length > 1 || (names.length === 1 && !/\}\}$/.test(url ?? ''))
      ? rule(`${path}.url`, 'A link has one placeholder at most, at its end.')
      : null,
    names.length > 0 && !hasExample ? rule(`${path}.example`, 'The review wants an example of the whole link.') : null,
  ];
}
