import type { FileRef, InboundContent } from '../conversations/api.ts';
import type { Said } from './flows/turn.ts';

/**
 * What a flow can use of a message.
 *
 * @returns null for what is no request: reactions, edits, withdrawn messages, notices of the platform.
 */
export function readContent(content: InboundContent): Said | null {
  const said = (more: Partial<Said>): Said => ({
    text: '',
    tap: null,
    media: [],
    content: content.type,
    readable: false,
    ...more,
  });
  const file = (ref: FileRef, caption = '') =>
    said({ media: referenceOf(ref), text: caption, readable: caption !== '' });
  switch (content.type) {
    case 'text':
      return said({ text: content.body, readable: true });
    case 'choice':
      return said({ text: content.title, tap: content.id, readable: true });
    case 'image':
    case 'video':
    case 'document':
      return file(content.file, content.caption);
    case 'audio':
      return file(content.file);
    case 'order':
      return said({ text: content.text ?? '', readable: true });
    case 'welcome_request':
      return said({ readable: true });
    case 'sticker':
    case 'location':
    case 'contacts':
    case 'unsupported':
    case 'unknown':
      return said({});
    case 'reaction':
    case 'system':
    case 'edit':
    case 'revoke':
    case 'erased':
    case 'form_reply':
    case 'call_permission_reply':
      return null;
  }
}

/** A burst as one answer: all the words, all the files. */
export function readTogether(burst: Said[]): Said {
  const [first, ...others] = burst;
  if (others.length === 0) return first!;
  return {
    text: burst
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n'),
    tap: burst.findLast(({ tap }) => tap !== null)?.tap ?? null,
    media: burst.flatMap(({ media }) => media),
    content: burst.findLast(({ content }) => content !== 'sticker')?.content ?? first!.content,
    readable: burst.some(({ readable }) => readable),
  };
}

const referenceOf = ({ mediaId, providerMediaId, link }: FileRef): string[] => {
  const reference = mediaId ?? providerMediaId ?? link;
  return reference ? [reference] : [];
};
