import { matchChoice, readYesNo } from '../../language/index.ts';
import type { PromptOption } from './output.ts';

const SURE = 0.6; // of words that are not the title itself; below, they may be about something else
const SHORT = 4; // words; who writes more says more than the name of an option

/** Which option of a menu is meant by words that are not its own; null when none clearly is. */
export function meantOption(
  text: string,
  options: PromptOption[],
  language: string,
): { place: number; score: number } | null {
  if (text.trim().split(/\s+/).length > SHORT) return null;
  const meant = matchChoice(
    text,
    options.map(({ title }) => title),
    language,
  );
  return meant && meant.score >= SURE ? meant : null;
}

/** The option called `yes` or `no` of a menu that has both, when the customer says so in any words. */
export function meantYesOrNo(text: string, ids: string[], language: string): number | null {
  if (!ids.includes('yes') || !ids.includes('no')) return null;
  const answer = readYesNo(text, language);
  return answer === null ? null : ids.indexOf(answer ? 'yes' : 'no');
}
