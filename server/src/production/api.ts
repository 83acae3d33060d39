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

export const TicketEventView = z.object({ state: z.enum(TICKET_STATES), note: z.string(), at: z.coerce.date() });
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

export const TicketWithHistory = TicketView.extend({ history: z.array(TicketEventView) });

export const TicketProgress = z.object({
  state: z.enum(TICKET_STATES),
  progressPercent: z.number().int().min(0).max(100).optional().describe('100 when it is resolved.'),
  expectedOn: z.iso.date().nullable().optional(),
  note: z.string().max(4_096).default(''),
});
export type TicketProgress = z.infer<typeof TicketProgress>;
