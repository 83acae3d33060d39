import { z } from 'zod';
import { searchFaqs } from '../../language/index.ts';
import { faqsOf } from '../faqs.ts';
import { defineTool, flat } from './tool.ts';

const MOST = 3;
const LEAST_SCORE = 0.15; // the model decides what fits; far-off ones only cost tokens

export const searchAnswers = defineTool({
  name: 'search_answers',
  about:
    "The business's own answers to common questions: delivery, returns, payment, sizes and whatever else it wrote.",
  input: z.object({ question: z.string().min(1).max(300) }),
  async run(_ctx, { question }, { db, business, language }) {
    const faqs = await faqsOf(db, business.id, language);
    const bank = faqs.map((faq) => ({
      id: faq.topic,
      question: faq.question,
      variants: faq.variants,
      answer: faq.answer,
      language: faq.language,
    }));
    const found = searchFaqs(question, bank, MOST).filter(({ score }) => score >= LEAST_SCORE);
    const answers = found.flatMap(({ id }) => {
      const faq = faqs.find(({ topic }) => topic === id);
      return faq ? [{ question: faq.question, answer: faq.answer }] : [];
    });
    return { result: { outcome: answers.length > 0 ? 'found' : 'not_found', answers }, isOwnWords: true };
  },
});

export const contactDetails = defineTool({
  name: 'contact_details',
  about: 'Opening hours, address, phone and e-mail of the business.',
  input: z.object({}),
  run: async (_ctx, _input, turn) => ({ result: flat(await turn.act('contact-card', {})), isOwnWords: true }),
});
