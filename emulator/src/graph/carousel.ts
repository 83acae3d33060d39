import { isJson, type Json, said } from '../json.ts';
import type { CarouselCard } from '../phone-api.ts';
import type { World } from '../world.ts';
import { invalidValue } from './errors.ts';
import { allDifferent, listAt, objectAt, optionalTextIn, textIn } from './fields.ts';
import { idIn, linkButton, titleIn } from './interactive-actions.ts';
import { mediaAt } from './media-content.ts';
import type { Sendable } from './sendable.ts';

/** @see WhatsApp Business Platform, Messages, Interactive media carousel messages */
const CARDS = { least: 2, most: 10 };
const LONGEST_BODY = 160;
const MOST_LINE_BREAKS = 2;
const LONGEST_TITLE = 20;
const LONGEST_ID = 256;
/** How many quick replies one card may have was not found; reply buttons have the same limit. */
const MOST_REPLIES = 3;

type Part = Pick<Sendable, 'links' | 'failure'>;
type Read = { card: CarouselCard; shape: string } & Part;

/** The cards of an interactive carousel: each with a picture or video, and all with the same kind of buttons. */
export function carouselCards(world: World, action: Json): { cards: CarouselCard[] } & Part {
  const given = listAt(action, 'cards', "interactive['action']['cards']", CARDS.least, CARDS.most);
  allDifferent(
    given.map(({ card_index: index }) => said(index)),
    'Card indexes',
  );
  const read = given.map((card) => cardOf(world, card));
  if (new Set(read.map(({ shape }) => shape)).size > 1) {
    throw invalidValue('All cards must have the same header type and the same type and number of buttons.');
  }
  const links = read.flatMap((card) => card.links ?? []);
  const failure = read.find((card) => card.failure)?.failure;
  return {
    cards: read.map(({ card }) => card),
    ...(links.length ? { links } : {}),
    ...(failure ? { failure } : {}),
  };
}

function cardOf(world: World, card: Json): Read {
  const header = objectAt(card, 'header', "card['header']");
  const { type } = header;
  if (type !== 'image' && type !== 'video') throw invalidValue('A card needs an image or video header.');
  const path = `card['header']['${type}']`;
  const { media, ...rest } = mediaAt(world, type, objectAt(header, type, path), path);
  const buttons = buttonsOf(world, objectAt(card, 'action', "card['action']"));
  const body = bodyOf(card);
  return {
    card: { header: { type, media }, ...(body === undefined ? {} : { body }), ...buttons },
    shape: `${type}/${buttons.link ? 'link' : buttons.buttons.length}`,
    ...rest,
  };
}

function bodyOf({ body }: Json): string | undefined {
  if (!isJson(body)) return undefined;
  const text = optionalTextIn(body, 'text', "card['body']['text']", LONGEST_BODY);
  if (text !== undefined && text.split('\n').length - 1 > MOST_LINE_BREAKS) {
    throw invalidValue(`A card body has at most ${MOST_LINE_BREAKS} line breaks.`);
  }
  return text;
}

function buttonsOf(world: World, action: Json): Pick<CarouselCard, 'buttons' | 'link'> {
  if (action.buttons === undefined) {
    const link = linkButton(world, action);
    return link.kind === 'link' ? { buttons: [], link: { title: link.title, url: link.url } } : { buttons: [] };
  }
  const buttons = listAt(action, 'buttons', "card['action']['buttons']", 1, MOST_REPLIES).map((button) => {
    if (textIn(button, 'type', "button['type']", 40) !== 'quick_reply')
      throw invalidValue('Button type must be quick_reply.');
    const reply = objectAt(button, 'quick_reply', 'quick_reply');
    return { id: idIn(reply, LONGEST_ID, 'Button'), title: titleIn(reply, LONGEST_TITLE, 'Button') };
  });
  return { buttons };
}
