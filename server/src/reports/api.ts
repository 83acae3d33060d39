import { z } from 'zod';

const hours = (of: string) =>
  z.array(z.number().int()).length(24).describe(`${of} in each hour of the day, by the clock of the business.`);

/** A number of today beside the same weekday a week ago, up to the same time of day. */
const compared = (of: string) =>
  z.object({ today: z.number(), before: z.number().describe('A week ago, up to this time of day.') }).describe(of);

export const TodayView = z.object({
  day: z.iso.date().describe('Today, in the time zone of the business.'),
  before: z.iso.date().describe('The same weekday a week ago.'),
  hour: z.number().int().min(0).max(23).describe('The hour it is now.'),
  timeZone: z.string(),
  waiting: z.object({
    count: z.number().int().describe('Conversations that wait for a person; 1,000 means that many or more.'),
    unassigned: z.number().int(),
    since: z.coerce.date().nullable().describe('Who has waited longest.'),
  }),
  firstReply: z
    .object({
      todayMs: z.number().nullable().describe('Median; null: nobody was answered yet.'),
      beforeMs: z.number().nullable(),
    })
    .describe('From the hand-off to the first answer of a person.'),
  messages: compared('Messages of customers'),
  orders: compared('Orders placed'),
  revenue: z
    .object({ today: z.number().int(), before: z.number().int(), currency: z.string() })
    .describe('Of orders that were not cancelled, in minor units.'),
  byHour: z.object({
    messages: z.object({ today: hours('Messages of customers'), before: hours('The same a week ago') }),
    orders: z.object({ today: hours('Orders placed'), before: hours('The same a week ago') }),
  }),
});
export type TodayView = z.infer<typeof TodayView>;

/** A number of some days beside the one of as many days before them. */
const ofDays = (of: string) =>
  z.object({ inIt: z.number().int(), before: z.number().int().describe('In as many days right before.') }).describe(of);

const DayView = z.object({
  day: z.iso.date(),
  messages: z.number().int(),
  orders: z.number().int(),
  revenue: z.number().int(),
});

export const PeriodQuery = z.object({
  from: z.iso.date().optional().describe('First day; absent: as many `days` as are asked for.'),
  days: z.coerce.number().int().min(1).max(366).default(7).describe('How many in all; read when `from` is absent.'),
  to: z.iso.date().optional().describe('Last day; absent: today where the business is.'),
});

export type PeriodQuery = z.infer<typeof PeriodQuery>;

export const PeriodView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  before: z.object({ from: z.iso.date(), to: z.iso.date() }).describe('What it is compared with.'),
  timeZone: z.string().describe('Days are those of the business.'),
  firstReply: z
    .object({
      inItMs: z.number().nullable().describe('Median of the latest thousand hand-offs; null: nobody was answered.'),
      beforeMs: z.number().nullable(),
    })
    .describe('From the hand-off to the first answer of a person.'),
  messages: ofDays('Messages of customers'),
  orders: ofDays('Orders placed'),
  revenue: z
    .object({ inIt: z.number().int(), before: z.number().int(), currency: z.string() })
    .describe('Of orders that were not cancelled, in minor units.'),
  byDay: z.object({ inIt: z.array(DayView), before: z.array(DayView) }).describe('Every day, oldest first.'),
});
export type PeriodView = z.infer<typeof PeriodView>;

export const NEEDS = [
  'hand-off',
  'window-closing',
  'failed-message',
  'unconfirmed-order',
  'low-stock',
  'open-ticket',
  'channel',
] as const;
export type Need = (typeof NEEDS)[number];

export const NeedView = z.object({
  kind: z.enum(NEEDS),
  count: z.number().int().describe('1,000 means that many or more.'),
  first: z
    .array(
      z.object({
        id: z
          .string()
          .describe('Of the conversation, product or channel; the number of an order; kind/number of a ticket.'),
        title: z.string().describe('Whom or what it is about.'),
        hint: z.string().nullable().describe('The reason, as it is kept.'),
        at: z.coerce.date().nullable().describe('Since when; of a closing window until when.'),
      }),
    )
    .describe('The most urgent, at most five.'),
});
export type NeedView = z.infer<typeof NeedView>;

export const NeedsYouView = z.object({ items: z.array(NeedView).describe('Most urgent kind first; none is empty.') });
