import type { Ctx } from '../platform/context.ts';
import { later, SECOND } from '../platform/time.ts';
import type { OutboundContent } from './api.ts';
import type { Channel, ChannelRef } from './channel.ts';
import { templateNotApproved, templateParametersWrong, templateUnknown } from './problems.ts';
import type { ChannelRow, TemplateRow } from './schema.ts';
import { isSameLanguage, languagesOf, refreshTemplate } from './templates.ts';

export type TemplateContent = Extract<OutboundContent, { type: 'template' }>;
type Numbered = { row: ChannelRow; channel: Channel };

/** A mirror that would say no is read anew first, but a channel at most this often: 200 such calls an hour are allowed. */
const ASK_AGAIN_MS = 20 * SECOND;

/**
 * Looks at template messages before they are queued, so that none is sent which the platform would refuse: the
 * template is there, approved, in this language, and filled in as it was approved.
 */
export function templateChecker(ctx: Ctx) {
  const askedAt = new Map<string, Date>();

  /** @returns null when nobody can know: the channel's account cannot be read, so the platform has the word. */
  async function knownLanguages(open: Numbered, name: string, good: (rows: TemplateRow[]) => boolean) {
    const ref: ChannelRef = { businessId: open.row.businessId, channelId: open.row.id };
    const rows = await languagesOf(ctx.db, ref, name);
    const platform = open.channel.templates;
    if (good(rows)) return rows;
    if (!platform || open.row.accountId === null) return rows.length > 0 ? rows : null;
    const last = askedAt.get(open.row.id);
    if (last && later(last, ASK_AGAIN_MS) > ctx.now()) return rows;
    askedAt.set(open.row.id, ctx.now());
    const isRead = await refreshTemplate(ctx, ref, platform, name);
    if (!isRead && rows.length === 0) return null;
    return languagesOf(ctx.db, ref, name);
  }

  return {
    /**
     * The approved language of a template that suits a reader best: exactly one of `wanted`, or a near one ("en_GB" for
     * "en"), or the only one there is.
     *
     * @throws template-unknown, template-not-approved
     */
    async languageFor(open: Numbered, name: string, wanted: string[]): Promise<string> {
      const isApproved = ({ status }: TemplateRow) => status === 'APPROVED';
      const rows = (await knownLanguages(open, name, (all) => all.some(isApproved))) ?? [];
      const approved = rows.filter(isApproved).map(({ language }) => language);
      for (const one of wanted) {
        const found = approved.find((language) => language === one) ?? approved.find((l) => isSameLanguage(l, one));
        if (found) return found;
      }
      if (approved[0]) return approved[0];
      throw rows[0] ? notApproved(rows[0]) : templateUnknown(name, wanted[0] ?? null, []);
    },

    /**
     * @returns the mirrored template; null when nobody can know whether it may be sent.
     * @throws template-unknown, template-not-approved, template-parameters-wrong
     */
    async check(open: Numbered, content: TemplateContent): Promise<TemplateRow | null> {
      const { name, language } = content;
      const find = (rows: TemplateRow[]) => rows.find((row) => row.language === language);
      const rows = await knownLanguages(open, name, (all) => find(all)?.status === 'APPROVED');
      if (rows === null) return null;
      const template = find(rows);
      if (!template) {
        throw templateUnknown(
          name,
          language,
          rows.map((row) => row.language),
        );
      }
      if (template.status !== 'APPROVED') throw notApproved(template);
      const violations = open.channel.templates?.checkParameters(template, content) ?? [];
      if (violations.length > 0) {
        throw templateParametersWrong(name, violations, open.channel.templates?.slotsOf(template) ?? []);
      }
      return template;
    },
  };
}
export type TemplateChecker = ReturnType<typeof templateChecker>;

const notApproved = (template: TemplateRow) =>
  templateNotApproved(template, ADVICE.get(template.status) ?? `its status is ${template.status}.`);

/** What a status means to who wants to send. @see WhatsApp Business Platform, "Template status" */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['PENDING', 'WhatsApp is still reviewing it. That takes minutes, up to a day.'],
  ['IN_APPEAL', 'its rejection is being looked at again. Wait, or use another one.'],
  ['REJECTED', 'WhatsApp rejected it. Change it as the reason says and submit it again.'],
  ['PAUSED', 'it is paused because people did not like it. It comes back after some hours; improve it meanwhile.'],
  ['DISABLED', 'it was paused too often and is disabled. Make a new one with better content.'],
  ['LIMIT_EXCEEDED', 'the account has too many templates. Delete some that are not used.'],
  ['PENDING_DELETION', 'it is being deleted.'],
  ['ARCHIVED', 'it was not used for a year and is archived. Restore it in WhatsApp Manager.'],
]);
