import { z } from 'zod';

/**
 * The language of `flows/*.yaml`, as it is written. `docs/flows.md` explains it to whoever writes flows; the JSON
 * Schema for editors (`flows/schema.json`) is made from here, so every field that is not plain says what it is for.
 */

export const LANGUAGE_CODE = /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/;
const NAME = /^[a-z][a-z0-9_]*$/;
const PATH = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/i;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
export const DURATION = /^(\d+(?:\.\d+)?) ?(ms|s|seconds?|m|min|minutes?|h|hours?|d|days?)$/;

const Language = z.string().regex(LANGUAGE_CODE, 'a language code such as en, es or pt-BR').meta({ id: 'language' });
const Name = z
  .string()
  .regex(NAME, 'a name of small letters, digits and _, such as order_menu')
  .max(64)
  .meta({ id: 'name' });
const Path = z.string().regex(PATH, 'a variable such as orders or order.lines').meta({ id: 'variable' });
const Duration = z.string().regex(DURATION, 'a duration such as "30 min", "1.5s" or "2 days"').meta({ id: 'duration' });
const TimeOfDay = z.string().regex(TIME_OF_DAY, 'a time such as "09:00"').meta({ id: 'time' });
const Text = z
  .union([z.string().min(1), z.record(Language, z.string().min(1))], {
    error: 'a text, or one for each language: { en: …, es: … }',
  })
  .meta({
    id: 'text',
    description: 'A text: the same for everybody, or one for each language. {{variable}} is filled in.',
  });
const Words = z
  .union([z.array(z.string().min(1)), z.record(Language, z.array(z.string().min(1)))], {
    error: 'a list of words, or one for each language: { en: [hi, hello], es: [hola] }',
  })
  .meta({ id: 'words', description: 'What customers write for it. Capitals, accents and punctuation do not matter.' });
const Target = z.string().regex(NAME, 'the name of a node, or back, start or pass').meta({
  id: 'target',
  description:
    'The node that comes next; or "back" (the previous menu), "start" (the main menu), "pass" (not for us: let the assistant look elsewhere).',
});
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

const Lines = z
  .strictObject({
    each: Path.meta({ description: 'The list: one line for everything in it.' }),
    as: Name.default('item').meta({ description: 'What one of them is called in the text.' }),
    text: Text,
    most: z.int().min(1).max(50).default(10),
  })
  .meta({ description: 'A line for everything in a list.' });

const message = {
  text: Text.optional(),
  lines: Lines.optional(),
  after: Text.optional().meta({ description: 'Comes after the lines.' }),
};

const Option = z.strictObject({
  id: Name,
  title: Text.meta({ description: 'Up to 20 characters on a button, 24 in a list.' }),
  description: Text.optional().meta({ description: 'Up to 72 characters; shown in lists.' }),
  words: Words.optional().meta({ description: 'Other words that choose it, beside its title and its number.' }),
  set: z.record(Name, Scalar).optional().meta({ description: 'Variables this choice sets.' }),
  next: Target,
});

const Choices = z
  .strictObject({
    each: Path,
    as: Name.default('item'),
    id: z.string().min(1).meta({ description: 'What is remembered when it is chosen: "{{order.number}}".' }),
    title: Text,
    description: Text.optional(),
    save: Name.meta({ description: 'The variable that keeps the id of the chosen one.' }),
    next: Target,
  })
  .meta({ description: 'One option for everything in a list; they come before the fixed options.' });

const MenuNode = z
  .strictObject({
    type: z.literal('menu'),
    ...message,
    again: Text.optional().meta({
      description: 'Said instead of text when the customer comes back here from one of its options.',
    }),
    show: z
      .enum(['auto', 'buttons', 'list', 'numbers'])
      .default('auto')
      .meta({ description: 'auto: buttons up to 3 options, a list up to 10, numbered text beyond.' }),
    label: Text.optional().meta({ description: 'On the button that opens a list, up to 20 characters.' }),
    choices: Choices.optional(),
    options: z.array(Option).default([]),
    otherwise: Target.optional().meta({
      description: 'Where anything goes that is none of the options; {{said}} is the text.',
    }),
    fresh: z
      .boolean()
      .default(false)
      .meta({ description: 'Only its newest showing can be tapped, and "back" never leads to it: for confirmations.' }),
    amounts: z
      .boolean()
      .default(false)
      .meta({ description: 'A number is tried at "otherwise" first; only then it is the place of an option.' }),
  })
  .meta({ description: 'Asks the customer to choose.' });

