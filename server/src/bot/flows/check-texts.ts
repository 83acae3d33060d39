import { countCharacters } from '../../platform/text.ts';
import { type FlowDefinition, STANDARD_TEXTS } from './definition.ts';
import { error, hint, warning } from './findings.ts';
import { type Wording, wordingsOf } from './outline.ts';
import type { Finding, Path } from './source.ts';
import { STANDARD } from './standard.ts';
import { readTemplate, type Slot, TemplateMistake } from './template.ts';

const LIKELY_LINES = 5;
const LIKELY_LENGTH = 20; // characters of a filled-in value nobody knows better about

/** Whether every text is there in every language, can be filled in, and fits into its message. */
export function checkTexts(definition: FlowDefinition): Finding[] {
  return [
    ...wordingsOf(definition).flatMap((wording) => checkWording(wording, definition)),
    ...checkStandardTexts(definition),
  ];
}

function checkWording(wording: Wording, definition: FlowDefinition): Finding[] {
  const { text, path } = wording;
  if (typeof text === 'string')
    return [...checkShared(text, path, definition.languages), ...checkLength(text, path, wording, definition)];
  const missing = definition.languages.filter((language) => !Object.hasOwn(text, language));
  const extra = Object.keys(text).filter((language) => !definition.languages.includes(language));
  return [
    ...missing.map((language) => error(path, `the text in "${language}" is missing`)),
    ...extra.map((language) => warning([...path, language], `"${language}" is not among the languages of this flow`)),
    ...Object.entries(text).flatMap(([language, one]) => checkLength(one, [...path, language], wording, definition)),
  ];
}

/** Words that everybody gets to read in one language are most likely a forgotten translation. */
function checkShared(text: string, path: Path, languages: string[]): Finding[] {
  if (languages.length < 2) return [];
  const words = text.replace(/\{\{.*?\}\}/g, '');
  return /\p{L}{2}/u.test(words)
    ? [
        hint(
          path,
          `this is said to everybody alike; write { ${languages.map((language) => `${language}: …`).join(', ')} } to translate it`,
        ),
      ]
    : [];
}

function checkLength(
  text: string,
  path: Path,
  { limit, what, isCut, times = 1 }: Wording,
  definition: FlowDefinition,
): Finding[] {
  let pieces: (string | Slot)[];
  try {
    pieces = readTemplate(text.trimEnd()).pieces;
  } catch (mistake) {
    if (mistake instanceof TemplateMistake) return [error(path, mistake.message)];
    throw mistake;
  }
  const fixed = sum(pieces.map((piece) => (typeof piece === 'string' ? countCharacters(piece) : 0)));
  if (fixed > limit) return [error(path, `too long for ${what}: ${fixed} of ${limit} characters`)];
  const likely =
    Math.min(times, LIKELY_LINES) *
    sum(pieces.map((piece) => (typeof piece === 'string' ? countCharacters(piece) : likelyLength(piece, definition))));
  return likely > limit && !isCut
    ? [hint(path, `may get too long for ${what} when it is filled in: about ${likely} of ${limit} characters`)]
    : [];
}

function likelyLength({ label }: Slot, definition: FlowDefinition): number {
  const table = label === null ? undefined : definition.labels[label];
  if (!table) return LIKELY_LENGTH;
  const texts = Object.values(table).flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text)));
  return Math.max(...texts.map(countCharacters));
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** We speak the languages of `STANDARD` by ourselves; for other languages the flow must bring our sentences too. */
function checkStandardTexts(definition: FlowDefinition): Finding[] {
  return definition.languages.flatMap((language, at) => {
    const missing = STANDARD_TEXTS.filter((name) => !STANDARD[name][language] && definition.texts[name] === undefined);
    return missing.length > 0
      ? [error(['languages', at], `write these under texts in "${language}": ${missing.join(', ')}`)]
      : [];
  });
}
