import { answerFromFlow } from './flows/answering.ts';
import { answerHonestly } from './flows/fallback.ts';
import { mood } from './mood.ts';
import type { Owner } from './owner.ts';
import type { Understanding } from './understanding.ts';

export type { Owner } from './owner.ts';

/**
 * Who is asked for an answer, in order. (A person comes before all of them: then the bot is not asked at all.)
 *
 * The last one always answers, if only to say that it did not understand, or to call a person.
 *
 * @param agent takes the customer's word about what it proposed before anybody else, and answers what nobody
 *              understood; null where no language model is set.
 */
export const owners = (
  understanding: Understanding,
  agent: { confirmation: Owner; agent: Owner } | null,
): readonly Owner[] => [
  ...(agent ? [agent.confirmation] : []),
  { name: 'flow', answer: answerFromFlow },
  { name: 'understanding', answer: understanding.answer },
  mood,
  ...(agent ? [agent.agent] : []),
  { name: 'fallback', answer: answerHonestly },
];
