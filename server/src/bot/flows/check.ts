import { checkActions } from './check-actions.ts';
import { checkGraph } from './check-graph.ts';
import { checkTexts } from './check-texts.ts';
import { checkVariables } from './check-variables.ts';
import { checkWords } from './check-words.ts';
import type { FlowDefinition } from './definition.ts';
import type { Vocabulary } from './findings.ts';
import type { Finding } from './source.ts';

/**
 * Everything that would go wrong in a flow, before a customer finds it.
 *
 * Errors keep a flow from being used. Warnings and hints do not; `flows check` fails on warnings too.
 */
export function checkFlow(definition: FlowDefinition, vocabulary: Vocabulary): Finding[] {
  return [
    ...checkGraph(definition),
    ...checkActions(definition, vocabulary),
    ...checkTexts(definition),
    ...checkWords(definition, vocabulary),
    ...checkVariables(definition, vocabulary),
  ];
}
