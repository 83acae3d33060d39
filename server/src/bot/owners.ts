import { answerFromFlow } from './flows/answering.ts';
import { answerHonestly } from './flows/fallback.ts';
import type { Turn } from './flows/turn.ts';
import type { Understanding } from './understanding.ts';

/** Somebody who may answer a message. @returns false to leave it to the next; then nothing has changed. */
export type Owner = { name: string; answer(turn: Turn): Promise<boolean> };

/**
 * Who is asked for an answer, in order. (A person comes before all of them: then the bot is not asked at all.)
 *
 * The last one always answers, if only to say that it did not understand, or to call a person.
 */
export const owners = (understanding: Understanding): readonly Owner[] => [
  { name: 'flow', answer: answerFromFlow },
  { name: 'understanding', answer: understanding.answer },
  { name: 'fallback', answer: answerHonestly },
];
