import { z } from 'zod';

export const ENTRY_KINDS = [
  'note',
  'assigned', // to a person, by hand or in turn
  'taken_over',
  'given_back', // to the bot
  'status',
  'labels',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What an entry other than a note says. */
export type EntryDetails = {
  to?: { id: string; name: string } | null;
  from?: { id: string; name: string } | null;
  inTurn?: boolean;
  status?: string;
  before?: string;
  snoozedUntil?: string;
  added?: string[];
  removed?: string[];
};

/** What people can be told about while they look elsewhere. */
export const NOTICE_KINDS = ['hand_off', 'assigned', 'mention', 'order'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const PersonRef = z.object({ id: z.uuid(), name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

export const LABEL_COLOURS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
