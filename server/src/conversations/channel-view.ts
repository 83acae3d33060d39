import { z } from 'zod';
import type { ChannelRow } from './schema.ts';

/** A number as the API shows it: nothing of what proves who we are. */
export const ChannelView = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  externalId: z.string().describe('The phone number id of WhatsApp.'),
  accountId: z.string().nullable().describe('The WhatsApp Business Account.'),
  address: z.string().describe('The number people see.'),
  emulated: z.boolean().describe('A number of the emulator, not of WhatsApp.'),
  status: z
    .enum(['active', 'reauth_required', 'restricted', 'off'])
    .describe('Only an active one sends. Off: a number of the emulator, which is not running.'),
  statusReason: z.string().nullable().describe('What to do about it.'),
  statusAt: z.iso.datetime(),
  quality: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  templatesSyncedAt: z.iso.datetime().nullable(),
});

export const CheckView = z.object({
  id: z.string(),
  status: z.enum(['ok', 'warning', 'failed', 'unknown']),
  title: z.string(),
  details: z.string().optional(),
  fix: z.string().optional().describe('What to do about it.'),
});

export const EMULATOR_OFF = 'The emulator is not running. Start Parlour with EMULATOR=on to use this number.';

/** @param isOff as the open channel says. */
export const channelView = (row: ChannelRow, isOff = false): z.infer<typeof ChannelView> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  externalId: row.externalId,
  accountId: row.accountId,
  address: row.address,
  emulated: typeof row.settings.graphUrl === 'string',
  status: isOff ? 'off' : row.status,
  statusReason: isOff ? EMULATOR_OFF : row.statusReason,
  statusAt: row.statusAt.toISOString(),
  quality: row.quality,
  messagingLimit: row.messagingLimit,
  templatesSyncedAt: row.templatesSyncedAt?.toISOString() ?? null,
});
