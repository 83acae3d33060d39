import { z } from 'zod';

/** Wire shapes of `/api/v1/faqs`. */

export const MOST_FAQS = 1_000; // of one business; all of them are compared with a message
const MOST_VARIANTS = 200;
const LONGEST_CSV = 900_000; // characters; a body has a megabyte

export const Topic = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'a topic of small letters, digits, - and _, such as "returns"')
  .describe('The same in every language: "returns".');
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'a language code such as en, es or pt-BR')
  .describe('Of question and answer: "es".');
const Question = z.string().trim().min(1).max(300);
const Variants = z.array(Question).max(MOST_VARIANTS);
const Position = z.number().int().min(0).max(10_000);
const Answer = z.string().trim().min(1).max(4_096);

export const FaqDraft = z.object({
  topic: Topic,
  language: Language,
  question: Question,
  variants: Variants.default([]).describe('Other ways to ask.'),
  answer: Answer,
  position: Position.default(0).describe('Place in lists.'),
  enabled: z.boolean().default(true),
});
export type FaqDraft = z.infer<typeof FaqDraft>;
export const FaqView = FaqDraft.extend({ id: z.uuid() });
export type FaqView = z.infer<typeof FaqView>;
export const FaqChange = z
  .object({ question: Question, variants: Variants, answer: Answer, position: Position, enabled: z.boolean() })
  .partial();
export type FaqChange = z.infer<typeof FaqChange>;

export const ById = z.object({ id: z.uuid() });
export const FaqQuery = z.object({
  topic: Topic.optional(),
  language: Language.optional(),
  search: z.string().max(200).optional().describe('Words in topic, question, variants or answer.'),
});
export const FaqOrder = z.object({
  topics: z.array(Topic).min(1).max(MOST_FAQS).describe('In the order they are shown; others follow as they stood.'),
});

export const FaqTest = z.object({
  text: z.string().trim().min(1).max(4_096).describe('What a customer writes.'),
  language: Language.optional().describe('Of the customer; absent: as it would be recognised in a first message.'),
});
export const FaqHits = z.object({
  language: z.string().describe('The language the assistant would answer in.'),
  outcome: z
    .enum(['answered', 'suggested', 'not_understood'])
    .describe('Sure enough to answer, to ask whether it was meant, or neither.'),
  hits: z.array(
    z.object({
      kind: z.enum(['faq', 'flow']),
      topic: z.string().nullable(),
      id: z.uuid().nullable(),
      title: z.string().describe('The question, or where the flow would go.'),
      answer: z.string().nullable(),
      node: z.string().nullable(),
      score: z.number().describe('From 0 to 1.'),
    }),
  ),
  sure: z.number().describe('From this score on it is answered.'),
  worthAsking: z.number().describe('From this score on it is suggested.'),
});

export const FaqCsv = z.object({
  csv: z
    .string()
    .max(LONGEST_CSV)
    .describe('With a header: topic, language, question, answer, and if you like variants, position, enabled.'),
  dryRun: z.boolean().default(true).describe('Only say what would happen.'),
});
export const FaqImport = z.object({
  applied: z.boolean(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  problems: z
    .array(z.object({ line: z.number().int(), message: z.string() }))
    .describe('With any, nothing is written.'),
  rows: z
    .array(
      z.object({
        line: z.number().int(),
        topic: z.string(),
        language: z.string(),
        question: z.string(),
        effect: z.enum(['added', 'changed', 'same']),
      }),
    )
    .describe('What happens to each row.'),
});
