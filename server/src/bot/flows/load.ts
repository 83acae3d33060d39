import { checkFlow } from './check.ts';
import { compileFlow } from './compile.ts';
import type { FlowDefinition } from './definition.ts';
import { error, type Vocabulary } from './findings.ts';
import type { Flow } from './flow.ts';
import { type LocatedFinding, readSource } from './source.ts';

/** A flow as it was read: ready to run when nothing is wrong with it. */
export type LoadedFlow = {
  flow: Flow | null; // null when there are errors
  definition: FlowDefinition | null; // also of a flow with errors, as long as it has the right shape
  version: string;
  findings: LocatedFinding[];
};

/** Reads, checks and compiles one flow. */
export function loadFlow(name: string, text: string, vocabulary: Vocabulary): LoadedFlow {
  const { definition, version, findings, locate } = readSource(text);
  if (!definition) return { flow: null, definition, version, findings };
  const checked = checkFlow(definition, vocabulary);
  if (definition.name !== name)
    checked.push(error(['name'], `the file is called ${name}.yaml, so the name should be "${name}"`));
  const located = checked.map(locate).sort((a, b) => a.line - b.line || a.column - b.column);
  const isGood = checked.every(({ severity }) => severity !== 'error');
  return { flow: isGood ? compileFlow(definition, version) : null, definition, version, findings: located };
}
