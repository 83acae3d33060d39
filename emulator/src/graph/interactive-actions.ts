import { isJson, type Json } from '../json.ts';
import type { BubbleAction, ProductCard } from '../phone-api.ts';
import type { World } from '../world.ts';
import { GraphError, invalidValue, missingParameter } from './errors.ts';
import { allDifferent, isLonger, listAt, objectAt, optionalTextIn, textIn } from './fields.ts';

/** The `action` of each interactive type. Numbers: WhatsApp Business Platform, Messages, Interactive messages. */
const MOST_BUTTONS = 3;
const LONGEST_BUTTON_TITLE = 20;
const LONGEST_BUTTON_ID = 256;
const MOST_SECTIONS = 10;
const MOST_ROWS = 10;
const LONGEST_SECTION_TITLE = 24;
const LONGEST_ROW_ID = 200;
const LONGEST_ROW_TITLE = 24;
const LONGEST_ROW_DESCRIPTION = 72;
const MOST_PRODUCTS = 30;
const LONGEST_FORM_BUTTON = 30;
const LONGEST_OTHER = 2_000;

export function replyButtons(_world: World, action: Json): BubbleAction {
  const buttons = listAt(action, 'buttons', "interactive['action']['buttons']", 1, MOST_BUTTONS).map((button) => {
    if (button.type !== 'reply') throw invalidValue('Button type must be reply.');
    const reply = objectAt(button, 'reply', 'reply');
    return { id: idIn(reply, LONGEST_BUTTON_ID, 'Button'), title: titleIn(reply, LONGEST_BUTTON_TITLE, 'Button') };
  });
  allDifferent(
    buttons.map(({ id }) => id),
    'Button ids',
  );
  allDifferent(
    buttons.map(({ title }) => title),
    'Button titles',
  );
  return { kind: 'buttons', buttons };
}

export function list(_world: World, action: Json): BubbleAction {
  const button = textIn(action, 'button', "interactive['action']['button']", LONGEST_BUTTON_TITLE);
  const given = listAt(action, 'sections', "interactive['action']['sections']", 1, MOST_SECTIONS);
  const sections = given.map((section) => ({ ...sectionTitle(section, given.length), rows: rowsOf(section) }));
  const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id));
  if (ids.length > MOST_ROWS) throw invalidValue(`Total row count exceed max allowed count: ${MOST_ROWS}`);
  allDifferent(ids, 'Row ids');
  return { kind: 'list', button, sections };
}

function rowsOf(section: Json) {
  return listAt(section, 'rows', 'rows', 1, MOST_ROWS).map((row) => {
    const description = optionalTextIn(row, 'description', "row['description']", LONGEST_ROW_DESCRIPTION);
    const required = { id: idIn(row, LONGEST_ROW_ID, 'Row'), title: titleIn(row, LONGEST_ROW_TITLE, 'Row') };
    return description === undefined ? required : { ...required, description };
  });
}

