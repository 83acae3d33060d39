import { z } from 'zod';
import { requireContact } from '../contacts/index.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import type { OpenDirectory } from './directory.ts';
import type { Saying, SendDoor } from './send-door.ts';
import { templateText } from './template-text.ts';

/** What a customer would read of a notice, or why they would read nothing. */
export const NoticeView = z.object({
  way: z.enum(['text', 'template', 'none']).describe('Free text while the service window is open, else the template.'),
  language: z.string(),
  text: z.string().nullable().describe('What the customer reads.'),
  template: z.string().nullable(),
  reason: z.string().nullable().describe('Why nothing is sent: a kind of problem.'),
  advice: z.string().nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;

/** Word to a customer that something of theirs moved on: as text inside the service window, else as a template. */
export type Notice = {
  contactId: string;
  /** In the customer's language; null: they are not told about this. */
  textIn(language: string): string | null;
  template: string;
  /** What fills the template's text. `name`: of the contact; may be empty. */
  parametersIn(language: string, name: string): string[];
};

export type NoticeParts = { directory: OpenDirectory; door: SendDoor };

/** Both forms of a notice; the door takes the one that may go. Null when nobody is told. */
export async function noticeSaying(
  ctx: Ctx,
  { directory, door }: NoticeParts,
  business: Business,
  notice: Notice,
): Promise<Saying | null> {
  const { name, language: spoken } = await requireContact(ctx.db, business.id, notice.contactId);
  const language = spoken ?? business.languages[0] ?? 'en';
  const body = notice.textIn(language);
  if (!body) return null;
  const inLanguage = (words: string): Saying => ({
    author: 'system',
    content: { type: 'text', body },
    template: {
      name: notice.template,
      components: [
        { type: 'body', parameters: notice.parametersIn(words, name).map((text) => ({ type: 'text', text })) },
      ],
    },
  });
  const saying = inLanguage(language);
  if (!directory.channelOf(business.id)) return saying; // the door says that there is no number
  const content = await door.wouldSay(business, notice.contactId, saying);
  // The template may not exist in the customer's language: its words are then all of the one it has.
  return content.type === 'template' ? inLanguage(content.language) : saying;
}

/** What the customer would read now. */
export async function previewNotice(
  ctx: Ctx,
  parts: NoticeParts,
  business: Business,
  notice: Notice,
): Promise<NoticeView> {
  const contact = await requireContact(ctx.db, business.id, notice.contactId);
  const language = contact.language ?? business.languages[0] ?? 'en';
  const said = { language, text: null, template: null, reason: null, advice: null };
  try {
    const saying = await noticeSaying(ctx, parts, business, notice);
    if (!saying)
      return { ...said, way: 'none', reason: 'nothing-to-say', advice: 'Customers are not told about this step.' };
    const content = await parts.door.wouldSay(business, notice.contactId, saying);
    if (content.type === 'text') return { ...said, way: 'text', text: content.body };
    if (content.type !== 'template') throw new Error(`a notice is no ${content.type}`);
    const text = await templateText(ctx, parts.directory, business, content);
    return { ...said, way: 'template', language: content.language, text, template: content.name };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { ...said, way: 'none', reason: error.kind, advice: error.message };
  }
}
