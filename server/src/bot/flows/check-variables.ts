import type { FlowDefinition, FlowNode, Text } from './definition.ts';
import { didYouMean, error, type Vocabulary, warning } from './findings.ts';
import { entriesOf, exitsOf, isPrompt, type Wording, wordingsOf } from './outline.ts';
import { ANY, eitherShape, follow, type Shape, shapeOf, VALUE } from './shapes.ts';
import type { Finding, Path } from './source.ts';
import { readTemplate, type Slot, TemplateMistake } from './template.ts';
import { BUILT_IN_FIELDS } from './turn.ts';

type Variables = Map<string, Shape>;

/** Whether every variable that is used is known there, has the fields that are named, and words for its values. */
export function checkVariables(definition: FlowDefinition, vocabulary: Vocabulary): Finding[] {
  const everywhere = variablesAnywhere(definition, vocabulary);
  const arriving = variablesOnArrival(definition, vocabulary);
  const uses = [...usesInTexts(definition), ...usesInNodes(definition)];
  return uses.flatMap((use) =>
    checkUse(use, definition, everywhere, use.node === null ? null : (arriving.get(use.node) ?? null)),
  );
}

/** One place that reads a variable. */
type Use = {
  path: Path;
  variable: string[];
  node: string | null;
  label: string | null;
  item?: Wording['item'];
  mayBeEmpty?: boolean;
};

function checkUse(use: Use, definition: FlowDefinition, everywhere: Variables, here: Variables | null): Finding[] {
  const { path, variable, label, item } = use;
  const [name, ...fields] = variable;
  const labels = label === null ? [] : checkLabelExists(label, path, definition);
  const shape = item?.name === name ? itemShape(item!, everywhere) : everywhere.get(name!);
  if (!shape)
    return [
      ...labels,
      error(
        path,
        `there is no variable "${name}"${didYouMean(name!, [...everywhere.keys(), ...(item ? [item.name] : [])])}`,
      ),
    ];
  if (item?.name !== name && here && !here.has(name!) && !use.mayBeEmpty) {
    return [
      ...labels,
      warning(
        path,
        `"${name}" may have no value here; results of actions last until the customer answers, unless they are listed under variables`,
      ),
    ];
  }
  const found = follow(shape, fields);
  if ('unknown' in found) {
    return [
      ...labels,
      error(
        path,
        `"${name}" has no "${found.unknown}"${found.known.length > 0 ? `; it has ${found.known.join(', ')}` : ''}`,
      ),
    ];
  }
  return [...labels, ...checkLabelCovers(label, found.shape, path, definition)];
}

function checkLabelExists(label: string, path: Path, { labels }: FlowDefinition): Finding[] {
  return Object.hasOwn(labels, label)
    ? []
    : [error(path, `there are no labels "${label}"${didYouMean(label, Object.keys(labels))}`)];
}

function checkLabelCovers(label: string | null, shape: Shape, path: Path, { labels }: FlowDefinition): Finding[] {
  if (label === null || shape.kind !== 'value' || !shape.of || !labels[label]) return [];
  const missing = shape.of.filter((value) => !Object.hasOwn(labels[label]!, value));
  return missing.length > 0 ? [error(path, `labels.${label} has no words for ${missing.join(', ')}`)] : [];
}

function itemShape(item: NonNullable<Wording['item']>, everywhere: Variables): Shape {
  const [name, ...fields] = item.each.split('.');
  const list = everywhere.get(name!);
  const found = list && follow(list, fields);
  return found && 'shape' in found && found.shape.kind === 'list' ? found.shape.item : ANY;
}

function usesInTexts(definition: FlowDefinition): Use[] {
  return wordingsOf(definition).flatMap(({ path, text, node, item }) =>
    slotsIn(text).map(
      ({ path: variable, label, language }): Use => ({
        path: language ? [...path, language] : path,
        variable,
        label,
        node,
        ...(item ? { item } : {}),
      }),
    ),
  );
}

function slotsIn(text: Text): (Slot & { language?: string })[] {
  if (typeof text === 'string') return slotsOf(text);
  return Object.entries(text).flatMap(([language, one]) => slotsOf(one).map((slot) => ({ ...slot, language })));
}

function slotsOf(text: string): Slot[] {
  try {
    return readTemplate(text).pieces.filter((piece) => typeof piece !== 'string');
  } catch (mistake) {
    if (mistake instanceof TemplateMistake) return []; // the check of texts names it
    throw mistake;
  }
}

