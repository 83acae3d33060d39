import { z } from 'zod';
import { OutboundContent } from '../conversations/api.ts';
import { PageQuery } from '../platform/page.ts';
import { Sends } from './flows/talking.ts';

/** Wire shapes of `/api/v1/flows`. */

const LONGEST_SOURCE = 500_000; // characters; the shipped flows have a tenth of it
const MOST_STEPS = 60;

export const FlowName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .describe('As in `flows/shop.yaml`: "shop".');
export const ByName = z.object({ name: FlowName });
export const ByNumber = ByName.extend({ number: z.coerce.number().int().min(0).describe('0: the file in `flows/`.') });
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/);
export const InLanguage = z.object({
  language: Language.optional().describe("Of the texts in the graph; absent: the business's own."),
});
const Source = z.string().max(LONGEST_SOURCE).describe('The flow as YAML; docs/flows.md explains it.');

export const FindingView = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
});
const NodeView = z.object({
  name: z.string(),
  type: z.enum(['text', 'menu', 'question', 'condition', 'action', 'wait', 'hand_off', 'end', 'goto']),
  line: z.number().int(),
  text: z.string().nullable(),
  about: z.string().nullable().describe('An action, what a question expects, how long it waits.'),
  options: z.array(z.string()),
});
const EdgeView = z.object({
  from: z.string(),
  to: z.string().describe('A node, "back" or "pass".'),
  why: z.enum(['next', 'option', 'choice', 'otherwise', 'outcome', 'case', 'else', 'answer', 'reply']),
  label: z.string().nullable(),
});
const EntryView = z.object({
  to: z.string(),
  why: z.enum(['start', 'help', 'hand_off', 'trigger']),
  label: z.string().nullable(),
});
const GraphView = z
  .object({ nodes: z.array(NodeView), edges: z.array(EdgeView), entries: z.array(EntryView) })
  .describe('Null while the file has no readable shape.');
const Path = z
  .array(z.union([z.string().max(200), z.number().int().min(0)]))
  .min(1)
  .max(12);
const TextView = z.object({
  path: Path.describe('Where it stands in the file: ["nodes", "main_menu", "text"].'),
  node: z.string().nullable(),
  what: z.string().describe('What it becomes: "a button".'),
  limit: z.number().int().describe('Most characters.'),
  text: z.union([z.string(), z.record(z.string(), z.string())]).describe('One for all, or one for each language.'),
});

/** What a text says about itself when it is read as a flow. */
export const CheckedView = z.object({
  version: z.string().describe('Hash of the source.'),
  languages: z.array(z.string()),
  findings: z.array(FindingView),
  graph: GraphView.nullable(),
  texts: z.array(TextView).describe('Every text customers may read.'),
});
export type CheckedView = z.infer<typeof CheckedView>;
export const CheckBody = z.object({ name: FlowName, source: Source, ...InLanguage.shape });

const DraftEntry = z.object({ changedAt: z.iso.datetime(), changedBy: z.string() });
export const FlowView = z.object({
  name: z.string(),
  about: z.string().nullable(),
  languages: z.array(z.string()),
  isInUse: z.boolean().describe("Whether it answers this business's customers."),
  isShipped: z.boolean().describe('Whether `flows/` has a file of this name.'),
  number: z.number().int().nullable().describe('The version that counts; 0: the file; null: none yet.'),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
  draft: DraftEntry.nullable(),
});
export type FlowView = z.infer<typeof FlowView>;
export const FlowWithSource = FlowView.extend({
  ...CheckedView.shape,
  source: z.string().describe('Of the version that counts; empty while there is none.'),
});
export const DraftView = CheckedView.extend({ ...DraftEntry.shape, source: z.string() });

const seen = {
  seen: z.iso
    .datetime()
    .nullish()
    .describe(
      '`changedAt` of the draft you began with, null for none: then nobody else is overwritten. Absent: overwrite.',
    ),
};
export const DraftBody = z.object({ source: Source, ...seen });
export const TextEdits = z.object({
  texts: z
    .array(
      z.object({
        path: Path,
        language: Language.nullable().describe('Null where the flow says the same in every language.'),
        text: z.string().min(1).max(4_096),
      }),
    )
    .min(1)
    .max(500),
  ...seen,
});
export const Seen = z.object(seen);

