import { readDate, readEmail, readNumber, readOrderNumber, readPersonName, readYesNo } from '../../language/index.ts';
import { dayAt } from '../../platform/local-time.ts';
import type { Question } from './flow.ts';
import { phraseOf } from './phrases.ts';
import type { Said } from './turn.ts';

export type Answer = { value: unknown; photos: string[] };

/**
 * Reads what a question expects out of what was said.
 *
 * @returns null when it is not in there, or not within the bounds of the question.
 */
export function readAnswer(
  question: Question,
  said: Said,
  at: { language: string; now: Date; timeZone: string },
): Answer | null {
  const text = said.text.trim();
  const answer = (value: unknown): Answer | null =>
    value === null || value === undefined ? null : { value, photos: [] };
  switch (question.expect) {
    case 'text':
      return readText(question, text, said);
    case 'photo':
      return ['image', 'document'].includes(said.content) && said.media.length > 0
        ? { value: said.media, photos: said.media }
        : null;
    case 'media':
      return said.media.length > 0 ? { value: said.media, photos: said.media } : null;
    case 'choice': {
      const option = question.byPhrase[at.language]?.get(phraseOf(text));
      return answer(option === undefined ? null : question.options[option]!.id);
    }
  }
  if (text === '' || said.tap !== null) return null;
  switch (question.expect) {
    case 'number': {
      const number = readNumber(text, at.language);
      return answer(number !== null && isWithin(number, question) ? number : null);
    }
    case 'order_number':
      return answer(readOrderNumber(text));
    case 'date':
      return answer(readDate(text, { language: at.language, today: dayAt(at.now, at.timeZone) }));
    case 'email':
      return answer(readEmail(text));
    case 'name':
      return answer(readPersonName(text, { asked: true }));
    case 'yes_no':
      return answer(readYesNo(text, at.language));
  }
}

function readText(question: Question, text: string, { media, tap }: Said): Answer | null {
  if (tap !== null) return null; // the tap of an old button is not a description
  if (text === '' && question.photos && media.length > 0) return { value: '', photos: media };
  return text !== '' && isWithin([...text].length, question)
    ? { value: text, photos: question.photos ? media : [] }
    : null;
}

const isWithin = (amount: number, { atLeast, atMost }: Question): boolean =>
  (atLeast === null || amount >= atLeast) && (atMost === null || amount <= atMost);
