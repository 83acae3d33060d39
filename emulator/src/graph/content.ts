import type { Json } from '../json.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import { objectAt } from './fields.ts';
import { interactiveContent } from './interactive.ts';
import { mediaContent } from './media-content.ts';
import type { Sendable } from './sendable.ts';
import { contactsContent, locationContent, reactionContent, textContent } from './simple-content.ts';
import { templateContent } from './template-content.ts';

const TYPES = [
  'audio',
  'contacts',
  'document',
  'image',
  'interactive',
  'location',
  'reaction',
  'sticker',
  'template',
  'text',
  'video',
];

/**
 * Checks the part of a send that depends on its type.
 *
 * @throws GraphError for what Meta refuses at once.
 */
export function contentOf(world: World, business: BusinessPhone, type: string, body: Json): Sendable {
  if (type === 'text') return textContent(required(body, type));
  switch (type) {
    case 'interactive':
      return interactiveContent(world, required(body, type));
    case 'template':
      return templateContent(world, business, required(body, type));
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return mediaContent(world, type, required(body, type));
    case 'location':
      return locationContent(required(body, type));
    case 'contacts':
      return contactsContent(body);
    case 'reaction':
      return reactionContent(world, required(body, type));
  }
  throw invalidParameter(`Param type must be one of {${TYPES.join(', ').toUpperCase()}} - got "${type}".`);
}

function required(body: Json, type: string): Json {
  if (body[type] === undefined) throw missingParameter(`Parameter '${type}' is mandatory for type '${type}'`);
  return objectAt(body, type, type);
}