export const EXPECTATIONS = [
  'text',
  'number',
  'order_number',
  'name',
  'date',
  'email',
  'yes_no',
  'choice',
  'photo',
  'media',
] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

const QuestionOption = z.strictObject({ id: Name, title: Text, description: Text.optional(), words: Words.optional() });

const QuestionNode = z
  .strictObject({
    type: z.literal('question'),
    ...message,
    expect: z.enum(EXPECTATIONS),
    save: Name.meta({ description: 'The variable that keeps the answer.' }),
    photos: Name.optional().meta({ description: 'The variable that keeps photos and files sent with a text answer.' }),
    at_least: z.number().optional().meta({ description: 'Smallest number, or fewest characters of a text.' }),
    at_most: z.number().optional().meta({ description: 'Largest number, or most characters of a text.' }),
    options: z.array(QuestionOption).optional().meta({ description: 'For expect: choice.' }),
    quiet: Duration.optional().meta({
      description: 'Wait until the customer has been quiet so long, and take everything as one answer.',
    }),
    retry: Text.optional().meta({ description: 'Said when the answer does not fit.' }),
    tries: z.int().min(1).max(10).default(3),
    otherwise: Target.optional().meta({ description: 'After that many tries; without it a person takes over.' }),
    on: z.strictObject({ yes: Target, no: Target }).optional().meta({ description: 'For expect: yes_no.' }),
    next: Target.optional(),
  })
  .meta({ description: 'Asks for something and keeps the answer.' });

const TextNode = z
  .strictObject({ type: z.literal('text'), ...message, next: Target })
  .meta({ description: 'Says something and goes on.' });

const ActionNode = z
  .strictObject({
    type: z.literal('action'),
    action: z.string().min(1),
    with: z
      .record(Name, Scalar)
      .default({})
      .meta({ description: 'What the action is given; "{{variable}}" gives the value itself.' }),
    save: Name.optional().meta({
      description:
        'What the result is called. It lasts until the customer answers, unless it is listed under variables.',
    }),
    on: z.record(Name, Target).optional().meta({ description: 'Where each outcome goes.' }),
    next: Target.optional().meta({ description: 'Where every outcome goes that is not listed under on.' }),
  })
  .meta({ description: 'Looks something up or does something.' });

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const Days = z.array(z.enum(DAYS)).min(1);

const Case = z.strictObject({
  variable: Path.optional(),
  is: Scalar.optional(),
  is_not: Scalar.optional(),
  in: z.array(Scalar).optional(),
  at_least: z.number().optional(),
  at_most: z.number().optional(),
  known: z.boolean().optional().meta({ description: 'Whether the variable has a value (an empty list has none).' }),
  hours: z
    .strictObject({ days: Days.optional(), from: TimeOfDay, to: TimeOfDay })
    .optional()
    .meta({ description: "Whether it is between these times at the business's place." }),
  next: Target,
});

const ConditionNode = z
  .strictObject({ type: z.literal('condition'), cases: z.array(Case).min(1), else: Target })
  .meta({ description: 'Goes one way or another; the first case that holds counts.' });

const WaitNode = z
  .strictObject({
    type: z.literal('wait'),
    for: Duration.optional(),
    until: TimeOfDay.optional().meta({ description: "The next time it is so late at the business's place." }),
    days: Days.optional().meta({ description: 'With until: only on these days.' }),
    next: Target,
    reply: Target.optional().meta({ description: 'Where a message goes that comes meanwhile; {{said}} is its text.' }),
  })
  .meta({ description: 'Waits, then goes on by itself.' });

const HandOffNode = z
  .strictObject({
    type: z.literal('hand_off'),
    text: Text.optional(),
    reason: Text.optional().meta({ description: 'For the person who takes over.' }),
  })
  .meta({ description: 'Gives the conversation to a person; the assistant is silent until it is given back.' });

const EndNode = z
  .strictObject({ type: z.literal('end'), ...message })
  .meta({ description: 'The conversation rests; a new message starts again.' });

const GotoNode = z
  .strictObject({ type: z.literal('goto'), to: Target, set: z.record(Name, Scalar).optional() })
  .meta({ description: 'Goes to another node.' });

