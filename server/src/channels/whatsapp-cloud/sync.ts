import { type OpenDirectory, updateChannel, updateTemplate } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { KIND, type WhatsAppNumbers } from './numbers.ts';

/** @see WhatsApp Business Platform, "Throughput": STANDARD is 80 messages a second, HIGH is 1,000 */
const THROUGHPUT: Record<string, number> = { STANDARD: 80, HIGH: 1_000 };

/**
 * Asks the platform how each number is doing and which templates it has, as webhooks may have been missed. A number
 * that cannot be asked is left as it is; the reason is logged.
 */
export const syncNumbers =
  (directory: () => OpenDirectory, numbers: WhatsAppNumbers) =>
  async (ctx: Ctx): Promise<void> => {
    for (const { row } of directory().channels()) {
      const client = row.kind === KIND ? numbers.client(row.id) : undefined;
      if (!client) continue;
      const ref = { businessId: row.businessId, channelId: row.id };
      const read = await client.readNumber();
      if (read.outcome !== 'read') {
        ctx.log.warn(
          { channel: row.name, reason: read.failure.title },
          'WhatsApp does not tell how this number is doing',
        );
        continue;
      }
      const { displayPhoneNumber, quality, messagingLimit, throughput } = read.number;
      const templates = row.accountId ? await client.listTemplates() : null;
      await ctx.db.transaction(async (tx) => {
        const change = {
          ...(displayPhoneNumber ? { address: `+${displayPhoneNumber.replace(/\D/g, '')}` } : {}),
          ...(quality ? { quality } : {}),
          ...(messagingLimit ? { messagingLimit } : {}),
        };
        await updateChannel(tx, ref, change, throughput ? THROUGHPUT[throughput] : undefined);
        if (templates?.outcome !== 'read') return;
        for (const {
          providerTemplateId,
          category,
          status,
          quality: score,
          reason,
          components,
          name,
          language,
        } of templates.templates) {
          await updateTemplate(
            tx,
            ref,
            { name, language },
            { providerTemplateId, category, status, quality: score, reason, components: [...components] },
            ctx.now(),
          );
        }
      });
    }
    await directory().refresh();
  };
