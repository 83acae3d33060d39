import { z } from 'zod';
import { faqsOf } from '../faqs.ts';
import { defineAction } from './action.ts';

export const answerFaq = defineAction({
  name: 'answer-faq',
  about: 'The answer to an often asked question, by its topic.',
  input: z.object({ topic: z.string() }),
  outcomes: { found: z.object({ question: z.string(), answer: z.string() }), not_found: z.object({}) },
  async run(_ctx, { topic }, { db, business, language }) {
    const faq = (await faqsOf(db, business.id, language)).find((one) => one.topic === topic);
    return faq
      ? { outcome: 'found', result: { question: faq.question, answer: faq.answer } }
      : { outcome: 'not_found', result: {} };
  },
});
