import { and, count, eq } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import { DAY, later } from '../platform/time.ts';
import type { Channel, HealthCheck } from './channel.ts';
import { type ChannelRow, templates } from './schema.ts';
import { GONE } from './templates.ts';

export type ChannelHealth = { status: 'ok' | 'warning' | 'failed' | 'off'; checks: HealthCheck[] };

/**
 * Everything one number needs to work: what we know of it here, and what its platform says when asked now.
 *
 * @param publicUrl where the platform reaches us; null when it is not set.
 */
export async function channelHealth(
  ctx: Ctx,
  { row, channel }: { row: ChannelRow; channel: Channel },
  publicUrl: string | null,
): Promise<ChannelHealth> {
  if (channel.isOff) return { status: 'off', checks: [OFF] };
  const webhookUrl = publicUrl && `${publicUrl.replace(/\/+$/, '')}/webhooks/whatsapp`;
  const asked = (await channel.health?.({ webhookUrl, now: ctx.now })) ?? [];
  const checks = [statusCheck(row), ...asked, await templatesCheck(ctx, row)];
  return { status: worstOf(checks), checks };
}

const OFF: HealthCheck = {
  id: 'emulator',
  status: 'unknown',
  title: 'Off: the emulator is not running',
  details: 'Nothing is sent by this number, and nothing arrives',
  fix: 'Start Parlour with EMULATOR=on to use it.',
};

export function worstOf(checks: HealthCheck[]): 'ok' | 'warning' | 'failed' {
  if (checks.some(({ status }) => status === 'failed')) return 'failed';
  return checks.some(({ status }) => status === 'warning') ? 'warning' : 'ok';
}

function statusCheck({ status, statusReason, statusAt }: ChannelRow): HealthCheck {
  if (status === 'active') return { id: 'sending', status: 'ok', title: 'Messages are sent' };
  return {
    id: 'sending',
    status: 'failed',
    title: 'Sending is on hold',
    details: `${statusReason ?? status}, since ${statusAt.toISOString()}`,
    fix:
      status === 'reauth_required'
        ? 'Enter a working access token. Waiting messages go out by themselves then.'
        : 'Open Account quality in WhatsApp Manager, see the reason and ask for a review. Waiting messages go out then.',
  };
}

/** The mirror is read anew once a day; twice that is too long. */
const STALE_MS = 2 * DAY;

async function templatesCheck(ctx: Ctx, { businessId, id, accountId, templatesSyncedAt }: ChannelRow) {
  if (accountId === null) {
    return {
      id: 'templates',
      status: 'warning' as const,
      title: 'Templates are not known',
      fix: 'Enter the id of the WhatsApp Business Account under Settings → Channels (or as WHATSAPP_BUSINESS_ACCOUNT_ID).',
    };
  }
  const rows = await ctx.db
    .select({ status: templates.status, many: count() })
    .from(templates)
    .where(and(eq(templates.businessId, businessId), eq(templates.channelId, id)))
    .groupBy(templates.status);
  const counts = rows.filter(({ status }) => status !== GONE).sort((a, b) => b.many - a.many);
  const many = (status: string) => counts.find((one) => one.status === status)?.many ?? 0;
  const trouble = many('PAUSED') + many('DISABLED') + many('REJECTED');
  const isStale = !templatesSyncedAt || later(templatesSyncedAt, STALE_MS) < ctx.now();
  const listed = counts.map((one) => `${one.many} ${one.status.toLowerCase()}`).join(', ') || 'none';
  const check: HealthCheck = {
    id: 'templates',
    status: isStale || trouble > 0 || many('APPROVED') === 0 ? 'warning' : 'ok',
    title: `Templates: ${listed}`,
    details: templatesSyncedAt
      ? `read from WhatsApp at ${templatesSyncedAt.toISOString()}`
      : 'never read from WhatsApp',
  };
  if (isStale) return { ...check, fix: 'Read them now (in the API: POST /channels/{id}/templates/sync).' };
  if (trouble > 0) return { ...check, fix: 'Look at the reasons under Templates in the console.' };
  if (many('APPROVED') === 0)
    return { ...check, fix: 'Make one under Templates in the console: without it nobody can be written to first.' };
  return check;
}
