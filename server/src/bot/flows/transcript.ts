import { z } from 'zod';
import { explain, type LocatedFinding, type Path, readYaml } from './source.ts';
import { Sends } from './talking.ts';

/**
 * The language of `flows/*.test.yaml`: talks between a customer and the assistant, played against the real engine
 * and a real database. `docs/flows.md` explains it.
 */

const Said = z.strictObject({
  says: z.union([z.string(), z.array(z.string())]).optional(),
  never: z.union([z.string(), z.array(z.string())]).optional(),
  exactly: z.string().optional(),
  options: z.array(z.string()).optional(), // titles, of buttons or of a list
  as: z.enum(['text', 'buttons', 'list']).optional(),
});
export type Said = z.infer<typeof Said>;

const Order = z.strictObject({
  state: z.string().optional(),
  items: z.array(z.string()).optional(),
  total: z.number().optional(),
});
const Ticket = z.strictObject({
  kind: z.string().optional(),
  state: z.string().optional(),
  description: z.string().optional(),
  photos: z.number().optional(),
});

const Step = z.union(
  [
    z.strictObject({ customer: z.string() }),
    z.strictObject({ taps: z.string() }),
    z.strictObject({ sends: Sends }),
    z.strictObject({ bot: z.union([z.string(), z.array(z.string()), Said]) }),
    z.strictObject({ silence: z.literal(true) }),
    z.strictObject({ order: z.union([z.literal('none'), Order]) }),
    z.strictObject({ ticket: z.union([z.literal('none'), Ticket]) }),
    z.strictObject({ stock: z.record(z.string(), z.number()) }),
    z.strictObject({ person: z.boolean() }),
    z.strictObject({ marketing: z.boolean().nullable() }),
    z.strictObject({ language: z.string() }),
    z.strictObject({ at: z.string().nullable() }),
    z.strictObject({ later: z.string() }),
  ],
  {
    error: 'one of customer, taps, sends, bot, silence, order, ticket, stock, person, marketing, language, at or later',
  },
);
export type Step = z.infer<typeof Step>;

const Given = z.strictObject({
  language: z.string().optional(), // the contact's, known from before
  history: z.boolean().default(false), // orders and a ticket of the last weeks
  stock: z.record(z.string(), z.number()).optional(), // sku: on hand
});

const Transcript = z.strictObject({ name: z.string(), given: Given.prefault({}), talk: z.array(Step).min(1) });
export type Transcript = z.infer<typeof Transcript>;

const TranscriptFile = z.strictObject({
  flow: z.string(),
  business: z.string(),
  transcripts: z.array(Transcript).min(1),
});

export type TranscriptSource = {
  flow: string;
  business: string;
  transcripts: Transcript[];
  lineOf(path: Path): number;
};

/** Reads a file of transcripts; mistakes come back as findings with their lines. */
export function readTranscripts(text: string): { source: TranscriptSource | null; findings: LocatedFinding[] } {
  const { value, findings, locate } = readYaml(text);
  if (findings.length > 0) return { source: null, findings };
  const parsed = TranscriptFile.safeParse(value);
  if (!parsed.success) return { source: null, findings: parsed.error.issues.flatMap(explain).map(locate) };
  const lineOf = (path: Path) => locate({ severity: 'error', path, message: '' }).line;
  return { source: { ...parsed.data, lineOf }, findings: [] };
}
