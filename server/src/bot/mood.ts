import { readSentiment } from '../language/index.ts';
import { callPerson } from './flows/answering.ts';
import type { Owner } from './owner.ts';

const UPSET_MESSAGES = 2; // in one session, then a person takes over

/**
 * Brings a person to a customer who is upset for the second time about what nobody understood, with or without a
 * language model. The first time only the count changes, and the next owner answers.
 */
export const mood: Owner = {
  name: 'mood',
  async answer(turn) {
    if (!turn.said.readable || !soundsUpset(turn.said.text)) return false;
    const upset = (turn.state.upset ?? 0) + 1;
    turn.state.upset = upset;
    if (upset < UPSET_MESSAGES) return false;
    await callPerson(turn, 'the customer is upset');
    return true;
  },
};

/** Whether a message sounds upset: more than a complaint, which has one sad word, or none. */
export function soundsUpset(text: string): boolean {
  const { feeling, confidence } = readSentiment(null, text);
  return (feeling === 'negative' && confidence >= CLEARLY) || isRude(text) || isShouted(text) || /[!?]{4,}/.test(text);
}

/** What two sad words or faces reach, and nothing glad beside them. */
const CLEARLY = 0.75;

const isRude = (text: string): boolean =>
  RUDE.test(
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase(),
  );

/** Words that one of is enough, in six languages. */
const RUDE =
  /\b(?:terrible|horrible|awful|useless|ridiculous|unacceptable|disgusting|disgrace|scam|fraud|rip ?off|worst|furious|angry|pissed|wtf|fuck\w*|shit\w*|idiots?|stupid|liars?|lawyer|sue you|never again|pesim[oa]|inutil\w*|ridicul[oa]|inaceptable|estafa\w*|fraude|verguenza|mierda|idiotas?|estupid[oa]s?|mentiros[oa]s?|abogado|denunci\w+|nunca mas|harto|harta|pessim[oa]|inaceitavel|golpe|vergonha|merda|mentira|processar|nul|nulle|inadmissible|inacceptable|arnaque|honteux|merde|connards?|menteurs?|avocat|schrecklich|unverschamt|betrug|betruger|scheiss\w*|anwalt|frechheit|bakwas|bekaar|ghatiya|dhokha|chor)\b/;

const FEWEST_LETTERS = 12;

function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length >= FEWEST_LETTERS && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}
