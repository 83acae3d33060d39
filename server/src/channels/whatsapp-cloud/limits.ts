import type { FileRef, OutboundContent } from '../../conversations/api.ts';
import type { Violation } from '../../conversations/channel.ts';
import { checkTemplate } from './limits-template.ts';
import type { MediaKind } from './media-limits.ts';
import { typeProblem, VOICE_TYPE } from './media-limits.ts';
import { count, filled, label, longest, type Rule, rule } from './rules.ts';

/**
 * What WhatsApp allows in a message. Characters are code points.
 *
 * @see WhatsApp Business Platform, Messages; the page of each group stands beside it
 */
const LIMITS = {
  text: { body: 4_096 }, // "Text messages"
  media: { caption: 1_024 }, // "Image messages", "Video messages", "Document messages"
  contacts: { most: 5 }, // "Contacts messages"; OpenAPI description
  frame: { body: 1_024, header: 60, footer: 60 }, // "Interactive messages"
  buttons: { most: 3, title: 20, id: 256 }, // "Interactive reply buttons messages"
  list: { body: 4_096, button: 20, sections: 10, rows: 10, sectionTitle: 24, id: 200, title: 24, description: 72 }, // "Interactive list messages"
  link: { title: 20, url: 2_000 }, // "Interactive call-to-action URL button messages"
  products: { most: 30, sections: 10, sectionTitle: 24 }, // "Multi-product messages"
  form: { title: 20 }, // "Sending a flow": 30 in the OpenAPI description, 20 in the apps
  carousel: { fewest: 2, most: 10, body: 160, lineBreaks: 2, title: 20, id: 256 }, // "Interactive media carousel messages"
  call: { title: 20 }, // "Send call button messages"
} as const;

/**
 * Every rule of the platform that a message breaks, before anything is sent. Empty: it may be sent.
 *
 * Not checked here, because the content alone does not tell: the service window, size of files, and whether a template
 * exists and has these placeholders.
 */
export function check(content: OutboundContent): Violation[] {
  return rulesOf(content).filter((violation) => violation !== null);
}

function rulesOf(content: OutboundContent): Rule[] {
  switch (content.type) {
    case 'text':
      return [filled('body', content.body), longest('body', content.body, LIMITS.text.body)];
    case 'image':
    case 'video':
    case 'document':
      return [...file('file', content.file, content.type), longest('caption', content.caption, LIMITS.media.caption)];
    case 'sticker':
      return file('file', content.file, 'sticker');
    case 'audio':
      return [...file('file', content.file, 'audio'), voice(content)];
    case 'location':
      return [];
    case 'contacts':
      return contacts(content);
    case 'reaction':
      return [filled('to', content.to), oneEmoji(content.emoji)];
    case 'template':
      return checkTemplate(content);
    default:
      return [...frame(content), ...interactiveRules(content)];
  }
}

type Framed = Exclude<
  OutboundContent,
  { type: 'text' | MediaKind | 'location' | 'contacts' | 'reaction' | 'template' }
>;
type Of<T extends OutboundContent['type']> = Extract<OutboundContent, { type: T }>;

function interactiveRules(content: Framed): Rule[] {
  switch (content.type) {
    case 'buttons':
      return [
        count('buttons', content.buttons, 1, LIMITS.buttons.most),
        ...options('buttons', content.buttons, LIMITS.buttons),
      ];
    case 'list':
      return list(content);
    case 'link':
      return [label('title', content.title, LIMITS.link.title), longest('url', content.url, LIMITS.link.url)];
    case 'product':
      return [filled('catalogId', content.catalogId), filled('retailerId', content.retailerId)];
    case 'product_list':
      return productList(content);
    case 'form':
      return form(content);
    case 'carousel':
      return carousel(content);
    case 'call_button':
      return [content.title === undefined ? null : label('title', content.title, LIMITS.call.title)];
    case 'address_request':
      return [/^[A-Z]{2}$/.test(content.country) ? null : rule('country', 'The country must be a code such as IN.')];
    case 'location_request':
    case 'contact_request':
    case 'catalogue':
    case 'call_permission_request':
    case 'order_details':
    case 'order_status':
      return [];
  }
}

function frame(content: Framed): Rule[] {
  const most = content.type === 'list' ? LIMITS.list.body : LIMITS.frame.body;
  const needsBody = content.type !== 'product';
  return [
    needsBody ? filled('body', content.body) : null,
    longest('body', content.body, most),
    'footer' in content ? longest('footer', content.footer, LIMITS.frame.footer) : null,
    ...('header' in content && typeof content.header === 'object' ? header(content.type, content.header) : []),
  ];
}

function header(type: Framed['type'], content: NonNullable<Of<'buttons'>['header']>): Rule[] {
  if (content.type === 'text') return [label('header.text', content.text, LIMITS.frame.header)];
  if (type === 'list') return [rule('header', 'The header of a list can only be text.')];
  return file('header.file', content.file, content.type);
}

function list({ button, sections }: Of<'list'>): Rule[] {
  const rows = sections.flatMap((section) => section.rows);
  return [
    label('button', button, LIMITS.list.button),
    count('sections', sections, 1, LIMITS.list.sections),
    rows.length > LIMITS.list.rows
      ? rule(
          'sections',
          `A list has ${LIMITS.list.rows} rows at most, in all sections together; this one ${rows.length}.`,
        )
      : null,
    ...sections.flatMap((section, at) => [
      sectionTitle(`sections.${at}.title`, section.title, sections.length, LIMITS.list.sectionTitle),
      count(`sections.${at}.rows`, section.rows, 1, LIMITS.list.rows),
      ...section.rows.flatMap((row, n) => [
        ...option(`sections.${at}.rows.${n}`, row, LIMITS.list),
        longest(`sections.${at}.rows.${n}.description`, row.description, LIMITS.list.description),
      ]),
    ]),
    unique('sections', rows, 'id'),
  ];
}

