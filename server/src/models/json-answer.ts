import type { z } from 'zod';
import type { Answered, Models, Question } from './api.ts';

/**
 * Asks for an answer of a shape. What a model returns instead of JSON, or beside it, is put up with once.
 *
 * @returns null when there was no answer, or none of that shape.
 */
export async function askForJson<S extends z.ZodType>(
  models: Models,
  question: Question,
  shape: S,
): Promise<{ value: z.output<S>; answer: Answered } | null> {
  const said = [...question.said];
  for (let attempt = 1; attempt <= 2; attempt++) {
    const answer = await models.ask({ ...question, said });
    if (answer.outcome !== 'answered') return null;
    const read = shape.safeParse(jsonIn(answer.text));
    if (read.success) return { value: read.data, answer };
    said.push(
      { role: 'assistant', text: answer.text || '…', calls: [] },
      { role: 'user', text: 'That is not the JSON I asked for. Answer with the JSON object alone.' },
    );
  }
  return null;
}

/** The outermost object or list in a text; models like to put words or a fence around it. */
function jsonIn(text: string): unknown {
  const [begin, end] = [text.search(/[[{]/), Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))];
  if (begin === -1 || end <= begin) return undefined;
  try {
    return JSON.parse(text.slice(begin, end + 1));
  } catch {
    return undefined;
  }
}
