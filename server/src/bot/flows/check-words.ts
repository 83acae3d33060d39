import { type FlowDefinition, GLOBAL_WORDS, type Text, type Words } from './definition.ts';
import { didYouMean, error, type Vocabulary, warning } from './findings.ts';
import { phraseOf } from './phrases.ts';
import type { Finding, Path } from './source.ts';
import { STANDARD_WORDS } from './standard.ts';
import { wordsIn } from './wording.ts';

/** Whether what customers write leads to one place, in every language. */
export function checkWords(definition: FlowDefinition, vocabulary: Vocabulary): Finding[] {
  return [...checkGlobals(definition), ...checkTriggers(definition, vocabulary), ...checkOptions(definition)];
}

function checkGlobals(definition: FlowDefinition): Finding[] {
  return definition.languages.flatMap((language, at) => {
    const owners = new Map<string, string>();
    return GLOBAL_WORDS.flatMap((word) => {
      const own = definition.words[word];
      const phrases = wordsIn(own ?? STANDARD_WORDS[word], language).map(phraseOf);
      const path: Path = own ? ['words', word] : ['languages', at];
      const findings = phrases.length > 0 ? [] : [warning(path, `there is no word for "${word}" in "${language}"`)];
      for (const phrase of phrases) {
        const owner = owners.get(phrase);
        if (owner && owner !== word) findings.push(error(path, `"${phrase}" already means "${owner}"`));
        owners.set(phrase, word);
      }
      return findings;
    });
  });
}

function checkTriggers({ triggers, languages }: FlowDefinition, { intents }: Vocabulary): Finding[] {
  return triggers.flatMap((trigger, at) => {
    const here: Path = ['triggers', at];
    const findings =
      trigger.words || trigger.intent || trigger.message
        ? []
        : [error(here, 'a trigger needs words, an intent or a kind of message')];
    if (trigger.intent && !intents.has(trigger.intent)) {
      findings.push(
        error(
          [...here, 'intent'],
          `there is no intent "${trigger.intent}"${didYouMean(trigger.intent, intents) || `; there are ${[...intents].join(', ')}`}`,
        ),
      );
    }
    return [...findings, ...untranslated(trigger.words, [...here, 'words'], languages)];
  });
}

/** Two options of one menu with the same title or word: the customer would get the first, whatever they meant. */
function checkOptions({ nodes, languages }: FlowDefinition): Finding[] {
  return Object.entries(nodes).flatMap(([name, node]) => {
    if (node.type !== 'menu' && node.type !== 'question') return [];
    const options = node.options ?? [];
    const clashes = languages.flatMap((language) => {
      const owners = new Map<string, number>();
      return options.flatMap((option, at) => {
        const phrases = [...titleIn(option.title, language), ...wordsIn(option.words, language)].map(phraseOf);
        const clash = phrases.find((phrase) => (owners.get(phrase) ?? at) !== at);
        const owner = clash === undefined ? undefined : options[owners.get(clash)!];
        for (const phrase of phrases) if (!owners.has(phrase)) owners.set(phrase, at);
        return owner
          ? [error(['nodes', name, 'options', at], `"${clash}" already chooses the option "${owner.id}"`)]
          : [];
      });
    });
    return [
      ...clashes,
      ...options.flatMap((option, at) =>
        untranslated(option.words, ['nodes', name, 'options', at, 'words'], languages),
      ),
    ];
  });
}

const titleIn = (title: Text, language: string): string[] => {
  const text = typeof title === 'string' ? title : title[language];
  return text && !text.includes('{{') ? [text] : [];
};

function untranslated(words: Words | undefined, path: Path, languages: string[]): Finding[] {
  if (!words || Array.isArray(words)) return [];
  return languages.flatMap((language) =>
    words[language]?.length ? [] : [warning(path, `there are no words in "${language}"`)],
  );
}
