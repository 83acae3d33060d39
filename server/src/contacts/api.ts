import { z } from 'zod';

export const IDENTITY_KINDS = ['phone', 'wa_id', 'bsuid', 'username'] as const;

/** What somebody is by their own words: "granted", "refused", or never asked. Silence is no yes. */
export const MARKETING = ['granted', 'refused', 'unknown'] as const;
export type Marketing = (typeof MARKETING)[number];

/** A line of a list. */
export const ContactView = z.object({
  id: z.uuid(),
  name: z.string().describe('As they call themselves, or as the team named them; may be empty.'),
  phone: z.string().nullable().describe('E.164.'),
  username: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable().describe('BCP 47; null: not known yet.'),
  tags: z.array(z.string()),
  marketing: z.enum(MARKETING),
  lastMessageAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ContactView = z.infer<typeof ContactView>;

export const ConversationLink = z.object({
  id: z.uuid(),
  channel: z.string(),
  lastMessageAt: z.iso.datetime().nullable(),
  waitingSince: z.iso.datetime().nullable().describe('Since when they wait for a person; null: the bot answers.'),
  serviceWindowClosesAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
});

export type ConversationLink = z.infer<typeof ConversationLink>;

const Count = z.number().int();

/** Where somebody stands with the business: each module tells its own part. */
export const Standing = z.object({
  conversations: z.array(ConversationLink),
  orders: z.object({
    count: Count,
    open: Count.describe('Placed and neither delivered nor cancelled.'),
    spent: z.array(
      z.object({ amount: Count.describe('Minor units; without cancelled orders.'), currency: z.string() }),
    ),
  }),
  tickets: z.object({ count: Count, open: Count }),
});
export type Standing = z.infer<typeof Standing>;

export const ConsentView = z.object({
  scope: z.enum(['marketing']),
  granted: z.boolean(),
  source: z.string().describe('Where it was said: the proof one keeps.'),
  at: z.iso.datetime(),
});

export const MergeView = z.object({
  id: z.uuid(),
  keptId: z.uuid(),
  mergedId: z.uuid(),
  mergedName: z.string(),
  mergedBy: z.string(),
  mergedAt: z.iso.datetime(),
});
export type MergeView = z.infer<typeof MergeView>;

/** Everything about one person. */
export const ContactDetail = ContactView.extend({
  identities: z.array(z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string(), since: z.iso.datetime() })),
  facts: z.record(z.string(), z.string()).describe('What they told: email, clothing_size, address, note …'),
  consents: z.array(ConsentView).describe('Newest first; the first counts.'),
  standing: Standing,
  merges: z.array(MergeView).describe('Contacts that were put together with this one and can be taken apart again.'),
  mergedInto: z.uuid().nullable().describe('This is the same person as that contact: look there.'),
  erasedAt: z.iso.datetime().nullable(),
});
export type ContactDetail = z.infer<typeof ContactDetail>;

const Entry = z.object({ key: z.string().describe('Of this entry and no other.'), at: z.iso.datetime() });

/** What happened with one person, day by day for messages. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  Entry.extend({
    kind: z.literal('messages'),
    day: z.iso.date().describe('In the time zone of the business.'),
    conversationId: z.uuid(),
    received: Count,
    sent: Count,
  }),
  Entry.extend({
    kind: z.literal('order'),
    number: Count,
    state: z.string(),
    amount: Count,
    currency: z.string(),
  }),
  Entry.extend({
    kind: z.literal('ticket'),
    ticket: z.string().describe('"defect" or "issue".'),
    number: Count,
    state: z.string(),
    note: z.string(),
  }),
  Entry.extend({ kind: z.literal('consent'), granted: z.boolean(), source: z.string() }),
  Entry.extend({
    kind: z.literal('contact'),
    what: z.enum(['created', 'merged']),
    name: z.string().describe('Of the contact that was merged; empty otherwise.'),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

const Tag = z.string().trim().min(1).max(50);
export const Tags = z.array(Tag).max(50);

/** Names of facts are ours (`facts.ts`) or of the business: "shirt_colour". */
const Facts = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Small letters, digits and _.'), z.string().max(1_000).nullable())
  .describe('What is named is replaced; null forgets it.');

const Language = z.string().regex(/^[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'A language tag like es or pt-BR.');

export const ContactEdit = z.object({
  name: z.string().trim().max(256).optional(),
  language: Language.nullable().optional(),
  facts: Facts.optional(),
  tags: Tags.optional().describe('All of them: what is left out goes.'),
});
export type ContactEdit = z.infer<typeof ContactEdit>;

export const NewContact = ContactEdit.extend({
  phone: z.string().max(40).describe('With country code, or as it is dialled in the country of the business.'),
});

export const ContactFilter = z.object({
  search: z.string().max(200).optional().describe('Parts of the name, e-mail, username or phone number.'),
  language: Language.optional(),
  marketing: z.enum(MARKETING).optional(),
  tag: Tag.optional(),
});
export type ContactFilter = z.infer<typeof ContactFilter>;

/** What a column of a CSV file holds; "-" is not read. */
export const IMPORTED = [
  'name',
  'lastName',
  'phone',
  'username',
  'email',
  'language',
  'tags',
  'marketing',
  'note',
  '-',
] as const;
export type Imported = (typeof IMPORTED)[number];

export const ImportReport = z.object({
  dryRun: z.boolean(),
  columns: z.array(z.object({ column: z.string(), holds: z.enum(IMPORTED), example: z.string() })),
  rows: Count.describe('Without the header.'),
  created: Count,
  updated: Count,
  unchanged: Count.describe('Known, and nothing new about them.'),
  repeated: z.array(z.object({ line: Count, first: Count })).describe('The same person again in this file; not read.'),
  wrong: z
    .array(z.object({ line: Count, column: z.string(), problem: z.string() }))
    .describe('Lines that cannot be read. At most 100 are listed; `wrongRows` counts all.'),
  wrongRows: Count,
});
export type ImportReport = z.infer<typeof ImportReport>;
