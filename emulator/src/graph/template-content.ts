import { type Json, said } from '../json.ts';
import type { Template } from '../meta/template.ts';
import { findTemplate, requireSendable } from '../meta/templates.ts';
import type { BubbleContent, BubbleHeader, TemplateCard } from '../phone-api.ts';
import type { BusinessPhone, MessageCategory } from '../records.ts';
import type { TemplateComponent, TemplateDefinition, TemplateHeader } from '../template-definition.ts';
import type { World } from '../world.ts';
import { GraphError, invalidParameter, missingParameter } from './errors.ts';
import { objectAt, textIn } from './fields.ts';
import { mediaAt } from './media-content.ts';
import type { Link, Sendable } from './sendable.ts';
import { placeAt } from './simple-content.ts';
import { buttonsOf } from './template-button-content.ts';
import { type SentComponents, type SentParts, sentComponents } from './template-sent.ts';
import { countMismatch, fill, mismatch, valuesOf } from './template-values.ts';

type ComponentOf<Type> = Extract<TemplateComponent, { type: Type }>;

/** @see WhatsApp Business Platform, Templates, Components */
const LONGEST_NAME = 512;
const LONGEST_BODY = 1_024;
const LONGEST_CARD_BODY = 160;
/** A template that is nothing but a body. @see Meta's OpenAPI description of the Cloud API */
const LONGEST_BODY_ALONE = 32_768;
const LONGEST_HEADER = 60;
const LONGEST_ONE_TIME_CODE = 15;
const CODE_LIVES_SECONDS = 600;

const CATEGORIES: Record<TemplateDefinition['category'], MessageCategory> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
};
const HEADER_KINDS = { IMAGE: 'image', VIDEO: 'video', GIF: 'video', DOCUMENT: 'document' } as const;

/** A template message: found in the registry, its parameters checked against it, and rendered as the phone shows it. */
export function templateContent(world: World, business: BusinessPhone, value: Json): Sendable {
  const template = namedTemplate(world, business, value);
  const sent = sentComponents(value);
  requireOneTimeCode(template, sent);
  const header = headerOf(world, template, template.components, sent.header);
  const body = bodyOf(template, template.components, sent.body, longestBody(template));
  const buttons = buttonsOf(world, business, template.components, sent);
  const cards = cardsOf(world, business, template, sent);
  const footer = find(template.components, 'FOOTER')?.text;
  const offer = offerOf(template.components, sent);
  const content: BubbleContent = {
    type: 'template',
    ...(header?.header ? { header: header.header } : {}),
    body: offer === null ? body : `${offer}\n\n${body}`,
    ...(footer ? { footer } : {}),
    buttons,
    ...(cards.length ? { cards: cards.map(({ card }) => card) } : {}),
    ...(template.category === 'MARKETING' ? { marketing: true as const } : {}),
  };
  const links = [...(header?.links ?? []), ...cards.flatMap((card) => card.links)];
  const failure = header?.failure ?? cards.find((card) => card.failure)?.failure;
  return {
    content,
    category: CATEGORIES[template.category],
    templateId: template.id,
    ...livesOf(template),
    ...(links.length ? { links } : {}),
    ...(failure ? { failure } : {}),
    ...(buttons.some(({ kind }) => kind === 'products' || kind === 'catalogue')
      ? { catalogId: world.settings.catalogId }
      : {}),
  };
}

function namedTemplate(world: World, business: BusinessPhone, value: Json): Template {
  const name = textIn(value, 'name', "template['name']", LONGEST_NAME);
  const language = objectAt(value, 'language', "template['language']");
  const code = textIn(language, 'code', "template['language']['code']", 20);
  if (language.policy !== undefined && language.policy !== 'deterministic') {
    throw invalidParameter("Param template['language']['policy'] must be deterministic.");
  }
  return requireSendable(findTemplate(world, business.wabaId, name, code), name, code);
}

/** The code stands in the body and, the same, behind the button. @see Authentication templates */
function requireOneTimeCode(template: Template, sent: SentComponents): void {
  if (template.category !== 'AUTHENTICATION') return;
  const inBody = sent.body[0]?.text;
  const inButton = sent.buttons.get(0)?.parameters[0]?.text;
  if (typeof inBody === 'string' && [...inBody].length > LONGEST_ONE_TIME_CODE) {
    throw mismatch(`body: a code has at most ${LONGEST_ONE_TIME_CODE} characters`);
  }
  if (find(template.components, 'BUTTONS') && inButton !== undefined && inButton !== inBody) {
    throw mismatch('buttons: the code is not the one in the body');
  }
}

