import { matchChoice } from '../../language/index.ts';
import type { PromptOption } from './output.ts';

/** Which option of a menu is meant by words that are not its own; null when none clearly is. */
export function meantOption(text: string, options: PromptOption[], language: string): { place: number; score: number } | null {
  return matchChoice(text, options.map(({ title }) => title), language);
}
