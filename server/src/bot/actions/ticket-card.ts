import { z } from 'zod';
import { dayAt, formatDay } from '../../platform/local-time.ts';
import { TICKET_KINDS, TICKET_STATES, type TicketView } from '../../production/index.ts';
import { shorten } from '../flows/limits.ts';
import type { ActionTurn } from './action.ts';

const DESCRIPTION_SHOWN = 80; // characters; enough to recognise one's own report

/** A ticket in words that a message can show. */
export const TicketCard = z.object({
  number: z.number(),
  kind: z.enum(TICKET_KINDS),
  state: z.enum(TICKET_STATES),
  progress: z.number(), // percent
  expected: z.string(), // day; '' when none is named
  reported: z.string(),
  description: z.string(),
  photos: z.number(),
});

export function ticketCard(ticket: TicketView, { locale, business }: ActionTurn): z.infer<typeof TicketCard> {
  const { number, kind, state, progressPercent, expectedOn, createdAt, description, mediaIds } = ticket;
  return {
    number,
    kind,
    state,
    progress: progressPercent,
    expected: expectedOn ? formatDay(expectedOn, locale) : '',
    reported: formatDay(dayAt(createdAt, business.timeZone), locale),
    description: shorten(description.replace(/\s+/g, ' '), DESCRIPTION_SHOWN),
    photos: mediaIds.length,
  };
}