function headerOf(
  world: World,
  template: Template,
  components: TemplateComponent[],
  parameters: Json[],
): ({ header?: BubbleHeader } & Pick<Sendable, 'links' | 'failure'>) | null {
  const header = find(components, 'HEADER');
  if (!header) {
    if (parameters.length > 0) throw countMismatch('header', parameters.length, 0);
    return null;
  }
  if (header.format === 'TEXT') {
    const text = fill(header.text, valuesOf(template, 'header', header.text, parameters));
    if ([...text].length > LONGEST_HEADER) throw tooLong('header', text);
    return { header: { type: 'text', text } };
  }
  const [parameter] = parameters;
  if (!parameter || parameters.length !== 1) throw countMismatch('header', parameters.length, 1);
  return mediaHeader(world, header, parameter);
}

function mediaHeader(world: World, { format }: TemplateHeader, parameter: Json) {
  const expected = format === 'GIF' ? 'VIDEO' : format;
  const type = said(parameter.type).toUpperCase();
  if (type !== format && type !== expected) {
    throw mismatch(`header: Format mismatch, expected ${format}, received ${type}`);
  }
  if (format === 'LOCATION') {
    placeAt(objectAt(parameter, 'location', 'location'), 'location');
    return {};
  }
  if (format === 'PRODUCT') {
    textIn(objectAt(parameter, 'product', 'product'), 'product_retailer_id', "product['product_retailer_id']", 200);
    return {};
  }
  if (format === 'TEXT') return {};
  const kind = HEADER_KINDS[format];
  const key = format === 'GIF' && parameter.gif !== undefined ? 'gif' : kind;
  const { media, ...rest } = mediaAt(world, kind, objectAt(parameter, key, key), key);
  return { header: { type: kind, media }, ...rest };
}

function bodyOf(template: Template, components: TemplateComponent[], parameters: Json[], longest: number): string {
  const text = find(components, 'BODY')?.text ?? '';
  const rendered = fill(text, valuesOf(template, 'body', text, parameters));
  if ([...rendered].length > longest) throw tooLong('body', rendered);
  return rendered;
}

/** @see WhatsApp Business Platform, Templates, Time to live: ten minutes for a code, unless the template says otherwise. */
function livesOf({ category, ttlSeconds }: Template): Pick<Sendable, 'livesMs'> {
  const seconds = ttlSeconds ?? (category === 'AUTHENTICATION' ? CODE_LIVES_SECONDS : undefined);
  return seconds === undefined ? {} : { livesMs: seconds * 1_000 };
}

function longestBody({ components }: Template): number {
  return components.length === 1 ? LONGEST_BODY_ALONE : LONGEST_BODY;
}

type Card = { card: TemplateCard; links: Link[] } & Pick<Sendable, 'failure'>;

/** Every card is filled like a small template. */
function cardsOf(world: World, business: BusinessPhone, template: Template, sent: SentComponents): Card[] {
  const cards = find(template.components, 'CAROUSEL')?.cards ?? [];
  if (sent.cards.length !== cards.length) throw countMismatch('carousel', sent.cards.length, cards.length);
  return cards.map(({ components }, index) => {
    const given: SentParts | undefined = sent.cards.find((card) => card.index === index);
    if (!given) throw missingParameter(`carousel: the card with index ${index} is missing`);
    const head = headerOf(world, template, components, given.header);
    const header = head?.header ?? { type: 'text' as const, text: '' };
    const body = bodyOf(template, components, given.body, LONGEST_CARD_BODY);
    return {
      card: { header, body, buttons: buttonsOf(world, business, components, given) },
      links: head?.links ?? [],
      ...(head?.failure ? { failure: head.failure } : {}),
    };
  });
}

/** The line above the body of a limited-time offer. */
function offerOf(components: TemplateComponent[], sent: SentComponents): string | null {
  const offer = find(components, 'LIMITED_TIME_OFFER')?.limited_time_offer;
  if (!offer) return null;
  const [parameter] = sent.offer;
  if (offer.has_expiration === false) return offer.text;
  if (!parameter) throw countMismatch('limited_time_offer', 0, 1);
  const { expiration_time_ms: until } = objectAt(parameter, 'limited_time_offer', 'limited_time_offer');
  if (typeof until !== 'number' || !Number.isFinite(until))
    throw mismatch('limited_time_offer: expiration_time_ms must be a number');
  const day = new Date(until);
  if (Number.isNaN(day.getTime())) throw mismatch('limited_time_offer: expiration_time_ms is no time');
  return `${offer.text} · ${day.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function find<Type extends TemplateComponent['type']>(
  components: TemplateComponent[],
  type: Type,
): ComponentOf<Type> | undefined {
  return components.find((component): component is ComponentOf<Type> => component.type === type);
}

const tooLong = (part: string, text: string) =>
  new GraphError(132005, { details: `${part}: hydrated text has ${[...text].length} characters` });