/** Lists that are repeated, values given to actions, values compared and set. */
function usesInNodes(definition: FlowDefinition): Use[] {
  return Object.entries(definition.nodes).flatMap(([node, { type, ...rest }]) => {
    const use = (path: Path, variable: string, more: Partial<Use> = {}): Use => ({
      path: ['nodes', node, ...path],
      variable: variable.split('.'),
      node,
      label: null,
      ...more,
    });
    const uses: Use[] = [];
    if ('lines' in rest && rest.lines) uses.push(use(['lines', 'each'], rest.lines.each));
    if ('choices' in rest && rest.choices) uses.push(use(['choices', 'each'], rest.choices.each));
    if ('cases' in rest)
      for (const [at, one] of rest.cases.entries())
        if (one.variable) uses.push(use(['cases', at, 'variable'], one.variable, { mayBeEmpty: true }));
    const given = {
      ...('with' in rest ? { with: rest.with } : {}),
      ...('set' in rest && rest.set ? { set: rest.set } : {}),
    };
    for (const [key, values] of Object.entries(given)) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === 'string')
          for (const slot of slotsOf(value))
            uses.push(use([key, name], slot.path.join('.'), { label: slot.label, mayBeEmpty: true }));
      }
    }
    return uses;
  });
}

/** Every variable a flow ever has, with all it may be. */
function variablesAnywhere(definition: FlowDefinition, vocabulary: Vocabulary): Variables {
  const variables = builtIn();
  const add = (name: string, shape: Shape) => variables.set(name, eitherShape(variables.get(name), shape));
  for (const [name, value] of Object.entries(definition.variables)) if (value !== null) add(name, VALUE);
  for (const node of Object.values(definition.nodes))
    for (const [name, shape] of savedBy(node, vocabulary)) add(name, shape);
  for (const trigger of definition.triggers) for (const name of Object.keys(trigger.set ?? {})) add(name, VALUE);
  for (const name of Object.keys(definition.variables)) if (!variables.has(name)) add(name, ANY);
  return variables;
}

function builtIn(): Variables {
  return new Map(
    Object.entries(BUILT_IN_FIELDS).map(([name, fields]): [string, Shape] => [name, builtInShape(fields)]),
  );
}

function builtInShape(fields: string[] | null): Shape {
  if (fields === null) return VALUE;
  if (fields.length === 0) return { kind: 'list', item: VALUE };
  return { kind: 'group', fields: Object.fromEntries(fields.map((field) => [field, VALUE])) };
}

/** What a node leaves behind, under every outcome. */
function savedBy(node: FlowNode, { actions }: Vocabulary): [name: string, shape: Shape][] {
  switch (node.type) {
    case 'question':
      return [
        [node.save, VALUE],
        ...(node.photos ? [[node.photos, { kind: 'list', item: VALUE }] as [string, Shape]] : []),
      ];
    case 'menu':
      return [
        ...(node.choices ? [[node.choices.save, VALUE] as [string, Shape]] : []),
        ...node.options.flatMap(({ set }) => Object.keys(set ?? {}).map((name): [string, Shape] => [name, VALUE])),
      ];
    case 'goto':
      return Object.keys(node.set ?? {}).map((name) => [name, VALUE]);
    case 'action': {
      const action = actions.get(node.action);
      if (!node.save) return [];
      return action
        ? Object.values(action.outcomes).map((outcome) => [node.save!, shapeOf(outcome)])
        : [[node.save, ANY]];
    }
    default:
      return [];
  }
}

/**
 * The names that surely have a value when a node is reached: on every way there. A prompt begins a new turn, in which
 * results of actions are gone.
 */
function variablesOnArrival(definition: FlowDefinition, vocabulary: Vocabulary): Map<string, Variables> {
  const always = new Map([
    ...builtIn(),
    ...Object.keys(definition.variables).map((name): [string, Shape] => [name, ANY]),
  ]);
  const arrived = new Map<string, Variables>();
  const open = entriesOf(definition).map(({ target, path }) => {
    const set = path[0] === 'triggers' ? Object.keys(definition.triggers[Number(path[1])]?.set ?? {}) : [];
    return { target, variables: new Map([...always, ...set.map((name): [string, Shape] => [name, ANY])]) };
  });
  for (let next = open.pop(); next; next = open.pop()) {
    const node = definition.nodes[next.target];
    if (!node) continue;
    const known = arrived.get(next.target);
    const variables = known ? new Map([...known].filter(([name]) => next!.variables.has(name))) : next.variables;
    if (known && variables.size === known.size) continue;
    arrived.set(next.target, variables);
    const leaving = new Map([
      ...(isPrompt(node) ? withoutResults(variables, definition) : variables),
      ...savedBy(node, vocabulary),
    ]);
    for (const { target } of exitsOf(node)) open.push({ target, variables: leaving });
  }
  return arrived;
}

/** What of `variables` outlives the turn: everything but results of actions that are not listed under variables. */
function withoutResults(variables: Variables, definition: FlowDefinition): Variables {
  const results = new Set(
    Object.values(definition.nodes).flatMap((node) =>
      node.type === 'action' && node.save && !(node.save in definition.variables) ? [node.save] : [],
    ),
  );
  return new Map([...variables].filter(([name]) => !results.has(name)));
}
