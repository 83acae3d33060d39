import { type FlowDefinition, RESERVED_TARGETS } from './definition.ts';
import { didYouMean, error, warning } from './findings.ts';
import { entriesOf, exitsOf, isPrompt } from './outline.ts';
import type { Finding, Path } from './source.ts';

/** Where nodes lead: nowhere, round and round, or never at all. */
export function checkGraph(definition: FlowDefinition): Finding[] {
  const findings = [...checkTargets(definition), ...checkNodes(definition)];
  if (findings.some(({ severity }) => severity === 'error')) return findings; // what follows would only repeat it
  return [...checkReachable(definition), ...checkDeadEnds(definition), ...checkCircles(definition)];
}

const isReserved = (target: string): boolean => (RESERVED_TARGETS as readonly string[]).includes(target);

function checkTargets(definition: FlowDefinition): Finding[] {
  const names = Object.keys(definition.nodes);
  const missing = (path: Path, target: string) =>
    error(path, `there is no node "${target}"${didYouMean(target, [...names, ...RESERVED_TARGETS])}`);
  const exists = (target: string) => Object.hasOwn(definition.nodes, target);
  return [
    ...entriesOf(definition).flatMap(({ path, target }) =>
      exists(target) || (path[0] === 'triggers' && isReserved(target)) ? [] : [missing(path, target)],
    ),
    ...Object.entries(definition.nodes).flatMap(([name, node]) =>
      exitsOf(node).flatMap(({ path, target }) => {
        if (target === 'pass' && !MAY_PASS.includes(node.type) && !['otherwise', 'reply'].includes(String(path[0]))) {
          return [
            error(['nodes', name, ...path], '"pass" only works behind an action, a condition, otherwise or reply'),
          ];
        }
        return exists(target) || isReserved(target) ? [] : [missing(['nodes', name, ...path], target)];
      }),
    ),
  ];
}

const MAY_PASS = ['action', 'condition', 'goto'];

/** What a single node must have to lead anywhere. */
function checkNodes(definition: FlowDefinition): Finding[] {
  const findings: Finding[] = [];
  const { start, hand_off } = definition;
  for (const word of RESERVED_TARGETS)
    if (Object.hasOwn(definition.nodes, word))
      findings.push(error(['nodes', word], `"${word}" is a word of its own; call the node something else`));
  if (definition.nodes[start] && definition.nodes[start].type !== 'menu')
    findings.push(error(['start'], 'the start must be a menu'));
  if (hand_off && definition.nodes[hand_off] && definition.nodes[hand_off].type !== 'hand_off')
    findings.push(error(['hand_off'], 'this must be a node of type hand_off'));

  for (const [name, node] of Object.entries(definition.nodes)) {
    const here: Path = ['nodes', name];
    if (node.type === 'menu') {
      if (node.options.length === 0 && !node.choices)
        findings.push(error(here, 'dead end: this menu has nothing to choose'));
      findings.push(...duplicates(node.options, [...here, 'options']));
      if (!node.text && !node.lines && !node.after) findings.push(error(here, 'a menu needs a text'));
    }
    if (node.type === 'question') {
      if (!node.next && !(node.expect === 'yes_no' && node.on))
        findings.push(error(here, 'dead end: say with "next" where the answer leads'));
      if (node.on && node.expect !== 'yes_no') findings.push(error([...here, 'on'], '"on" is for expect: yes_no'));
      if (node.expect === 'choice' && !node.options?.length) findings.push(error(here, 'expect: choice needs options'));
      if (node.options && node.expect !== 'choice')
        findings.push(error([...here, 'options'], 'options are for expect: choice'));
      if (node.photos && node.expect !== 'text')
        findings.push(error([...here, 'photos'], 'photos are for expect: text; use expect: photo to ask for one'));
      if (!node.text && !node.lines && !node.after) findings.push(error(here, 'a question needs a text'));
      findings.push(...duplicates(node.options ?? [], [...here, 'options']));
    }
    if (node.type === 'text' && !node.text && !node.lines && !node.after)
      findings.push(error(here, 'there is nothing to say here'));
    if (node.type === 'wait' && (node.for === undefined) === (node.until === undefined))
      findings.push(error(here, 'a wait needs either "for" or "until"'));
    if (node.type === 'wait' && node.days && !node.until)
      findings.push(error([...here, 'days'], 'days go with "until"'));
    if (node.type === 'condition') {
      for (const [at, one] of node.cases.entries()) {
        const tests = (['is', 'is_not', 'in', 'at_least', 'at_most', 'known'] as const).filter(
          (test) => one[test] !== undefined,
        );
        if (one.variable && tests.length === 0)
          findings.push(
            error(
              [...here, 'cases', at],
              'say what the variable is compared with: is, is_not, in, at_least, at_most or known',
            ),
          );
        if (!one.variable && (tests.length > 0 || !one.hours))
          findings.push(error([...here, 'cases', at], 'a case needs a variable, or hours'));
      }
    }
  }
  return findings;
}

function duplicates(options: { id: string }[], path: Path): Finding[] {
  return options.flatMap(({ id }, at) =>
    options.findIndex((other) => other.id === id) < at
      ? [error([...path, at, 'id'], `there is another option with the id "${id}"`)]
      : [],
  );
}

function checkReachable(definition: FlowDefinition): Finding[] {
  const seen = new Set<string>();
  const ways = entriesOf(definition).map(({ target }) => target);
  for (let target = ways.pop(); target !== undefined; target = ways.pop()) {
    if (seen.has(target) || isReserved(target)) continue;
    seen.add(target);
    ways.push(...exitsOf(definition.nodes[target]!).map((exit) => exit.target));
  }
  return Object.keys(definition.nodes).flatMap((name) =>
    seen.has(name) ? [] : [warning(['nodes', name], 'nothing leads here')],
  );
}

/** Every node must be able to reach an end, a person, or a menu the customer can leave. */
function checkDeadEnds(definition: FlowDefinition): Finding[] {
  const leaves = new Set<string>([...RESERVED_TARGETS, definition.start]);
  for (const [name, node] of Object.entries(definition.nodes)) if (exitsOf(node).length === 0) leaves.add(name);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [name, node] of Object.entries(definition.nodes)) {
      if (leaves.has(name) || !exitsOf(node).some(({ target }) => leaves.has(target))) continue;
      leaves.add(name);
      grew = true;
    }
  }
  return Object.keys(definition.nodes).flatMap((name) =>
    leaves.has(name)
      ? []
      : [error(['nodes', name], 'dead end: nothing behind it leads to the main menu, back, an end or a person')],
  );
}

/** A circle without a question would talk for ever. */
function checkCircles(definition: FlowDefinition): Finding[] {
  const state = new Map<string, 'under way' | 'done'>();
  const findings: Finding[] = [];
  const visit = (name: string): void => {
    const node = definition.nodes[name];
    if (!node || isPrompt(node) || state.get(name) === 'done') return;
    state.set(name, 'under way');
    for (const { path, target } of exitsOf(node)) {
      if (state.get(target) === 'under way')
        findings.push(
          error(['nodes', name, ...path], `goes round in a circle through "${target}" without asking anything`),
        );
      else visit(target);
    }
    state.set(name, 'done');
  };
  for (const name of Object.keys(definition.nodes)) visit(name);
  return findings;
}