export const FlowNode = z.discriminatedUnion('type', [
  TextNode,
  MenuNode,
  QuestionNode,
  ConditionNode,
  ActionNode,
  WaitNode,
  HandOffNode,
  EndNode,
  GotoNode,
]);

/** What works everywhere, whatever is being asked. */
export const GLOBAL_WORDS = ['menu', 'hi', 'back', 'help', 'human', 'stop', 'start'] as const;
export type GlobalWord = (typeof GLOBAL_WORDS)[number];

const words = Object.fromEntries(GLOBAL_WORDS.map((word) => [word, Words.optional()])) as Record<
  GlobalWord,
  z.ZodOptional<typeof Words>
>;

/** Sentences the assistant says by itself; a flow may put them in its own words. */
export const STANDARD_TEXTS = [
  'choose',
  'not_understood',
  'not_understood_again',
  'retry',
  'did_you_mean',
  'hand_off',
  'welcome_back',
  'outdated',
  'cannot_read',
  'stopped',
  'started',
  'yes',
  'no',
  'main_menu',
  'catching_up',
] as const;
export type StandardText = (typeof STANDARD_TEXTS)[number];

const texts = Object.fromEntries(STANDARD_TEXTS.map((name) => [name, Text.optional()])) as Record<
  StandardText,
  z.ZodOptional<typeof Text>
>;

const Trigger = z
  .strictObject({
    words: Words.optional().meta({
      description: 'Phrases anywhere in a message; single words must be the whole message.',
    }),
    intent: z.string().optional().meta({ description: 'What the customer means, as the assistant understands it.' }),
    message: z
      .enum(['order', 'location', 'contacts', 'image', 'document'])
      .optional()
      .meta({ description: 'A kind of message.' }),
    title: Text.optional().meta({
      description: 'Offered as a suggestion when the assistant is not sure; up to 20 characters.',
    }),
    set: z.record(Name, Scalar).optional(),
    next: Target,
  })
  .meta({ description: 'Takes the customer to a node from anywhere.' });

export const FlowDefinition = z.strictObject({
  version: z.literal(1).meta({ description: 'Of this language; 1.' }),
  name: Name.meta({ description: 'The same as the file: shop in shop.yaml.' }),
  about: z.string().optional(),
  languages: z.array(Language).min(1).meta({ description: 'The first is used when the customer speaks none of them.' }),
  start: Name.meta({ description: 'The main menu.' }),
  help: Name.optional().meta({ description: 'Where the word "help" goes; the main menu without it.' }),
  hand_off: Name.optional().meta({
    description: 'The hand_off node for the word "human" and for three misunderstandings.',
  }),
  expires_after: Duration.default('30 min').meta({
    description: 'After so long without a message the conversation begins again.',
  }),
  variables: z
    .record(Name, Scalar.nullable())
    .default({})
    .meta({ description: 'What is remembered until the main menu, and its value at first (null: none).' }),
  words: z
    .strictObject({
      ...words,
      language: z
        .record(Language, z.array(z.string()))
        .optional()
        .meta({ description: 'Words that switch to a language.' }),
    })
    .default({}),
  texts: z.strictObject(texts).default({}),
  labels: z
    .record(Name, z.record(z.string(), Text))
    .default({})
    .meta({ description: 'Words for values: {{order.state | order_state}} says labels.order_state.shipped.' }),
  triggers: z.array(Trigger).default([]),
  nodes: z.record(Name, FlowNode),
});
export type FlowDefinition = z.infer<typeof FlowDefinition>;
export type FlowNode = z.infer<typeof FlowNode>;
export type NodeOf<T extends FlowNode['type']> = Extract<FlowNode, { type: T }>;
export type Text = z.infer<typeof Text>;
export type Words = z.infer<typeof Words>;
export type Lines = z.infer<typeof Lines>;
export type Case = z.infer<typeof Case>;
export type Trigger = z.infer<typeof Trigger>;
export type Day = (typeof DAYS)[number];

/** Places a target may name without being a node. */
export const RESERVED_TARGETS = ['back', 'start', 'pass'] as const;

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as "30 min" that the schema has let through. */
export function durationMs(duration: string): number {
  const [, amount, unit] = DURATION.exec(duration) ?? [];
  return Math.round(Number(amount) * (UNIT_MS[unit === 'ms' ? 'ms' : unit!.charAt(0)] ?? 0));
}
