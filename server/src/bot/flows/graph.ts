import type { Case, FlowDefinition, FlowNode, Text } from './definition.ts';
import { type Exit, exitsOf } from './outline.ts';
import type { Path } from './source.ts';

/** A flow as a drawing: what it says and where it leads, with the lines of the file. Texts in one language. */
export type FlowGraph = { nodes: GraphNode[]; edges: GraphEdge[]; entries: GraphEntry[] };
export type GraphNode = {
  name: string;
  type: FlowNode['type'];
  line: number;
  text: string | null; // what the customer reads, slots unfilled
  about: string | null; // what it does: an action, what a question expects, how long it waits
  options: string[];
};
/** `to` may be a node, or "back" or "pass"; "start" is named as the main menu it is. */
export type GraphEdge = { from: string; to: string; why: EdgeKind; label: string | null };
export type EdgeKind = 'next' | 'option' | 'choice' | 'otherwise' | 'outcome' | 'case' | 'else' | 'answer' | 'reply';
/** A way in from anywhere. `label`: the first words or the meaning that lead there. */
export type GraphEntry = { to: string; why: 'start' | 'help' | 'hand_off' | 'trigger'; label: string | null };

/** @param lineOf where something of the file stands. */
export function graphOf(definition: FlowDefinition, language: string, lineOf: (path: Path) => number): FlowGraph {
  const say = (text: Text | undefined): string | null => (text === undefined ? null : inLanguage(text, language));
  const nodes = Object.entries(definition.nodes);
  return {
    nodes: nodes.map(([name, node]) => ({
      name,
      type: node.type,
      line: lineOf(['nodes', name]),
      text: say('text' in node ? node.text : undefined),
      about: aboutOf(node),
      options: 'options' in node && node.options ? node.options.map(({ title }) => inLanguage(title, language)) : [],
    })),
    edges: nodes.flatMap(([name, node]) =>
      exitsOf(node).map((exit) => ({
        from: name,
        to: exit.target === 'start' ? definition.start : exit.target,
        ...labelOf(node, exit, language),
      })),
    ),
    entries: [
      { to: definition.start, why: 'start', label: null },
      ...(definition.help ? [{ to: definition.help, why: 'help' as const, label: null }] : []),
      ...(definition.hand_off ? [{ to: definition.hand_off, why: 'hand_off' as const, label: null }] : []),
      ...definition.triggers.map(({ next, title, words, intent, message }) => ({
        to: next === 'start' ? definition.start : next,
        why: 'trigger' as const,
        label: say(title) ?? firstWord(words, language) ?? intent ?? message ?? null,
      })),
    ],
  };
}

const inLanguage = (text: Text, language: string): string =>
  typeof text === 'string' ? text : (text[language] ?? Object.values(text)[0] ?? '');

function firstWord(words: FlowDefinition['triggers'][number]['words'], language: string): string | undefined {
  if (!words || Array.isArray(words)) return words?.[0];
  return (words[language] ?? Object.values(words)[0])?.[0];
}

function aboutOf(node: FlowNode): string | null {
  switch (node.type) {
    case 'action':
      return node.action;
    case 'question':
      return `${node.expect} → ${node.save}`;
    case 'wait':
      return node.for ?? ([node.until, node.days?.join(' ')].filter(Boolean).join(', ') || null);
    default:
      return null;
  }
}

function labelOf(node: FlowNode, { path }: Exit, language: string): Pick<GraphEdge, 'why' | 'label'> {
  const [field, which] = path;
  switch (field) {
    case 'options': {
      const option = node.type === 'menu' ? node.options[Number(which)] : undefined;
      return { why: 'option', label: option ? inLanguage(option.title, language) : null };
    }
    case 'choices':
      return { why: 'choice', label: node.type === 'menu' ? (node.choices?.each ?? null) : null };
    case 'on':
      return { why: node.type === 'question' ? 'answer' : 'outcome', label: String(which) };
    case 'cases': {
      const one = node.type === 'condition' ? node.cases[Number(which)] : undefined;
      return { why: 'case', label: one ? caseLabel(one) : null };
    }
    case 'otherwise':
    case 'else':
    case 'reply':
      return { why: field, label: null };
    default:
      return { why: 'next', label: null };
  }
}

function caseLabel({ variable, is, is_not, in: among, at_least, at_most, known, hours }: Case): string {
  const parts = [
    is === undefined ? null : `= ${is}`,
    is_not === undefined ? null : `≠ ${is_not}`,
    among === undefined ? null : `∈ ${among.join(', ')}`,
    at_least === undefined ? null : `≥ ${at_least}`,
    at_most === undefined ? null : `≤ ${at_most}`,
    known === undefined ? null : known ? '✓' : '∅',
    hours === undefined ? null : [hours.days?.join(' '), `${hours.from}–${hours.to}`].filter(Boolean).join(' '),
  ];
  return [variable, ...parts].filter((part) => part !== null && part !== undefined).join(' ');
}
