import { type OpenDirectory, syncTemplates, updateChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { HOUR, later } from '../../platform/time.ts';
import { KIND, type WhatsAppNumbers } from './numbers.ts';

/** @see WhatsApp Business Platform, "Throughput": STANDARD is 80 messages a second, HIGH is 1,000 */
const THROUGHPUT: Record<string, number> = { STANDARD: 80, HIGH: 1_000 };

/** Webhooks keep templates up to date in between; the account allows 200 such calls an hour. */
const TEMPLATES_EVERY_MS = 23 * HOUR;

/**
 * Asks the platform how each number is doing, and once a day which templates it has, as webhooks may have been missed.
 * A number that cannot be asked is left as it is; the reason is logged.
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
        const reason = read.failure.title;
        ctx.log.warn({ channel: row.name, reason }, 'WhatsApp does not tell how this number is doing');
        continue;
      }
      const { displayPhoneNumber, quality, messagingLimit, throughput } = read.number;
      const change = {
        ...(displayPhoneNumber ? { address: `+${displayPhoneNumber.replace(/\D/g, '')}` } : {}),
        ...(quality ? { quality } : {}),
        ...(messagingLimit ? { messagingLimit } : {}),
      };
      await ctx.db.transaction((tx) => updateChannel(tx, ref, change, throughput ? THROUGHPUT[throughput] : undefined));
      if (row.accountId === null || !isDue(row.templatesSyncedAt, ctx.now())) continue;
      const templates = await syncTemplates(ctx, ref, client.templates);
      if (templates.outcome !== 'synced')
        ctx.log.warn({ channel: row.name, reason: templates.failure.title }, 'the templates could not be read');
    }
    await directory().refresh();
  };

const isDue = (syncedAt: Date | null, now: Date): boolean => !syncedAt || later(syncedAt, TEMPLATES_EVERY_MS) <= now;
