import { z } from 'zod';
import { defineTool, flat } from './tool.ts';

export const reportProblem = defineTool({
  name: 'report_problem',
  about:
    'Opens a ticket about a defect or another problem, in the words of the customer and with the photos they sent. Use it once it is clear what is wrong.',
  input: z.object({
    kind: z.enum(['defect', 'issue']),
    description: z.string().min(1).max(1_000).describe('What is wrong, as the customer said it.'),
    order_number: z.number().int().positive().optional(),
  }),
  run: async (_ctx, input) => ({
    result: { outcome: 'will_be_reported', next: 'The customer is told the number of the ticket with your answer.' },
    plan: { kind: 'report', input },
  }),
});

export const trackReport = defineTool({
  name: 'track_report',
  about: 'How far a ticket of this customer is. Without a number: their newest.',
  input: z.object({ number: z.number().int().positive().optional() }),
  run: async (_ctx, { number }, turn) => ({ result: flat(await turn.act('ticket-progress', { number })) }),
});
