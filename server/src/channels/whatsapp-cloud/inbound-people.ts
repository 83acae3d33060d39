import type { InboundContent } from '../../conversations/api.ts';
import type { Json } from './wire.ts';
import { compact, idAt, isObject, lineAt, listAt, objectAt, textAt } from './wire.ts';

type Person = Extract<InboundContent, { type: 'contacts' }>['contacts'][number];

/**
 * Contact cards that a customer shared. A card that answers our request for the number may come without a name.
 *
 * @see WhatsApp Business Platform, Webhooks, "contacts messages"
 */
export function readPeople(cards: readonly Json[]): Person[] {
  return cards.map(readPerson);
}

function readPerson(card: Json): Person {
  const phones = entries(card, 'phones', readPhone);
  return compact({
    name: readName(objectAt(card, 'name') ?? {}, phones[0]?.phone ?? ''),
    phones,
    emails: entries(card, 'emails', readEmail),
    organization: readOrganization(card),
    urls: entries(card, 'urls', readUrl),
    addresses: listAt(card, 'addresses').filter(isObject).map(onlyTexts),
    birthday: lineAt(card, 'birthday'),
    vcard: textAt(card, 'vcard'),
  });
}

function readName(name: Json, otherwise: string): Person['name'] {
  const first = lineAt(name, 'first_name');
  const last = lineAt(name, 'last_name');
  const written = [first, last].filter(Boolean).join(' ');
  return compact({
    formatted: lineAt(name, 'formatted_name') ?? (written || otherwise),
    first,
    last,
    middle: lineAt(name, 'middle_name'),
    prefix: lineAt(name, 'prefix'),
    suffix: lineAt(name, 'suffix'),
  });
}

function readPhone(entry: Json): Person['phones'][number] | undefined {
  const waId = idAt(entry, 'wa_id');
  const phone = lineAt(entry, 'phone') ?? waId;
  return phone ? compact({ phone, waId, type: lineAt(entry, 'type') }) : undefined;
}

function readEmail(entry: Json): Person['emails'][number] | undefined {
  const email = lineAt(entry, 'email');
  return email ? compact({ email, type: lineAt(entry, 'type') }) : undefined;
}

function readUrl(entry: Json): Person['urls'][number] | undefined {
  const url = lineAt(entry, 'url');
  return url ? compact({ url, type: lineAt(entry, 'type') }) : undefined;
}

function readOrganization(card: Json): Person['organization'] {
  const org = objectAt(card, 'org');
  if (!org || Object.keys(org).length === 0) return undefined;
  return compact({
    company: lineAt(org, 'company'),
    department: lineAt(org, 'department'),
    title: lineAt(org, 'title'),
  });
}

function entries<T>(card: Json, key: string, read: (entry: Json) => T | undefined): T[] {
  return listAt(card, key)
    .filter(isObject)
    .map(read)
    .filter((entry) => entry !== undefined);
}

/** Addresses vary by country; we keep whatever parts are words. */
function onlyTexts(object: Json): Record<string, string> {
  const texts = Object.keys(object).map((key) => [key, lineAt(object, key)] as const);
  return Object.fromEntries(texts.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}
