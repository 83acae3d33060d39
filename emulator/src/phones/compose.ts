import { mediaUrl } from '../graph/media-url.ts';
import type { BubbleContent, Correction, Media, PhoneMessage } from '../phone-api.ts';
import type { BusinessPhone, Message, Person, StoredMedia } from '../records.ts';
import type { World } from '../world.ts';
import type { CustomerMessage } from './customer-message.ts';
import { Refusal } from './refusal.ts';

type NewMessage = Exclude<PhoneMessage, Correction>;
type FileMessage = Extract<PhoneMessage, { mediaId: string }>;
type Of<Type extends PhoneMessage['type']> = Extract<PhoneMessage, { type: Type }>;

/** @see WhatsApp Business Platform, Messages: text up to 4,096 characters, captions up to 1,024. */
const LONGEST_TEXT = 4_096;
const LONGEST_CAPTION = 1_024;

/**
 * Turns what a person did on the phone into a message in Meta's words.
 *
 * @throws Refusal when it cannot be done: nothing written, a button that is not there, a file nobody uploaded.
 */
export function compose(world: World, person: Person, business: BusinessPhone, message: NewMessage): CustomerMessage {
  const quotes =
    'quotes' in message && message.quotes ? knownMessage(world, person, business, message.quotes).id : undefined;
  const composed = contentOf(world, person, business, message);
  return quotes === undefined ? composed : { ...composed, quotes };
}

function contentOf(world: World, person: Person, business: BusinessPhone, message: NewMessage): CustomerMessage {
  switch (message.type) {
    case 'text':
      return text(message);
    case 'choice':
      return choice(knownMessage(world, person, business, message.bubbleId), message.choiceId);
    case 'image':
    case 'video':
    case 'sticker':
    case 'document':
    case 'audio':
      return media(world, message);
    case 'location':
      return location(message);
    case 'contacts':
      return contacts(message);
    case 'reaction':
      return reaction(knownMessage(world, person, business, message.bubbleId), message.emoji);
    case 'order':
      return order(world, knownMessage(world, person, business, message.bubbleId), message);
  }
}

function text({ body }: Of<'text'>): CustomerMessage {
  if (!body.trim()) throw new Refusal(400, 'An empty message cannot be sent.');
  if ([...body].length > LONGEST_TEXT) throw new Refusal(400, `A message has at most ${LONGEST_TEXT} characters.`);
  return { wire: { text: { body }, type: 'text' }, content: { type: 'text', body } };
}

function media(world: World, message: FileMessage): CustomerMessage {
  const file = world.media.find(message.mediaId);
  if (!file) throw new Refusal(404, 'There is no such file. Upload it first.');
  const caption = 'caption' in message && message.caption ? message.caption : undefined;
  if (caption && [...caption].length > LONGEST_CAPTION)
    throw new Refusal(400, `A caption has at most ${LONGEST_CAPTION} characters.`);
  const wire = mediaWire(world, file, message, caption);
  return { wire: { [message.type]: wire, type: message.type }, content: mediaContent(file, message, caption) };
}

function mediaWire(world: World, file: StoredMedia, message: FileMessage, caption: string | undefined) {
  const url = mediaUrl(world, file.id);
  return {
    ...(caption && message.type !== 'sticker' ? { caption } : {}),
    ...(message.type === 'document' && file.fileName ? { filename: file.fileName } : {}),
    mime_type: file.mimeType,
    sha256: file.sha256,
    id: file.id,
    ...(url ? { url } : {}),
    ...(message.type === 'audio' ? { voice: message.voice } : {}),
    ...(message.type === 'sticker' ? { animated: false } : {}),
  };
}

function mediaContent(file: StoredMedia, message: FileMessage, caption: string | undefined): BubbleContent {
  const shown = shownMedia(file);
  if (message.type === 'audio') return { type: 'audio', media: shown, voice: message.voice };
  return { type: message.type, media: shown, ...(caption ? { caption } : {}) };
}

export function shownMedia({ id, mimeType, fileName, sizeBytes }: StoredMedia): Media {
  return { mediaId: id, mimeType, sizeBytes, ...(fileName === undefined ? {} : { fileName }) };
}

function location({ latitude, longitude, name, address }: Of<'location'>): CustomerMessage {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw new Refusal(400, 'That is no place on earth.');
  const place = { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) };
  return { wire: { location: place, type: 'location' }, content: { type: 'location', ...place } };
}

