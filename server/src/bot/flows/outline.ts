import type { FlowDefinition, FlowNode, Text } from './definition.ts';
import { LIMITS } from './limits.ts';
import type { Path } from './source.ts';

/** A place in a node that names another node. */
export type Exit = { path: Path; target: string };

/** Everywhere a node can lead, with the place that says so. */
export function exitsOf(node: FlowNode): Exit[] {
  const exit = (path: Path, target: string | undefined): Exit[] => (target === undefined ? [] : [{ path, target }]);
  switch (node.type) {
    case 'text':
      return exit(['next'], node.next);
    case 'goto':
      return exit(['to'], node.to);
    case 'menu':
      return [
        ...exit(['choices', 'next'], node.choices?.next),
        ...node.options.flatMap((option, at) => exit(['options', at, 'next'], option.next)),
        ...exit(['otherwise'], node.otherwise),
      ];
    case 'question':
      return [
        ...exit(['on', 'yes'], node.on?.yes),
        ...exit(['on', 'no'], node.on?.no),
        ...exit(['next'], node.next),
        ...exit(['otherwise'], node.otherwise),
      ];
    case 'action':
      return [
        ...Object.entries(node.on ?? {}).flatMap(([outcome, target]) => exit(['on', outcome], target)),
        ...exit(['next'], node.next),
      ];
    case 'condition':
      return [...node.cases.flatMap((one, at) => exit(['cases', at, 'next'], one.next)), ...exit(['else'], node.else)];
    case 'wait':
      return [...exit(['next'], node.next), ...exit(['reply'], node.reply)];
    case 'hand_off':
    case 'end':
      return [];
  }
}

/** Whether the customer is waited for here, so that a new turn begins behind it. */
export const isPrompt = (node: FlowNode): boolean =>
  node.type === 'menu' || node.type === 'question' || node.type === 'wait';

/** Ways into a flow beside its nodes: the main menu, help, hand-off, triggers. */
export function entriesOf(definition: FlowDefinition): Exit[] {
  const named = (key: 'start' | 'help' | 'hand_off'): Exit[] =>
    definition[key] === undefined ? [] : [{ path: [key], target: definition[key] }];
  return [
    ...named('start'),
    ...named('help'),
    ...named('hand_off'),
    ...definition.triggers.map(({ next }, at): Exit => ({ path: ['triggers', at, 'next'], target: next })),
  ];
}

/** A text of a flow: where it stands, in which node, how long it may get, and which list gives it its item. */
export type Wording = {
  path: Path;
  text: Text;
  node: string | null;
  limit: number;
  what: string;
  item?: { name: string; each: string };
  times?: number; // repeated so often in one message
  isCut?: true; // too long is cut, since it comes from a list
};

/** Every text of a flow. */
export function wordingsOf(definition: FlowDefinition): Wording[] {
  const standard = Object.entries(definition.texts).map(([name, text]): Wording => {
    const limit = SHORT_TEXTS.includes(name) ? LIMITS.buttonTitle : LIMITS.buttonsBody;
    return {
      path: ['texts', name],
      text: text!,
      node: null,
      limit,
      what: limit === LIMITS.buttonTitle ? 'a button' : 'a message with buttons',
    };
  });
  const labels = Object.entries(definition.labels).flatMap(([table, values]) =>
    Object.entries(values).map(
      ([value, text]): Wording => ({
        path: ['labels', table, value],
        text,
        node: null,
        limit: LIMITS.textBody,
        what: 'a text',
      }),
    ),
  );
  const triggers = definition.triggers.flatMap(({ title }, at): Wording[] =>
    title === undefined
      ? []
      : [{ path: ['triggers', at, 'title'], text: title, node: null, limit: LIMITS.buttonTitle, what: 'a button' }],
  );
  const nodes = Object.entries(definition.nodes).flatMap(([name, node]) => nodeWordings(name, node));
  return [...standard, ...labels, ...triggers, ...nodes];
}

const SHORT_TEXTS = ['choose', 'yes', 'no', 'main_menu'];

function nodeWordings(name: string, node: FlowNode): Wording[] {
  const wording = (
    path: Path,
    text: Text | undefined,
    limit: number,
    what: string,
    more: Partial<Wording> = {},
  ): Wording[] =>
    text === undefined ? [] : [{ path: ['nodes', name, ...path], text, node: name, limit, what, ...more }];
  const body = (limit: number, what: string): Wording[] => {
    if (!('lines' in node) && !('text' in node)) return [];
    const { text } = node;
    const lines = 'lines' in node ? node.lines : undefined;
    return [
      ...wording(['text'], text, limit, what),
      ...(lines
        ? wording(['lines', 'text'], lines.text, limit, what, {
            item: { name: lines.as, each: lines.each },
            times: lines.most,
          })
        : []),
      ...wording(['after'], 'after' in node ? node.after : undefined, limit, what),
    ];
  };
  switch (node.type) {
    case 'text':
    case 'end':
      return body(LIMITS.textBody, 'a text message');
    case 'hand_off':
      return [
        ...body(LIMITS.textBody, 'a text message'),
        ...wording(['reason'], node.reason, LIMITS.textBody, 'a note'),
      ];
    case 'question': {
      const asButtons = node.expect === 'yes_no' || (node.options && node.options.length <= LIMITS.buttons);
      const options = (node.options ?? []).flatMap((option, at) => [
        ...wording(
          ['options', at, 'title'],
          option.title,
          asButtons ? LIMITS.buttonTitle : LIMITS.rowTitle,
          asButtons ? 'a button' : 'a row of a list',
        ),
        ...wording(
          ['options', at, 'description'],
          option.description,
          LIMITS.rowDescription,
          'a description in a list',
        ),
      ]);
      return [
        ...body(asButtons ? LIMITS.buttonsBody : LIMITS.textBody, 'a question'),
        ...wording(['retry'], node.retry, LIMITS.buttonsBody, 'a message'),
        ...options,
      ];
    }
    case 'menu': {
      const asButtons =
        node.show === 'buttons' || (node.show === 'auto' && !node.choices && node.options.length <= LIMITS.buttons);
      const titleLimit = asButtons ? LIMITS.buttonTitle : node.show === 'numbers' ? LIMITS.textBody : LIMITS.rowTitle;
      const titleOf = asButtons ? 'a button' : 'a row of a list';
      const item = node.choices && { name: node.choices.as, each: node.choices.each };
      return [
        ...body(
          asButtons ? LIMITS.buttonsBody : LIMITS.listBody,
          asButtons ? 'a message with buttons' : 'a message with a list',
        ),
        ...wording(['again'], node.again, asButtons ? LIMITS.buttonsBody : LIMITS.listBody, 'a message with options'),
        ...wording(['label'], node.label, LIMITS.listLabel, 'the button of a list'),
        ...node.options.flatMap((option, at) => [
          ...wording(['options', at, 'title'], option.title, titleLimit, titleOf),
          ...wording(
            ['options', at, 'description'],
            option.description,
            LIMITS.rowDescription,
            'a description in a list',
          ),
        ]),
        ...(node.choices && item
          ? [
              ...wording(['choices', 'id'], node.choices.id, LIMITS.rowId, 'an id', { item, isCut: true }),
              ...wording(['choices', 'title'], node.choices.title, LIMITS.rowTitle, 'a row of a list', {
                item,
                isCut: true,
              }),
              ...wording(
                ['choices', 'description'],
                node.choices.description,
                LIMITS.rowDescription,
                'a description in a list',
                { item, isCut: true },
              ),
            ]
          : []),
      ];
    }
    default:
      return [];
  }
}
