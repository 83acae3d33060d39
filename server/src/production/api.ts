import { z } from 'zod';

export const LINE_STATUSES = ['running', 'stopped', 'maintenance'] as const;

/** A defect of something bought, or any other issue. Each kind has its own numbers. */
export const TICKET_KINDS = ['defect', 'issue'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** The life of a ticket. It only moves forward and ends in one of the last two. */
export const TICKET_STATES = ['received', 'investigating', 'fixing', 'resolved', 'rejected'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What one line is to make in one shift. */
export const RunView = z.object({
  id: z.uuid(),
  day: z.iso.date().describe('In the time zone of the business.'),
  shift: z.string(),
  lineId: z.uuid(),
  line: z.string(),
  item: z.string(),
  plannedUnits: z.number().int(),
  madeUnits: z.number().int(),
});
export type RunView = z.infer<typeof RunView>;

export const LineView = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(LINE_STATUSES),
  qualityPercent: z.number().describe('Good units of all units today.'),
  unitsPerHour: z.number().int(),
  updatedAt: z.coerce.date(),
});
export type LineView = z.infer<typeof LineView>;

export const TicketEventView = z.object({
  state: z.enum(TICKET_STATES),
  note: z.string(),
  at: z.coerce.date(),
  actorName: z.string().nullable().describe('Who did it; null: the bot, the operator or the customer.'),
  noticeId: z.uuid().nullable().describe('The message that told the customer.'),
  noticeProblem: z.string().nullable().describe('Why they were not told: a kind of problem, or "not-wanted".'),
});
export type TicketEventView = z.infer<typeof TicketEventView>;

export const TicketView = z.object({
  id: z.uuid(),
  number: z.number().int().describe('What people say: "defect 17".'),
  kind: z.enum(TICKET_KINDS),
  contactId: z.uuid(),
  orderNumber: z.number().int().nullable().describe('As the customer named it.'),
  description: z.string(),
  mediaIds: z.array(z.string()).describe('Photos and files the customer sent with it.'),
  state: z.enum(TICKET_STATES),
  progressPercent: z.number().int().min(0).max(100),
  expectedOn: z.iso.date().nullable().describe('When it should be resolved, in the time zone of the business.'),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
export type TicketView = z.infer<typeof TicketView>;

/** Who reported it. */
const Reporter = z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() });

export const TicketRow = TicketView.extend({ contact: Reporter });
export type TicketRow = z.infer<typeof TicketRow>;

export const TicketWithHistory = TicketRow.extend({
  conversationId: z.uuid().nullable(),
  reachable: z.array(z.enum(TICKET_STATES)).describe('States it can be moved to from here.'),
  history: z.array(TicketEventView),
});

/** How long it takes to resolve what customers report. */
export const TicketFigures = z.object({
  days: z.number().int().describe('Of how many days back.'),
  open: z.array(z.object({ kind: z.enum(TICKET_KINDS), state: z.enum(TICKET_STATES), tickets: z.number().int() })),
  late: z.number().int().describe('Open and past the day they were expected on.'),
  resolved: z.array(
    z.object({
      kind: z.enum(TICKET_KINDS),
      tickets: z.number().int(),
      medianHours: z.number(),
      slowestTenthHours: z.number().describe('Nine of ten were quicker.'),
    }),
  ),
});
export type TicketFigures = z.infer<typeof TicketFigures>;

export const TicketProgress = z.object({
  state: z.enum(TICKET_STATES),
  progressPercent: z.number().int().min(0).max(100).optional().describe('100 when it is resolved.'),
  expectedOn: z.iso.date().nullable().optional(),
  note: z
    .string()
    .max(1_024)
    .default('')
    .describe('Stands in the history and in the message: the customer may read it.'),
  notify: z.boolean().default(true).describe('Whether the customer is told on WhatsApp.'),
  message: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('Tell them in these words, while the service window is open.'),
});
export type TicketProgress = z.infer<typeof TicketProgress>;

const Percent = z.number().min(0).max(100);

export const NewLine = z.object({
  name: z.string().trim().min(1).max(100),
  status: z.enum(LINE_STATUSES).default('running'),
  qualityPercent: Percent.default(100),
  unitsPerHour: z.number().int().min(0).max(1_000_000).default(0),
});
export type NewLine = z.infer<typeof NewLine>;
export const LineEdit = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  status: z.enum(LINE_STATUSES).optional(),
  qualityPercent: Percent.optional(),
  unitsPerHour: z.number().int().min(0).max(1_000_000).optional(),
});
export type LineEdit = z.infer<typeof LineEdit>;

const Units = z.number().int().min(0).max(100_000_000);

export const NewRun = z.object({
  lineId: z.uuid(),
  day: z.iso.date().describe('In the time zone of the business.'),
  shift: z.string().trim().max(50).default('').describe('"06:00–14:00", or empty for the whole day.'),
  item: z.string().trim().min(1).max(200),
  plannedUnits: Units,
  madeUnits: Units.default(0),
});
export type NewRun = z.infer<typeof NewRun>;
export const RunEdit = z.object({
  lineId: z.uuid().optional(),
  day: z.iso.date().optional(),
  shift: z.string().trim().max(50).optional(),
  item: z.string().trim().min(1).max(200).optional(),
  plannedUnits: Units.optional(),
  madeUnits: Units.optional(),
});
export type RunEdit = z.infer<typeof RunEdit>;
