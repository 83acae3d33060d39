import { detectLanguage } from '../language/index.ts';
import type { Business } from '../platform/schema.ts';
import type { Flow } from './flows/flow.ts';
import { phraseOf } from './flows/phrases.ts';
import type { Turn } from './flows/turn.ts';

const SURE = 0.9; // of the language of a stranger
const SURE_TO_CHANGE = 0.97; // of somebody whose language we know, from a whole sentence
const SENTENCE_WORDS = 3;

/** The language a flow answers in: the contact's when the flow speaks it, else the business's, else the flow's first. */
export function languageFor(contactLanguage: string | null, business: Business, flow: Flow): string {
  const spoken = (language: string | null | undefined) =>
    flow.languages.find((one) => one === language) ?? flow.languages.find((one) => one === language?.split('-')[0]);
  return spoken(contactLanguage) ?? business.languages.map(spoken).find(Boolean) ?? flow.languages[0]!;
}

/**
 * Learns the language of a contact nobody knows yet, once: from a greeting that only one language has, else from the
 * text. Taps and numbers say nothing.
 */
export function learnLanguage(turn: Turn): void {
  const { said, flow, input } = turn;
  if (input.contact.language !== null || turn.learntLanguage !== null || said.tap !== null || !/\p{L}/u.test(said.text))
    return;
  const greeting = flow.globals.get(phraseOf(said.text))?.languages;
  if (!greeting) relearnLanguage(turn);
  else if (greeting.length === 1) learn(turn, greeting[0]!);
}

/** Looks at a text that says more than a menu answer, and speaks its language from now on. */
export function relearnLanguage(turn: Turn): void {
  const { said, flow, input } = turn;
  const { language, confidence } = detectLanguage(said.text, flow.languages);
  if (language === null) return;
  const isKnown = input.contact.language !== null || turn.learntLanguage !== null;
  if (!isKnown && confidence >= SURE) learn(turn, language);
  const isSentence = said.text.trim().split(/\s+/).length >= SENTENCE_WORDS;
  if (isKnown && language !== turn.language && isSentence && confidence >= SURE_TO_CHANGE) learn(turn, language);
}

function learn(turn: Turn, language: string): void {
  if (!turn.flow.languages.includes(language)) return;
  turn.language = language;
  turn.learntLanguage = language;
}
