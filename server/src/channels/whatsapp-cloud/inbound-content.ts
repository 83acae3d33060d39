import type { InboundContent } from '../../conversations/api.ts';
import { readJsonText } from '../../platform/json.ts';
import { cleanJson } from '../../platform/text.ts';
import { readPeople } from './inbound-people.ts';
import type { Json } from './wire.ts';
import { compact, flagAt, idAt, isObject, lineAt, listAt, momentAt, numberAt, objectAt, textAt } from './wire.ts';

/**
 * What a customer sent, in our words.
 *
 * Nothing is refused: a type that cannot be shown comes as `unsupported` with Meta's reason, a type we do not know, or
 * one that lacks what makes it up, as `unknown` with everything Meta sent.
 *
 * @param errors what Meta says about the whole webhook; some messages arrive empty and are explained there.
 * @see WhatsApp Business Platform, Webhooks, "messages" reference, one page for each type
 */
export function readContent(message: Json, errors: readonly unknown[] = []): InboundContent {
  const type = textAt(message, 'type') ?? '';
  const content = READERS.get(type)?.(message) ?? readProblem(message, type, errors);
  return content ? compact(content) : { type: 'unknown', kind: type, raw: cleanJson(message) };
}

/** @returns undefined when the message lacks what its type needs. */
type Reader = (message: Json) => InboundContent | undefined;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['text', readText],
  ['interactive', readInteractive],
  ['button', readTemplateButton],
  ['image', (message) => withFile(message, 'image', (file, { caption }) => ({ type: 'image', file, caption }))],
  ['video', (message) => withFile(message, 'video', (file, { caption }) => ({ type: 'video', file, caption }))],
  [
    'document',
    (message) => withFile(message, 'document', (file, { caption }) => ({ type: 'document', file, caption })),
  ],
  ['audio', (message) => withFile(message, 'audio', (file, { voice }) => ({ type: 'audio', file, voice }))],
  ['voice', (message) => withFile(message, 'voice', (file) => ({ type: 'audio', file, voice: true }))],
  ['sticker', (message) => withFile(message, 'sticker', (file, { animated }) => ({ type: 'sticker', file, animated }))],
  ['location', readLocation],
  ['contacts', readContacts],
  ['reaction', readReaction],
  ['order', readOrder],
  ['system', readSystem],
  ['edit', readEdit],
  ['revoke', readRevoke],
  ['request_welcome', () => ({ type: 'welcome_request' })],
  ['unsupported', readUnsupported],
]);

function readText(message: Json): InboundContent | undefined {
  const body = textAt(objectAt(message, 'text') ?? {}, 'body');
  return body === undefined ? undefined : { type: 'text', body };
}

type File = Extract<InboundContent, { type: 'image' }>['file'];
type FileExtras = { caption?: string; voice?: boolean; animated?: boolean };

function withFile(
  message: Json,
  key: string,
  content: (file: File, extras: FileExtras) => InboundContent,
): InboundContent | undefined {
  const media = objectAt(message, key);
  const providerMediaId = media && idAt(media, 'id');
  if (!providerMediaId) return undefined;

  const file = compact({
    providerMediaId,
    mimeType: lineAt(media, 'mime_type'),
    sha256: idAt(media, 'sha256'),
    fileName: lineAt(media, 'filename'),
  });
  const caption = textAt(media, 'caption');
  return content(file, { caption, voice: flagAt(media, 'voice'), animated: flagAt(media, 'animated') });
}

function readLocation(message: Json): InboundContent | undefined {
  const location = objectAt(message, 'location') ?? {};
  const latitude = numberAt(location, 'latitude');
  const longitude = numberAt(location, 'longitude');
  if (latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;

  const name = lineAt(location, 'name');
  return {
    type: 'location',
    latitude,
    longitude,
    name,
    address: textAt(location, 'address'),
    url: textAt(location, 'url'),
  };
}

function readContacts(message: Json): InboundContent | undefined {
  const cards = listAt(message, 'contacts').filter(isObject);
  if (cards.length === 0) return undefined;
  return { type: 'contacts', contacts: readPeople(cards), origin: idAt(cards[0]!, 'origin') };
}

function readReaction(message: Json): InboundContent | undefined {
  const reaction = objectAt(message, 'reaction') ?? {};
  const to = idAt(reaction, 'message_id');
  // A reaction is taken back by an empty emoji or by none at all.
  return to ? { type: 'reaction', to, emoji: textAt(reaction, 'emoji') ?? '' } : undefined;
}

/** The quick reply of a template. Its payload is the label unless the sender chose another. */
function readTemplateButton(message: Json): InboundContent | undefined {
  const button = objectAt(message, 'button') ?? {};
  const id = idAt(button, 'payload') ?? idAt(button, 'text');
  return id ? { type: 'choice', id, title: textAt(button, 'text') ?? id, of: 'template' } : undefined;
}

function readInteractive(message: Json): InboundContent | undefined {
  const interactive = objectAt(message, 'interactive') ?? {};
  const kind = textAt(interactive, 'type') ?? '';
  const reply = objectAt(interactive, kind);
  return reply && INTERACTIVE_READERS.get(kind)?.(reply);
}

const INTERACTIVE_READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['button_reply', (reply) => readChoice(reply, 'button')],
  ['list_reply', (reply) => readChoice(reply, 'list')],
  ['nfm_reply', readFormReply],
  ['call_permission_reply', readCallPermission],
]);

