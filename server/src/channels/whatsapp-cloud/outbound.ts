import type { FileRef, OutboundContent } from '../../conversations/api.ts';
import type { Recipient } from '../../conversations/channel.ts';
import { fileToWire, type Wire } from './outbound-file.ts';
import { interactiveToWire } from './outbound-interactive.ts';

export type Addressing = {
  quotes?: string; // provider id of the message it visibly answers
  reference: string; // comes back with every status, as `biz_opaque_callback_data`
};

/**
 * The body of `POST /{phone-number-id}/messages`.
 *
 * Files must be at the provider already or lie anywhere on the web (`filesOf` tells which are not).
 *
 * @see WhatsApp Business Platform, "Messages", one page for each type
 */
export function toWire(content: OutboundContent, to: Recipient, { quotes, reference }: Addressing): Wire {
  // A reaction names its message itself; a context beside it is refused.
  const context = quotes && content.type !== 'reaction' ? { context: { message_id: quotes } } : undefined;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(to),
    ...context,
    biz_opaque_callback_data: reference,
    ...contentToWire(content),
  };
}

/** Whether WhatsApp can reach this person at all. */
export const isReachable = ({ waId, phone, bsuid }: Recipient): boolean => Boolean(waId || phone || bsuid);

/** Every file a message carries, wherever it stands. */
export function filesOf(content: OutboundContent): FileRef[] {
  if ('file' in content) return [content.file];
  if ('cards' in content) return content.cards.map((card) => card.header.file);
  const header = 'header' in content ? content.header : undefined;
  return typeof header === 'object' && header.type !== 'text' ? [header.file] : [];
}

/**
 * Without the plus sign, Meta puts the country code of the business in front of a number.
 *
 * @see WhatsApp Business Platform, "Phone number formats", and "Business-scoped user IDs" for `recipient`
 */
function addressOf({ waId, phone, bsuid }: Recipient): Wire {
  const number = waId ?? phone;
  return number ? { to: number.startsWith('+') ? number : `+${number}` } : { recipient: bsuid };
}

function contentToWire(content: OutboundContent): Wire {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: { body: content.body, preview_url: content.previewUrl ?? false } };
    case 'image':
    case 'video':
      return { type: content.type, [content.type]: { ...fileToWire(content.file), caption: content.caption } };
    case 'audio':
      return { type: 'audio', audio: { ...fileToWire(content.file), voice: content.voice } };
    case 'document': {
      const { file, caption } = content;
      return { type: 'document', document: { ...fileToWire(file), caption, filename: file.fileName } };
    }
    case 'sticker':
      return { type: 'sticker', sticker: fileToWire(content.file) };
    case 'location': {
      const { latitude, longitude, name, address } = content;
      return { type: 'location', location: { latitude, longitude, name, address } };
    }
    case 'contacts':
      return { type: 'contacts', contacts: content.contacts.map(personToWire) };
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: content.to, emoji: content.emoji } };
    case 'template':
      return { type: 'template', template: templateToWire(content) };
    default:
      return { type: 'interactive', interactive: interactiveToWire(content) };
  }
}

type Person = Extract<OutboundContent, { type: 'contacts' }>['contacts'][number];

function personToWire({ name, phones, emails, organization, urls, addresses, birthday }: Person): Wire {
  const { formatted, first, last, middle, prefix, suffix } = name;
  return {
    name: {
      formatted_name: formatted,
      first_name: first,
      last_name: last,
      middle_name: middle,
      prefix,
      suffix,
    },
    phones: phones.map(({ phone, waId, type }) => ({ phone, wa_id: waId, type })),
    emails: filled(emails),
    org: organization,
    urls: filled(urls),
    addresses: filled(addresses),
    birthday,
  };
}

const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

type Template = Extract<OutboundContent, { type: 'template' }>;

/** Components are already in the platform's words; only its spelling differs. */
function templateToWire({ name, language, components }: Template): Wire {
  return {
    name,
    language: { code: language },
    components: components.map(({ type, subType, index, parameters, cards }) => ({
      type,
      sub_type: subType,
      index: index?.toString(),
      parameters: cards ? undefined : parameters,
      cards,
    })),
  };
}