function productList({ header: title, sections }: Of<'product_list'>): Rule[] {
  const products = sections.flatMap((section) => section.retailerIds);
  return [
    label('header', title, LIMITS.frame.header),
    count('sections', sections, 1, LIMITS.products.sections),
    products.length > LIMITS.products.most
      ? rule('sections', `A product list has ${LIMITS.products.most} products at most; this one ${products.length}.`)
      : null,
    ...sections.flatMap((section, at) => [
      sectionTitle(`sections.${at}.title`, section.title, sections.length, LIMITS.products.sectionTitle),
      count(`sections.${at}.retailerIds`, section.retailerIds, 1, LIMITS.products.most),
    ]),
  ];
}

function form({ formId, formName, title, screen, data }: Of<'form'>): Rule[] {
  return [
    Boolean(formId) === Boolean(formName) ? rule('formId', 'Give the id of the form or its name, one of them.') : null,
    label('title', title, LIMITS.form.title),
    EMOJI.test(title) ? rule('title', 'The button of a form cannot contain an emoji.') : null,
    data && !screen ? rule('screen', 'Data for a form needs the screen it is for.') : null,
  ];
}

function carousel({ cards }: Of<'carousel'>): Rule[] {
  const [first] = cards;
  const shape = (card: Of<'carousel'>['cards'][number]) => (card.link ? 'link' : `buttons ${card.buttons?.length}`);
  return [
    count('cards', cards, LIMITS.carousel.fewest, LIMITS.carousel.most),
    ...cards.flatMap(({ header: picture, body = '', link, buttons = [] }, at) => [
      ...file(`cards.${at}.header.file`, picture.file, picture.type),
      longest(`cards.${at}.body`, body, LIMITS.carousel.body),
      body.split('\n').length - 1 > LIMITS.carousel.lineBreaks
        ? rule(`cards.${at}.body`, `The text of a card has ${LIMITS.carousel.lineBreaks} line breaks at most.`)
        : null,
      Boolean(link) === buttons.length > 0 ? rule(`cards.${at}`, 'A card has either a link or buttons.') : null,
      link ? label(`cards.${at}.link.title`, link.title, LIMITS.carousel.title) : null,
      link ? longest(`cards.${at}.link.url`, link.url, LIMITS.link.url) : null,
      ...options(`cards.${at}.buttons`, buttons, LIMITS.carousel),
    ]),
    first && cards.some((card) => shape(card) !== shape(first))
      ? rule('cards', 'All cards must have the same kind and number of buttons.')
      : null,
  ];
}

function contacts({ contacts: people }: Of<'contacts'>): Rule[] {
  return [
    count('contacts', people, 1, LIMITS.contacts.most),
    ...people.flatMap(({ name }, at) => [
      filled(`contacts.${at}.name.formatted`, name.formatted),
      name.first || name.last || name.middle || name.prefix || name.suffix
        ? null
        : rule(`contacts.${at}.name`, 'Besides the whole name, WhatsApp wants a part of it, such as the first name.'),
    ]),
  ];
}

/** A file that still lies only with us is uploaded before sending. */
function file(path: string, { mediaId, providerMediaId, link, mimeType }: FileRef, kind: MediaKind): Rule[] {
  const problem = mimeType && typeProblem(kind, mimeType);
  return [
    mediaId || providerMediaId || link ? null : rule(path, 'There is no file.'),
    problem ? rule(`${path}.mimeType`, problem) : null,
  ];
}

function voice({ file: { mimeType }, voice: isVoice }: Of<'audio'>): Rule {
  const wrong = isVoice && mimeType && !mimeType.startsWith('audio/ogg');
  return wrong ? rule('file.mimeType', `A voice note must be ${VOICE_TYPE}, not ${mimeType}.`) : null;
}

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Empty takes the reaction back. */
function oneEmoji(emoji: string): Rule {
  if (emoji === '') return null;
  const isOne = EMOJI.test(emoji) && [...graphemes.segment(emoji)].length === 1;
  return isOne ? null : rule('emoji', 'A reaction is exactly one emoji.');
}

type OptionLimits = { id: number; title: number };
type Option = { id: string; title: string };

function options(path: string, all: Option[], limits: OptionLimits): Rule[] {
  return [
    ...all.flatMap((one, at) => option(`${path}.${at}`, one, limits)),
    unique(path, all, 'id'),
    unique(path, all, 'title'),
  ];
}

function option(path: string, { id, title }: Option, limits: OptionLimits): Rule[] {
  return [
    label(`${path}.id`, id, limits.id),
    id === id.trim() ? null : rule(`${path}.id`, 'An id cannot begin or end with a blank.'),
    label(`${path}.title`, title, limits.title),
  ];
}

function sectionTitle(path: string, title: string | undefined, sections: number, most: number): Rule {
  const missing = sections > 1 && !title?.trim();
  return missing ? rule(path, 'With several sections each needs a title.') : longest(path, title, most);
}

function unique<Key extends keyof Option>(path: string, all: Pick<Option, Key>[], key: Key): Rule {
  const values = all.map((one) => one[key]);
  const repeated = values.find((value, at) => values.indexOf(value) < at);
  return repeated === undefined ? null : rule(path, `"${repeated}" occurs twice; each ${key} must be different.`);
}
