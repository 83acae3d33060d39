import type { Content } from './api.ts';

const LONGEST = 140;

/**
 * The words of a message as a list shows them, on one line. Null when it has none: then the list says its type.
 */
export function previewOf(content: Content): string | null {
  const words = wordsOf(content)?.replaceAll(/\s+/g, ' ').trim();
  if (!words) return null;
  return words.length > LONGEST ? `${[...words].slice(0, LONGEST - 1).join('')}…` : words;
}

function wordsOf(content: Content): string | undefined {
  switch (content.type) {
    case 'image':
    case 'video':
      return content.caption;
    case 'document':
      return content.caption ?? content.file.fileName;
    case 'location':
      return content.name ?? content.address;
    case 'contacts':
      return content.contacts.map(({ name }) => name.formatted).join(', ');
    case 'reaction':
      return content.emoji;
    case 'choice':
      return content.title;
    case 'order':
      return content.text;
    case 'template':
      return content.name;
    default:
      return 'body' in content ? content.body : undefined;
  }
}
