import { z } from 'zod';
import { lineStatuses } from '../../production/index.ts';
import { defineAction } from './action.ts';

export const productionStatus = defineAction({
  name: 'production-status',
  about: 'How the production lines run now, and their quality.',
  input: z.object({}),
  outcomes: {
    some: z.object({
      lines: z.array(
        z.object({
          name: z.string(),
          status: z.enum(['running', 'stopped', 'maintenance']),
          quality: z.number(),
          per_hour: z.number(),
        }),
      ),
      running: z.number(),
      total: z.number(),
      quality: z.number(), // percent, over the lines that run
    }),
    none: z.object({}),
  },
  async run(_ctx, _input, { db, business }) {
    const lines = await lineStatuses(db, business.id);
    if (lines.length === 0) return { outcome: 'none', result: {} };
    const running = lines.filter(({ status }) => status === 'running');
    return {
      outcome: 'some',
      result: {
        lines: lines.map(({ name, status, qualityPercent, unitsPerHour }) => ({
          name,
          status,
          quality: qualityPercent,
          per_hour: unitsPerHour,
        })),
        running: running.length,
        total: lines.length,
        quality: average(running.map(({ qualityPercent }) => qualityPercent)),
      },
    };
  },
});

/** To one digit after the point; 0 when nothing runs. */
const average = (percents: number[]): number =>
  percents.length === 0
    ? 0
    : Math.round((percents.reduce((sum, percent) => sum + percent, 0) / percents.length) * 10) / 10;
