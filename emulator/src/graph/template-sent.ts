import { isJson, type Json, numeric, said } from '../json.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import { mismatch } from './template-values.ts';

/** The `components` of a template message as they were sent, sorted by what they are for. */
export type SentParts = { header: Json[]; body: Json[]; buttons: Map<number, SentButton> };
export type SentButton = { subType: string; parameters: Json[] };
export type SentComponents = SentParts & { cards: (SentParts & { index: number })[]; offer: Json[] };

/** @see WhatsApp Business Platform, Templates, Components, Buttons */
const MOST_BUTTONS = 10;
const TYPES = ['HEADER', 'BODY', 'BUTTON', 'CAROUSEL', 'LIMITED_TIME_OFFER'];

/** @throws GraphError when a component is none, or lacks what it needs. */
export function sentComponents(value: Json): SentComponents {
  const sent: SentComponents = { ...empty(), cards: [], offer: [] };
  for (const component of objectsIn(value.components ?? [], "template['components']")) {
    const type = said(component.type).toUpperCase();
    if (type === 'CAROUSEL') sent.cards = objectsIn(component.cards ?? [], 'cards').map(sentCard);
    else if (type === 'LIMITED_TIME_OFFER') sent.offer = parametersOf(component);
    else addPart(sent, component, type);
  }
  return sent;
}

function sentCard(card: Json, place: number) {
  const parts = empty();
  for (const component of objectsIn(card.components ?? [], 'components')) {
    addPart(parts, component, said(component.type).toUpperCase());
  }
  return { ...parts, index: typeof card.card_index === 'number' ? card.card_index : place };
}

function addPart(parts: SentParts, component: Json, type: string): void {
  if (type === 'HEADER') parts.header = parametersOf(component);
  else if (type === 'BODY') parts.body = parametersOf(component);
  else if (type === 'BUTTON') {
    parts.buttons.set(buttonIndex(component), { subType: subTypeOf(component), parameters: parametersOf(component) });
  } else {
    throw invalidParameter(`Param template['components'][type] must be one of {${TYPES.join(', ')}} - got "${type}".`);
  }
}

function parametersOf({ parameters }: Json): Json[] {
  return objectsIn(parameters ?? [], "template['components']['parameters']");
}

function buttonIndex(component: Json): number {
  const index = numeric(component.index);
  if (component.index === undefined) throw missingParameter('Button components need an index.');
  if (!Number.isInteger(index) || index < 0 || index >= MOST_BUTTONS)
    throw mismatch(`Button index ${said(component.index)} is out of range.`);
  return index;
}

function subTypeOf(component: Json): string {
  if (typeof component.sub_type !== 'string') throw missingParameter('Button components need a sub_type.');
  return component.sub_type.toLowerCase();
}

function objectsIn(list: unknown, path: string): Json[] {
  if (!Array.isArray(list)) throw invalidParameter(`Param ${path} must be an array.`);
  return list.map((item) => {
    if (!isJson(item)) throw invalidParameter(`Param ${path} must be an array of objects.`);
    return item;
  });
}

const empty = (): SentParts => ({ header: [], body: [], buttons: new Map() });