function contacts({ contacts: cards }: Of<'contacts'>): CustomerMessage {
  if (cards.length === 0) throw new Refusal(400, 'Choose at least one contact.');
  const wire = cards.map(({ name, phones }) => ({
    name: nameParts(name),
    phones: phones.map((phone) => ({ phone, wa_id: phone.replace(/\D/g, ''), type: 'CELL' })),
  }));
  return { wire: { contacts: wire, type: 'contacts' }, content: { type: 'contacts', contacts: cards } };
}

function nameParts(name: string) {
  const [first = name, ...rest] = name.trim().split(/\s+/);
  return { formatted_name: name, first_name: first, ...(rest.length ? { last_name: rest.join(' ') } : {}) };
}

function reaction(target: Message, emoji: string): CustomerMessage {
  const wire = { message_id: target.id, ...(emoji ? { emoji } : {}) };
  return { wire: { reaction: wire, type: 'reaction' }, content: null, reacts: { to: target.id, emoji } };
}

/** A tap on a reply button, a list row or a template's quick reply. */
function choice(target: Message, choiceId: string): CustomerMessage {
  const { content } = target;
  const quotes = target.id;
  if (content?.type === 'template') {
    const buttons = [content, ...(content.cards ?? [])].flatMap((part) => part.buttons);
    const button = buttons.find((found) => found.kind === 'quick_reply' && found.payload === choiceId);
    if (button?.kind !== 'quick_reply') throw noSuchChoice();
    const wire = { button: { payload: button.payload, text: button.title }, type: 'button' };
    return { wire, content: { type: 'choice', title: button.title }, quotes };
  }
  if (content?.type !== 'interactive') throw noSuchChoice();
  if (content.action.kind === 'buttons' || content.action.kind === 'carousel') {
    const { action } = content;
    const buttons = action.kind === 'buttons' ? action.buttons : action.cards.flatMap((card) => card.buttons);
    const button = buttons.find(({ id }) => id === choiceId);
    if (!button) throw noSuchChoice();
    const wire = {
      interactive: { type: 'button_reply', button_reply: { id: button.id, title: button.title } },
      type: 'interactive',
    };
    return { wire, content: { type: 'choice', title: button.title }, quotes };
  }
  if (content.action.kind !== 'list') throw noSuchChoice();
  const row = content.action.sections.flatMap(({ rows }) => rows).find(({ id }) => id === choiceId);
  if (!row) throw noSuchChoice();
  const wire = { interactive: { type: 'list_reply', list_reply: row }, type: 'interactive' };
  const description = row.description ? { description: row.description } : {};
  return { wire, content: { type: 'choice', title: row.title, ...description }, quotes };
}

const noSuchChoice = () => new Refusal(400, 'That message has no such button or row.');

/** A cart sent from product cards. @see WhatsApp Business Platform, Webhooks, order messages */
function order(world: World, target: Message, { items, text: note }: Of<'order'>): CustomerMessage {
  if (items.length === 0) throw new Refusal(400, 'The cart is empty.');
  const lines = items.map(({ retailerId, quantity }) => {
    if (!Number.isInteger(quantity) || quantity < 1) throw new Refusal(400, 'Quantities are whole numbers from 1.');
    const product = world.settings.products.find((found) => found.retailerId === retailerId);
    return {
      retailerId,
      quantity,
      name: product?.name ?? retailerId,
      price: product?.price ?? 0,
      currency: product?.currency ?? 'USD',
    };
  });
  const productItems = lines.map(({ retailerId, quantity, price, currency }) => ({
    product_retailer_id: retailerId,
    quantity,
    item_price: price,
    currency,
  }));
  const wire = {
    order: { catalog_id: target.catalogId ?? '', text: note ?? '', product_items: productItems },
    type: 'order',
  };
  return { wire, content: { type: 'order', items: lines, ...(note ? { text: note } : {}) }, quotes: target.id };
}

function knownMessage(world: World, person: Person, business: BusinessPhone, id: string): Message {
  const message = world.messages.get(id);
  if (message?.phoneId !== person.id || message.numberId !== business.phoneNumberId) {
    throw new Refusal(404, 'That message is not in this chat.');
  }
  return message;
}
