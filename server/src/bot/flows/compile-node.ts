import { durationMs, type FlowNode, type NodeOf, type Text } from './definition.ts';
import type { CompiledNode, Menu, MenuOption, Message, Question, Say } from './flow.ts';
import { readTemplate } from './template.ts';
import { assignments, phrasesOf, sayIn } from './wording.ts';

/** One node ready to run. @throws TemplateMistake */
export function compileNode(name: string, node: FlowNode, languages: string[]): CompiledNode {
  const say = (text: Text): Say => sayIn(languages, text);
  switch (node.type) {
    case 'text':
      return { type: 'text', message: messageOf(node, languages), next: node.next };
    case 'end':
      return { type: 'end', message: messageOf(node, languages) };
    case 'menu':
      return compileMenu(name, node, languages);
    case 'question':
      return compileQuestion(name, node, languages);
    case 'condition':
      return {
        type: 'condition',
        cases: node.cases.map(({ variable, ...rest }) => ({ ...rest, path: variable?.split('.') ?? null })),
        else: node.else,
      };
    case 'action':
      return {
        type: 'action',
        action: node.action,
        with: assignments(node.with),
        save: node.save ?? null,
        on: node.on ?? {},
        next: node.next ?? null,
      };
    case 'wait':
      return {
        type: 'wait',
        name,
        forMs: node.for ? durationMs(node.for) : null,
        until: node.until ?? null,
        days: node.days ?? null,
        next: node.next,
        reply: node.reply ?? null,
      };
    case 'hand_off':
      return {
        type: 'hand_off',
        text: node.text ? say(node.text) : null,
        reason: node.reason ? say(node.reason) : null,
      };
    case 'goto':
      return { type: 'goto', to: node.to, set: assignments(node.set ?? {}) };
  }
}

function compileMenu(name: string, node: NodeOf<'menu'>, languages: string[]): Menu {
  const say = (text: Text): Say => sayIn(languages, text);
  return {
    type: 'menu',
    name,
    message: messageOf(node, languages),
    again: node.again ? messageOf({ ...node, text: node.again }, languages) : null,
    show: node.show,
    label: node.label ? say(node.label) : null,
    choices: node.choices
      ? {
          path: node.choices.each.split('.'),
          as: node.choices.as,
          id: readTemplate(node.choices.id),
          title: say(node.choices.title),
          description: node.choices.description ? say(node.choices.description) : null,
          save: node.choices.save,
          next: node.choices.next,
        }
      : null,
    options: node.options.map((option) => compileOption(option, languages)),
    byPhrase: phrasesOf(node.options, languages),
    otherwise: node.otherwise ?? null,
    fresh: node.fresh,
    amounts: node.amounts,
  };
}

function compileQuestion(name: string, node: NodeOf<'question'>, languages: string[]): Question {
  const say = (text: Text): Say => sayIn(languages, text);
  const options = node.options ?? [];
  return {
    type: 'question',
    name,
    message: messageOf(node, languages),
    expect: node.expect,
    save: node.save,
    photos: node.photos ?? null,
    atLeast: node.at_least ?? null,
    atMost: node.at_most ?? null,
    options: options.map((option) => compileOption({ ...option, next: '' }, languages)),
    byPhrase: phrasesOf(options, languages),
    quietMs: node.quiet ? durationMs(node.quiet) : 0,
    retry: node.retry ? say(node.retry) : null,
    tries: node.tries,
    otherwise: node.otherwise ?? null,
    next: node.next ?? null,
    on: node.on ?? null,
  };
}

function compileOption(
  { id, title, description, set, next }: NodeOf<'menu'>['options'][number],
  languages: string[],
): MenuOption {
  return {
    id,
    title: sayIn(languages, title),
    description: description ? sayIn(languages, description) : null,
    set: assignments(set ?? {}),
    next,
  };
}

function messageOf(node: Pick<NodeOf<'text'>, 'text' | 'lines' | 'after'>, languages: string[]): Message {
  return {
    text: node.text ? sayIn(languages, node.text) : null,
    lines: node.lines
      ? {
          path: node.lines.each.split('.'),
          as: node.lines.as,
          text: sayIn(languages, node.lines.text),
          most: node.lines.most,
        }
      : null,
    after: node.after ? sayIn(languages, node.after) : null,
  };
}