export function linkButton(_world: World, action: Json): BubbleAction {
  requireName(action, 'cta_url');
  const parameters = objectAt(action, 'parameters', "interactive['action']['parameters']");
  const title = textIn(parameters, 'display_text', "parameters['display_text']", LONGEST_BUTTON_TITLE);
  const url = textIn(parameters, 'url', "parameters['url']", LONGEST_OTHER);
  if (!/^https?:\/\//i.test(url)) throw invalidValue("parameters['url'] must begin with http:// or https://.");
  return { kind: 'link', title, url };
}

/** An action that is nothing but its name. */
export function named(name: string, shown: BubbleAction) {
  return (_world: World, action: Json): BubbleAction => {
    requireName(action, name);
    return shown;
  };
}

export function product(world: World, action: Json): BubbleAction {
  textIn(action, 'catalog_id', "interactive['action']['catalog_id']", LONGEST_OTHER);
  return { kind: 'products', sections: [{ products: [cardOf(world, action)] }] };
}

export function productList(world: World, action: Json): BubbleAction {
  textIn(action, 'catalog_id', "interactive['action']['catalog_id']", LONGEST_OTHER);
  return { kind: 'products', sections: productSections(world, action) };
}

/** Products in sections, as product lists and templates have them. */
export function productSections(world: World, action: Json) {
  const given = listAt(action, 'sections', "action['sections']", 1, MOST_SECTIONS);
  const sections = given.map((section) => ({
    ...sectionTitle(section, given.length),
    products: listAt(section, 'product_items', 'product_items', 1, MOST_PRODUCTS).map((item) => cardOf(world, item)),
  }));
  const count = sections.reduce((sum, { products }) => sum + products.length, 0);
  if (count > MOST_PRODUCTS) throw invalidValue(`Total product count exceed max allowed count: ${MOST_PRODUCTS}`);
  return sections;
}

export function catalogue(_world: World, action: Json): BubbleAction {
  requireName(action, 'catalog_message');
  return { kind: 'catalogue', title: 'View catalog' };
}

/** @see WhatsApp Business Platform, Flows, Sending a Flow. The label's limit is 20 in clients and 30 in Meta's OpenAPI description. */
export function form(_world: World, action: Json): BubbleAction {
  requireName(action, 'flow');
  const parameters = objectAt(action, 'parameters', "interactive['action']['parameters']");
  const id = optionalTextIn(parameters, 'flow_id', "parameters['flow_id']", LONGEST_OTHER);
  const name = optionalTextIn(parameters, 'flow_name', "parameters['flow_name']", LONGEST_OTHER);
  const flow = id ?? name;
  if (flow === undefined) throw missingParameter('One of flow_id and flow_name is required.');
  if (id !== undefined && name !== undefined) throw invalidValue('Only one of flow_id and flow_name may be set.');
  const title = textIn(parameters, 'flow_cta', "parameters['flow_cta']", LONGEST_FORM_BUTTON);
  const payload = parameters.flow_action_payload;
  if (isJson(payload) && isJson(payload.data) && Object.keys(payload.data).length === 0) {
    throw invalidValue('flow_action_payload.data must not be empty.');
  }
  return { kind: 'form', title, flowId: flow };
}

function cardOf(world: World, item: Json): ProductCard {
  const retailerId = textIn(item, 'product_retailer_id', 'product_retailer_id', LONGEST_OTHER);
  const known = world.settings.products.find((card) => card.retailerId === retailerId);
  if (!known && world.settings.products.length > 0) {
    throw new GraphError(131009, { details: `Product ${retailerId} was not found in the catalog.` });
  }
  return known ?? { retailerId, name: retailerId, price: 0, currency: 'USD' };
}

function sectionTitle(section: Json, sections: number): { title?: string } {
  const title = optionalTextIn(section, 'title', "section['title']", LONGEST_SECTION_TITLE);
  if (title === undefined && sections > 1)
    throw missingParameter('Section titles are required when there are several.');
  return title === undefined ? {} : { title };
}

export function idIn(value: Json, longest: number, what: string): string {
  const { id } = value;
  if (typeof id !== 'string' || id === '') throw missingParameter(`${what} id is required.`);
  if (isLonger(id, longest)) throw invalidValue(`${what} id is too long. Max length is ${longest}`);
  if (id.trim() !== id) throw invalidValue(`${what} id must not begin or end with a blank.`);
  return id;
}

export function titleIn(value: Json, longest: number, what: string): string {
  const { title } = value;
  const isEmpty = typeof title !== 'string' || title.trim() === '';
  if (isEmpty || isLonger(title, longest)) {
    throw invalidValue(`${what} title length invalid. Min length: 1, Max length: ${longest}`);
  }
  return title;
}

function requireName(action: Json, name: string): void {
  if (action.name !== name) throw invalidValue(`interactive['action']['name'] must be ${name}.`);
}
