import { isJson, type Json, said } from '../json.ts';
import type { BubbleAction, BubbleContent, BubbleHeader } from '../phone-api.ts';
import type { World } from '../world.ts';
import { carouselCards } from './carousel.ts';
import { GraphError, invalidParameter, invalidValue, missingParameter } from './errors.ts';
import { objectAt, onlyKeys, optionalTextIn, textIn } from './fields.ts';
import * as actions from './interactive-actions.ts';
import { mediaAt } from './media-content.ts';
import type { Sendable } from './sendable.ts';

type HeaderType = BubbleHeader['type'];
/** An action with files of its own. */
type Read = { action: BubbleAction } & Pick<Sendable, 'links' | 'failure'>;
type Rules = {
  headers: HeaderType[];
  headerRequired?: true;
  body: 'required' | 'optional' | 'none';
  longestBody: number;
  action: (world: World, action: Json) => BubbleAction | Read;
};

const ANY_HEADER: HeaderType[] = ['text', 'image', 'video', 'document'];
const LONGEST_HEADER = 60;
const LONGEST_FOOTER = 60;
const LONGEST_BODY = 1_024;
const LONGEST_LIST_BODY = 4_096;
const KEYS = new Set(['type', 'header', 'body', 'footer', 'action']);

const plain = { headers: ANY_HEADER, body: 'required', longestBody: LONGEST_BODY } as const satisfies Omit<
  Rules,
  'action'
>;
const bare = { headers: [], body: 'required', longestBody: LONGEST_BODY } as const;

/** @see WhatsApp Business Platform, Messages, Interactive messages */
const RULES: Record<string, Rules> = {
  button: { ...plain, headers: ANY_HEADER, action: actions.replyButtons },
  list: { ...plain, headers: ['text'], longestBody: LONGEST_LIST_BODY, action: actions.list },
  cta_url: { ...plain, action: actions.linkButton },
  location_request_message: {
    ...bare,
    headers: [],
    action: actions.named('send_location', { kind: 'location_request' }),
  },
  contact_request: { ...bare, headers: [], action: actions.named('request_contact_info', { kind: 'contact_request' }) },
  address_message: { ...bare, headers: [], action: actions.named('address_message', { kind: 'none' }) },
  product: { ...bare, headers: [], body: 'optional', action: actions.product },
  product_list: { ...bare, headers: ['text'], headerRequired: true, action: actions.productList },
  catalog_message: { ...bare, headers: [], action: actions.catalogue },
  flow: { ...plain, action: actions.form },
  carousel: { ...bare, headers: [], action: carousel },
  voice_call: { ...bare, headers: [], action: actions.named('voice_call', { kind: 'none' }) },
  call_permission_request: { ...bare, headers: [], action: actions.named('call_permission_request', { kind: 'none' }) },
  order_details: { ...plain, action: actions.named('review_and_pay', { kind: 'none' }) },
  order_status: { ...plain, action: actions.named('review_order', { kind: 'none' }) },
};

export function interactiveContent(world: World, value: Json): Sendable {
  const type = textIn(value, 'type', "interactive['type']", 100);
  const rules = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  if (!rules)
    throw invalidParameter(
      `Param interactive['type'] must be one of {${Object.keys(RULES).join(', ')}} - got "${type}".`,
    );
  onlyKeys(value, KEYS, 'interactive');

  const head = headerOf(world, value, rules);
  const body = bodyOf(value, rules);
  const footer = footerOf(value);
  const action = objectAt(value, 'action', "interactive['action']");
  const read = rules.action(world, action);
  const { action: shown, ...files } = 'kind' in read ? { action: read } : read;
  const links = [...(head?.links ?? []), ...(files.links ?? [])];
  const failure = head?.failure ?? files.failure;
  const content: BubbleContent = {
    type: 'interactive',
    ...(head ? { header: head.header } : {}),
    body,
    ...(footer === undefined ? {} : { footer }),
    action: shown,
  };
  return {
    content,
    category: 'service',
    ...(links.length ? { links } : {}),
    ...(failure ? { failure } : {}),
    ...catalogueOf(world, action, shown),
  };
}

/** Carousel messages fetch the files of their cards. */
function carousel(world: World, action: Json): Read {
  const { cards, ...rest } = carouselCards(world, action);
  return { action: { kind: 'carousel', cards }, ...rest };
}

/** Where a cart filled from this message will say it comes from. */
function catalogueOf(world: World, action: Json, shown: BubbleAction): Pick<Sendable, 'catalogId'> {
  if (typeof action.catalog_id === 'string') return { catalogId: action.catalog_id };
  return shown.kind === 'catalogue' ? { catalogId: world.settings.catalogId } : {};
}

function headerOf(
  world: World,
  value: Json,
  rules: Rules,
): ({ header: BubbleHeader } & Pick<Sendable, 'links' | 'failure'>) | null {
  if (value.header === undefined || value.header === null) {
    if (rules.headerRequired) throw missingParameter("Parameter interactive['header'] is required.");
    return null;
  }
  const header = objectAt(value, 'header', "interactive['header']");
  const type = rules.headers.find((allowed) => allowed === header.type);
  if (!type) throw invalidValue(`Header of type ${said(header.type)} is not allowed for this interactive type.`);
  if (type === 'text') {
    return { header: { type, text: textIn(header, 'text', "interactive['header']['text']", LONGEST_HEADER) } };
  }
  const path = `interactive['header']['${type}']`;
  const { media, ...rest } = mediaAt(world, type, objectAt(header, type, path), path);
  return { header: { type, media }, ...rest };
}

function bodyOf(value: Json, rules: Rules): string {
  if (rules.body === 'optional' && !isJson(value.body)) return '';
  const body = objectAt(value, 'body', "interactive['body']");
  const text = textIn(body, 'text', "interactive['body']['text']", rules.longestBody);
  if (!text.trim()) throw new GraphError(131009, { details: 'Body text must not be blank.' });
  return text;
}

function footerOf(value: Json): string | undefined {
  if (value.footer === undefined || value.footer === null) return undefined;
  const footer = objectAt(value, 'footer', "interactive['footer']");
  return optionalTextIn(footer, 'text', "interactive['footer']['text']", LONGEST_FOOTER);
}