function readChoice(reply: Json, of: 'button' | 'list'): InboundContent | undefined {
  const id = idAt(reply, 'id');
  if (!id) return undefined;
  return {
    type: 'choice',
    id,
    title: textAt(reply, 'title') ?? id,
    description: textAt(reply, 'description'),
    of,
  };
}

function readFormReply(reply: Json): InboundContent {
  const response = readFormData(textAt(reply, 'response_json') ?? '{}');
  return { type: 'form_reply', name: lineAt(reply, 'name') ?? 'flow', body: textAt(reply, 'body'), response };
}

/** JSON inside a JSON text. What we cannot read of it is kept as it came, under `unreadable`. */
function readFormData(text: string): Record<string, unknown> {
  try {
    const data = cleanJson(readJsonText(text));
    return isObject(data) ? data : { unreadable: text };
  } catch {
    return { unreadable: text };
  }
}

function readCallPermission(reply: Json): InboundContent | undefined {
  const response = textAt(reply, 'response');
  if (response !== 'accept' && response !== 'reject') return undefined;
  const expiresAt = momentAt(reply, 'expiration_timestamp')?.toISOString();
  return { type: 'call_permission_reply', accepted: response === 'accept', expiresAt };
}

/** A cart counts as a whole: with one line missing it would be another order. */
function readOrder(message: Json): InboundContent | undefined {
  const order = objectAt(message, 'order') ?? {};
  const catalogId = idAt(order, 'catalog_id');
  const items = listAt(order, 'product_items').map(readOrderedItem);
  const whole = items.filter((item) => item !== undefined);
  if (!catalogId || whole.length === 0 || whole.length < items.length) return undefined;
  return { type: 'order', catalogId, text: textAt(order, 'text') || undefined, items: whole };
}

type OrderedItem = Extract<InboundContent, { type: 'order' }>['items'][number];

function readOrderedItem(value: unknown): OrderedItem | undefined {
  const item = isObject(value) ? value : {};
  const retailerId = idAt(item, 'product_retailer_id');
  const quantity = numberAt(item, 'quantity');
  const unitPrice = numberAt(item, 'item_price');
  const currency = textAt(item, 'currency');
  if (!retailerId || !currency || unitPrice === undefined || quantity === undefined) return undefined;
  return Number.isSafeInteger(quantity) && quantity > 0 ? { retailerId, quantity, unitPrice, currency } : undefined;
}

function readSystem(message: Json): InboundContent | undefined {
  const system = objectAt(message, 'system');
  const kind = system && textAt(system, 'type');
  return kind ? { type: 'system', kind, body: textAt(system, 'body') } : undefined;
}

function readEdit(message: Json): InboundContent | undefined {
  const edit = objectAt(message, 'edit') ?? {};
  const of = idAt(edit, 'original_message_id');
  const content = objectAt(edit, 'message');
  return of && content ? { type: 'edit', of, content: readContent(content) } : undefined;
}

function readRevoke(message: Json): InboundContent | undefined {
  const of = idAt(objectAt(message, 'revoke') ?? {}, 'original_message_id');
  return of ? { type: 'revoke', of } : undefined;
}

function readUnsupported(message: Json): InboundContent {
  const kind = textAt(objectAt(message, 'unsupported') ?? {}, 'type');
  return { type: 'unsupported', kind, ...readReason(listAt(message, 'errors')) };
}

/** A message of any type can come without its content and with the reason instead. "unknown" is an older spelling. */
function readProblem(message: Json, type: string, webhookErrors: readonly unknown[]): InboundContent | undefined {
  const own = listAt(message, 'errors');
  const errors = own.length > 0 ? own : objectAt(message, type) ? [] : webhookErrors;
  if (errors.length === 0 && type !== 'unknown') return undefined;
  return { type: 'unsupported', kind: type === 'unknown' ? undefined : type, ...readReason(errors) };
}

function readReason(errors: readonly unknown[]): { code?: string; details?: string } {
  const error = errors.find(isObject) ?? {};
  const details = textAt(objectAt(error, 'error_data') ?? {}, 'details');
  return { code: idAt(error, 'code'), details: details ?? textAt(error, 'message') ?? textAt(error, 'title') };
}
