import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { InboundContent } from '../server/src/conversations/api.ts';
import { inPlainWords } from '../server/src/platform/expected.ts';

/** What a turn came to, in what matters to a customer and to whoever pays. */
const Outcome = z.object({
  replies: z.array(z.string()), // body and options of each message
  owners: z.array(z.string()),
  tools: z.array(z.string()), // "search_products found"
  handOff: z.string().nullable(),
  nanoUsd: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** One message of a customer, when it was written, and what came of it. */
const Turn = z.object({ at: z.iso.datetime(), said: InboundContent, outcome: Outcome });

/** One conversation. `orders` are those that stand at its end: "2 × Mug, $25.00, confirmed". */
const Talk = z.object({
  id: z.string(),
  business: z.string(), // slug
  contact: z.object({ name: z.string(), language: z.string().nullable() }),
  turns: z.array(Turn),
  orders: z.array(z.string()),
});
export type Talk = z.infer<typeof Talk>;

/** What a business sells and answers, as rows of its tables; so that a talk has the same ground to stand on. */
const World = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));
export type World = z.infer<typeof World>;

const Line = z.union([z.object({ world: World }), z.object({ talk: Talk })]);

export type TalkFile = { worlds: World[]; talks: Talk[] };

/** @throws with the number of the line that is no talk. */
export async function readTalks(path: string): Promise<TalkFile> {
  const file: TalkFile = { worlds: [], talks: [] };
  for (const { place, value } of await readJsonLines(path)) {
    const read = Line.safeParse(value, { error: inPlainWords('the line') });
    if (!read.success) throw new Error(`${place} is no talk: ${read.error.issues[0]?.message ?? ''}`);
    if ('world' in read.data) file.worlds.push(read.data.world);
    else file.talks.push(read.data.talk);
  }
  return file;
}

/** What the lines of a file say, as any editor saves it; null of a line that is no JSON. */
export async function readJsonLines(path: string): Promise<{ place: string; value: unknown }[]> {
  const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  return text
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [{ place: `${path}:${at + 1}`, value: parsed(line) }]));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

export async function writeTalks(path: string, { worlds, talks }: TalkFile): Promise<void> {
  const lines = [...worlds.map((world) => ({ world })), ...talks.map((talk) => ({ talk }))];
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
