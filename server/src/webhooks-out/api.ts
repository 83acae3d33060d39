import { z } from 'zod';

/** Everything an endpoint may ask to be told, in the past tense. */
export const EVENTS = [
  'message.received',
  'message.status',
  'conversation.handed_off',
  'conversation.given_back',
  'contact.created',
  'order.placed',
  'order.state_changed',
  'ticket.reported',
  'ticket.state_changed',
] as const;
export type WebhookEvent = (typeof EVENTS)[number];

/** What a person sends to see whether an endpoint listens. Every endpoint gets it, whatever it asked for. */
export const TEST_EVENT = 'webhook.test';

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const url = z.string().max(2_000).describe('Where we post to: https, on the public internet.');
const events = z.array(z.enum(EVENTS)).min(1).describe('What it wants to be told.');

export const NewEndpoint = z.object({
  url,
  description: z.string().trim().max(256).default(''),
  events,
});
export type NewEndpoint = z.infer<typeof NewEndpoint>;

export const EndpointChange = z.object({
  url: url.optional(),
  description: z.string().trim().max(256).optional(),
  events: events.optional(),
  enabled: z.boolean().optional().describe('True begins anew after it was disabled; false pauses it.'),
});
export type EndpointChange = z.infer<typeof EndpointChange>;

export const EndpointView = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(EVENTS)),
  enabled: z.boolean(),
  disabledReason: z.string().nullable().describe('Why nothing is sent to it.'),
  failingSince: z.coerce.date().nullable().describe('Since when nothing got through; after 5 days it is disabled.'),
  lastDeliveredAt: z.coerce.date().nullable(),
  oldSecretUntil: z.coerce.date().nullable().describe('Until then both secrets sign.'),
  createdAt: z.coerce.date(),
});
export type EndpointView = z.infer<typeof EndpointView>;

export const EndpointWithSecret = EndpointView.extend({
  secret: z.string().describe('`whsec_…`: verifies our signatures. Shown this one time.'),
});

export const AttemptView = z.object({
  number: z.number().int(),
  at: z.coerce.date(),
  durationMs: z.number().int(),
  status: z.number().int().nullable().describe('HTTP status; null: there was no answer.'),
  error: z.string().nullable().describe('Why there was none: ECONNREFUSED, timeout, not-public …'),
  body: z.string().nullable().describe('The beginning of the answer, at most 1,000 characters.'),
});
export type AttemptView = z.infer<typeof AttemptView>;

export const DeliveryView = z.object({
  id: z.uuid(),
  eventId: z.string().describe('`webhook-id`: the same for every attempt and replay.'),
  event: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int().describe('Tried so far, replays included.'),
  dueAt: z.coerce.date().nullable().describe('When it is tried next.'),
  deliveredAt: z.coerce.date().nullable(),
  status: z.number().int().nullable().describe('HTTP status of the latest attempt.'),
  error: z.string().nullable(),
  createdAt: z.coerce.date(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveryWithAttempts = DeliveryView.extend({
  payload: z.looseObject({ type: z.string() }).describe('The body as it is sent.'),
  log: z.array(AttemptView).describe('Newest first.'),
});

export const Replay = z
  .object({
    from: z.iso.datetime().describe('Events from this moment on,'),
    to: z.iso.datetime().describe('and before this one.'),
    state: z.enum(DELIVERY_STATES).exclude(['waiting']).optional().describe('Absent: whatever became of them.'),
  })
  .refine(({ from, to }) => from < to, '`from` is before `to`.');