export const VersionView = z.object({
  number: z.number().int().describe('0: the file.'),
  version: z.string().nullable(),
  isShipped: z.boolean().describe('The file counts from here on.'),
  restores: z.number().int().nullable().describe('The version this one brought back.'),
  note: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
});
export const VersionWithSource = VersionView.extend({ ...CheckedView.shape, source: z.string() });
export const VersionQuery = PageQuery;
export const PublishBody = z.object({
  note: z.string().trim().max(500).default('').describe('What is new, for the list of versions.'),
  restore: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('The version to bring back; 0: the file. Absent: the draft is published.'),
  ...seen,
});

const WelcomeText = z.union([z.string().min(1).max(1_024), z.record(Language, z.string().min(1).max(1_024))]);
export const WelcomeView = z.object({
  node: z.string().describe('The main menu.'),
  text: z.union([z.string(), z.record(z.string(), z.string())]),
  limit: z.number().int(),
});
export const WelcomeBody = z.object({ text: WelcomeText });

const Step = z.union([
  z.strictObject({ customer: z.string().min(1).max(4_096).describe('Writes a text.') }),
  z.strictObject({ taps: z.string().max(200).describe('Taps the newest button or row with this title.') }),
  z.strictObject({ sends: Sends.describe('A photo (its caption), a cart …') }),
  z.strictObject({
    later: z
      .string()
      .regex(/^\d{1,4} ?(s|seconds?|min|minutes?|h|hours?|days?)$/)
      .describe('Time passes: "31 min".'),
  }),
]);
export const SimulationBody = z.object({
  steps: z.array(Step).max(MOST_STEPS).describe('The whole talk, as in transcripts. It is played from its beginning.'),
  of: z
    .union([z.enum(['published', 'draft']), z.number().int().min(0)])
    .default('published')
    .describe('Which version; or give `source`.'),
  source: Source.optional(),
  language: Language.nullable().default(null).describe('What we know of the customer; null: nothing yet.'),
  at: z.iso.datetime().optional().describe('When the talk begins; absent: now.'),
});
export const SimulationView = z.object({
  version: z.string(),
  steps: z.array(
    z.object({
      replies: z.array(OutboundContent),
      trace: z
        .object({
          owners: z.array(z.string()),
          understood: z.array(z.object({ how: z.string(), what: z.string(), score: z.number().optional() })),
          path: z.array(z.string()),
          actions: z.array(z.object({ name: z.string(), outcome: z.string(), ms: z.number() })),
        })
        .nullable(),
      node: z.string().nullable().describe('Where the talk stands; null: it rests.'),
      variables: z.record(z.string(), z.unknown()),
      back: z.array(z.string()).describe('Menus to go back to, oldest first.'),
      language: z.string().nullable(),
      waiting: z.string().nullable().describe('For a person, and why.'),
      at: z.iso.datetime(),
      timerAt: z.iso.datetime().nullable(),
      problem: z.string().nullable().describe('What could not be done; the talk ends there.'),
    }),
  ),
});

export const RehearsalBody = z.object({
  of: SimulationBody.shape.of,
  source: Source.optional(),
  transcripts: z.string().max(LONGEST_SOURCE).optional().describe('YAML; absent: those beside the file in `flows/`.'),
  at: z.iso
    .datetime()
    .optional()
    .describe('When the talks begin; absent: Monday, 2 March 2026, noon in London, as in `npm run flows test`.'),
});
export const RehearsalView = z.object({
  passed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  findings: z.array(FindingView).describe('What is wrong with the transcripts themselves; then none is played.'),
  transcripts: z.array(
    z.object({
      name: z.string(),
      line: z.number().int(),
      outcome: z.enum(['passed', 'failed', 'skipped']),
      why: z.string().nullable(),
      unseen: z
        .number()
        .int()
        .describe('Steps about orders, tickets, stock or consent, which a simulation takes back.'),
    }),
  ),
});
