import type { Recipe } from './learning/model-shelf.ts';
import { classifyText, type TextModel } from './learning/text-model.ts';
import { MARK, tokensOf } from './learning/tokens.ts';
import type { Example } from './learning/train-text-model.ts';
import { FEELING_WORDS, GLAD_EMOJI, UNHAPPY_EMOJI } from './lexicon/feeling-words.ts';
import { foldWord } from './words.ts';

/** How somebody feels about what they write. */
export type Feeling = 'negative' | 'neutral' | 'positive';
export type Sentiment = { feeling: Feeling; confidence: number };

/**
 * How a customer feels, by what they write.
 *
 * @param model of {@link sentimentRecipe}; null while there is none: then words and emoji alone decide.
 */
export function readSentiment(model: TextModel | null, text: string): Sentiment {
  const { glad, unhappy, said } = readFeelings(text);
  if (model) {
    const { label, confidence } = classifyText(model, withMarks(said, glad, unhappy));
    return { feeling: label === 'positive' || label === 'negative' ? label : 'neutral', confidence };
  }
  const confidence = (Math.abs(glad - unhappy) + 1) / (glad + unhappy + 2);
  if (glad === unhappy) return { feeling: 'neutral', confidence: 0.5 };
  return { feeling: glad > unhappy ? 'positive' : 'negative', confidence };
}

/** @param examples with the labels `negative`, `neutral` and `positive`. */
export const sentimentRecipe = (examples: readonly Example[]): Recipe => ({
  examples: examples.map(({ text, label }) => {
    const { glad, unhappy, said } = readFeelings(text);
    return { text: withMarks(said, glad, unhappy), label };
  }),
  cost: DISPUTED,
});

/** People agree on two of three such labels; chosen on the development data. */
const DISPUTED = 0.3;
/** How many words a "not" turns round. */
const REACH_OF_NOT = 3;

type Feelings = { glad: number; unhappy: number; said: string };

/** "Not good" is unhappy and is learnt as a word of its own; names and marks of networks say nothing. */
function readFeelings(text: string): Feelings {
  const feelings: Feelings = { glad: 0, unhappy: 0, said: '' };
  const said: string[] = [];
  let turned = 0;
  for (const token of tokensOf(text.replace(/@\w+/gu, '').replace(/#/gu, ' '))) {
    const word = foldWord(token);
    if (IS_NOT(word)) turned = REACH_OF_NOT;
    else {
      if (/[!?]/u.test(token)) turned = 0;
      const [isGlad, isUnhappy] = [IS_GLAD(word), IS_UNHAPPY(word)];
      if (turned > 0) said.push(`not${word}`);
      if (isGlad) feelings[turned > 0 ? 'unhappy' : 'glad']++;
      else if (isUnhappy && turned === 0) feelings.unhappy++;
      turned = Math.max(0, turned - 1);
    }
    said.push(token);
  }
  feelings.glad += text.match(GLAD_EMOJI)?.length ?? 0;
  feelings.unhappy += text.match(UNHAPPY_EMOJI)?.length ?? 0;
  feelings.said = said.join(' ');
  return feelings;
}

const MOST_COUNTED = 3;

function withMarks(said: string, glad: number, unhappy: number): string {
  const marks = [
    ...Array.from({ length: Math.min(MOST_COUNTED, glad) }, (_, at) => `glad${at + 1}`),
    ...Array.from({ length: Math.min(MOST_COUNTED, unhappy) }, (_, at) => `unhappy${at + 1}`),
    ...(glad > unhappy ? ['moreglad'] : []),
    ...(unhappy > glad ? ['moreunhappy'] : []),
    ...(glad > 0 && unhappy > 0 ? ['both'] : []),
    ...(glad + unhappy === 0 ? ['none'] : []),
  ];
  return `${said} ${marks.map((mark) => MARK + mark).join(' ')}`;
}

function matcher(list: string): (word: string) => boolean {
  const entries = list.split(/\s+/u);
  const whole = new Set(entries.filter((entry) => !entry.endsWith('*')).map(foldWord));
  const beginnings = entries.filter((entry) => entry.endsWith('*')).map((entry) => foldWord(entry.slice(0, -1)));
  return (word) => whole.has(word) || beginnings.some((beginning) => word.startsWith(beginning));
}

const IS_GLAD = matcher(FEELING_WORDS.glad);
const IS_UNHAPPY = matcher(FEELING_WORDS.unhappy);
const IS_NOT = matcher(FEELING_WORDS.not);
