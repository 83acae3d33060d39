import { z } from 'zod';
import { defineTool, flat } from './tool.ts';

export const productionSchedule = defineTool({
  name: 'production_schedule',
  about: 'What is made today or in the next seven days, and how the lines run.',
  input: z.object({ days: z.enum(['today', 'week']) }),
  async run(_ctx, { days }, turn) {
    const schedule = flat(await turn.act('production-schedule', { days }));
    return { result: { ...schedule, lines_now: flat(await turn.act('production-status', {})) } };
  },
});
