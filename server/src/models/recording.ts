import { createHash } from 'node:crypto';
import type { Answer, Models, Question } from './api.ts';

/** A question and the answer it got. The key is made of everything the model saw; the question is there for people. */
export type Recording = { key: string; purpose: string; question: string; answer: Answer };

/** Passes every question on, and keeps what was answered. */
export function recordAnswers(models: Models, keep: (recording: Recording) => void): Models {
  return {
    async ask(question) {
      const answer = await models.ask(question);
      keep({ key: keyOf(question), purpose: question.purpose, question: lastSaid(question), answer });
      return answer;
    },
  };
}

/**
 * Answers from recordings alone: the same question gets the same answer, and a question nobody recorded none. Nothing
 * is called, nothing is charged.
 *
 * @param onMissing told of every question without a recording.
 */
export function replayAnswers(recordings: Iterable<Recording>, onMissing: (question: Question) => void): Models {
  const known = Map.groupBy(recordings, ({ key }) => key);
  const used = new Map<string, number>();
  return {
    async ask(question) {
      const key = keyOf(question);
      const answers = known.get(key);
      if (!answers) {
        onMissing(question);
        return { outcome: 'unavailable', why: 'no-answer', tried: [] };
      }
      const at = used.get(key) ?? 0;
      used.set(key, at + 1);
      return answers[Math.min(at, answers.length - 1)]!.answer; // asked more often than recorded: the last one stays
    },
  };
}

/** Ids of calls are a provider's whim; everything else a model sees counts. */
function keyOf({ purpose, system, said, tools = [], isHard }: Question): string {
  const places = new Map<string, number>();
  const place = (id: string) => places.get(id) ?? places.set(id, places.size).size - 1;
  const seen = said.map((one) => {
    if (one.role === 'assistant') return { ...one, calls: one.calls.map((call) => ({ ...call, id: place(call.id) })) };
    if (one.role === 'tool') return { ...one, results: one.results.map((each) => ({ ...each, id: place(each.id) })) };
    return one;
  });
  const names = tools.map(({ name }) => name);
  return createHash('sha256')
    .update(JSON.stringify([purpose, system, seen, names, isHard ?? false]))
    .digest('hex')
    .slice(0, 32);
}

function lastSaid({ said }: Question): string {
  const last = said.at(-1);
  if (!last) return '';
  return (last.role === 'tool' ? JSON.stringify(last.results) : last.text).slice(0, 200);
}
