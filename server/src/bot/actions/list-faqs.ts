import { z } from 'zod';
import { faqsOf } from '../faqs.ts';
import { defineAction } from './action.ts';

export const listFaqs = defineAction({
  name: 'list-faqs',
  about: 'Questions that are often asked.',
  input: z.object({ limit: z.number().int().min(1).max(20).default(8) }),
  outcomes: {
    some: z.object({ faqs: z.array(z.object({ topic: z.string(), question: z.string() })) }),
    none: z.object({}),
  },
  async run(_ctx, { limit }, { db, business, language }) {
    const faqs = await faqsOf(db, business.id, language);
    if (faqs.length === 0) return { outcome: 'none', result: {} };
    return {
      outcome: 'some',
      result: { faqs: faqs.slice(0, limit).map(({ topic, question }) => ({ topic, question })) },
    };
  },
});
