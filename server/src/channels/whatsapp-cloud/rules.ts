import type { Violation } from '../../conversations/channel.ts';
import { countCharacters } from '../../platform/text.ts';

/** What one rule says: null when it is kept. */
export type Rule = Violation | null;

/** A broken rule, in words for whoever wrote the message. */
export const rule = (path: string, message: string): Violation => ({ path, message });

export function filled(path: string, text: string | undefined): Rule {
  return text?.trim() ? null : rule(path, 'This must not be empty.');
}

/** @param most in characters as people count them, see `countCharacters`. */
export function longest(path: string, text: string | undefined, most: number): Rule {
  const length = countCharacters(text ?? '');
  return length > most ? rule(path, `This has ${length} characters; WhatsApp allows ${most}.`) : null;
}

/** Something to read and not too long. */
export const label = (path: string, text: string, most: number): Rule =>
  filled(path, text) ?? longest(path, text, most);

export function count(path: string, all: readonly unknown[], fewest: number, most: number): Rule {
  if (all.length >= fewest && all.length <= most) return null;
  return rule(path, `There must be ${fewest} to ${most} here, not ${all.length}.`);
}
