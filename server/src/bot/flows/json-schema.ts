import { z } from 'zod';
import { FlowDefinition } from './definition.ts';
import type { Vocabulary } from './findings.ts';
import { isRecord } from './template.ts';

/**
 * The JSON Schema of flow files, for editors: completes and explains every field, and knows our actions and intents.
 *
 * Draft 7, which editors of YAML read. What only the checker can know (targets, variables, lengths) is not in it.
 */
export function flowSchema({ actions, intents }: Vocabulary): Record<string, unknown> {
  const known = {
    action: [...actions.values()].map(({ name, about }) => ({ const: name, description: about })),
    intent: [...intents].map((name) => ({ const: name })),
  };
  const schema = z.toJSONSchema(FlowDefinition, { target: 'draft-7', io: 'input' });
  return { title: 'A conversation of Parlour', ...withKnown(schema, known) };
}

/** Puts the words we know in place of "any text" where a node names its action, and a trigger its intent. */
function withKnown(schema: object, known: Record<string, { const: string }[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const words = known[key];
      if (words && isRecord(value) && value.type === 'string') return [key, { oneOf: words }];
      if (Array.isArray(value)) return [key, value.map((item) => (isRecord(item) ? withKnown(item, known) : item))];
      return [key, isRecord(value) ? withKnown(value, known) : value];
    }),
  );
}
