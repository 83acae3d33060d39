import type { z } from 'zod';
import type { FlowDefinition, NodeOf } from './definition.ts';
import { didYouMean, error, type Vocabulary } from './findings.ts';
import type { Finding, Path } from './source.ts';

/** Whether actions exist, get what they need, and every outcome leads somewhere. */
export function checkActions(definition: FlowDefinition, { actions }: Vocabulary): Finding[] {
  return Object.entries(definition.nodes).flatMap(([name, node]) => {
    if (node.type !== 'action') return [];
    const action = actions.get(node.action);
    const here: Path = ['nodes', name];
    if (!action)
      return [
        error([...here, 'action'], `there is no action "${node.action}"${didYouMean(node.action, actions.keys())}`),
      ];
    return [...checkInputs(node, action.input, here), ...checkOutcomes(node, Object.keys(action.outcomes), here)];
  });
}

function checkInputs(node: NodeOf<'action'>, input: z.ZodObject, here: Path): Finding[] {
  const { shape } = input;
  const unknown = Object.keys(node.with)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) =>
      error([...here, 'with', name], `${node.action} takes no "${name}"${didYouMean(name, Object.keys(shape))}`),
    );
  const wrong = Object.entries(node.with).flatMap(([name, value]) => {
    const field = shape[name];
    if (!field || (typeof value === 'string' && value.includes('{{'))) return [];
    const parsed = (field as z.ZodType).safeParse(value);
    return parsed.success
      ? []
      : [
          error(
            [...here, 'with', name],
            `${node.action} cannot take this as "${name}": ${parsed.error.issues[0]!.message}`,
          ),
        ];
  });
  const missing = Object.entries(shape)
    .filter(([name, field]) => !(name in node.with) && !(field as z.ZodType).safeParse(undefined).success)
    .map(([name]) => error(here, `${node.action} needs "${name}" under with`));
  return [...unknown, ...wrong, ...missing];
}

function checkOutcomes(node: NodeOf<'action'>, outcomes: string[], here: Path): Finding[] {
  const unknown = Object.keys(node.on ?? {})
    .filter((name) => !outcomes.includes(name))
    .map((name) =>
      error([...here, 'on', name], `${node.action} never ends in "${name}"; it ends in ${outcomes.join(', ')}`),
    );
  const open = node.next ? [] : outcomes.filter((name) => !Object.hasOwn(node.on ?? {}, name));
  return open.length > 0
    ? [
        ...unknown,
        error(here, `dead end: say under "on" where ${open.join(', ')} of ${node.action} leads, or "next" for all`),
      ]
    : unknown;
}
