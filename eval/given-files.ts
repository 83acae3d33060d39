import { kindOf, SURE_FAQ, shippedExamples } from '../server/src/language/index.ts';
import { evaluateFaq } from './faq.ts';
import { type LabelledRow, readByLanguage, readFaqBank, readFaqQueries, readLabelled } from './files.ts';
import { evaluateIntents } from './intents.ts';
import { evaluateOrderFile } from './orders.ts';
import { evaluateShippedSet } from './shipped-sets.ts';
import { evaluateLanguage, evaluateSentiment, evaluateSpam } from './text-kinds.ts';

export type GivenFiles = Partial<
  Record<'train' | 'test' | 'oos-train' | 'oos-test' | 'catalogue' | 'bank' | 'queries' | 'languages', string>
>;

/** What a measure needs, so that a caller can say what is missing; null when there is no such measure. */
export const needsOf = (name: string): readonly (keyof GivenFiles)[] | null => MEASURES[name]?.needs ?? null;

/**
 * The same measures on anybody's files of the same format: the figures, of which files, and how long it took.
 *
 * @throws in words when a file is not there or not of the format.
 */
export function measureGiven(name: string, files: GivenFiles): object {
  const began = performance.now();
  const absent = { train: '', test: '', 'oos-train': '', 'oos-test': '', catalogue: '', bank: '', queries: '' };
  const figures = MEASURES[name]!.run({ ...absent, languages: '', ...files });
  const seconds = Math.round(performance.now() - began) / 1_000;
  return { measure: name, split: 'given', files, seconds, ...figures };
}

const MEASURES: Record<string, { needs: (keyof GivenFiles)[]; run(files: Required<GivenFiles>): object }> = {
  intents: {
    needs: ['train', 'test'],
    run(files) {
      const { model, ...figures } = evaluateIntents({
        train: readLabelled(files.train),
        test: readLabelled(files.test),
        ...(files['oos-train'] && { outsideTrain: readLabelled(files['oos-train']) }),
        ...(files['oos-test'] && { outsideTest: readLabelled(files['oos-test']) }),
      });
      return { ...figures, labels: model.labels.length };
    },
  },
  support: {
    needs: ['test'],
    run: ({ test }) => withoutModel(evaluateShippedSet('support-intents', shippedRows('support-intents', test))),
  },
  campaign: {
    needs: ['test'],
    run: ({ test }) => withoutModel(evaluateShippedSet('campaign-replies', shippedRows('campaign-replies', test))),
  },
  orders: { needs: ['catalogue', 'test'], run: ({ catalogue, test }) => evaluateOrderFile(catalogue, test) },
  faq: {
    needs: ['bank', 'queries'],
    run({ bank: from, queries: asked }) {
      const [bank, queries] = [readFaqBank(from), readFaqQueries(asked)];
      const known = new Set(bank.map(({ id }) => id));
      for (const { id } of queries) if (id !== null) mustBeOneOf(known, id, asked);
      return evaluateFaq(bank, queries, SURE_FAQ);
    },
  },
  spam: {
    needs: ['train', 'test'],
    run: ({ train, test }) => evaluateSpam(rowsOf(SPAM, train), rowsOf(SPAM, test)),
  },
  sentiment: {
    needs: ['train', 'test'],
    run: ({ train, test }) => evaluateSentiment(rowsOf(FEELINGS, train), rowsOf(FEELINGS, test)),
  },
  language: {
    needs: ['test'],
    run({ test, languages }) {
      const rows = readByLanguage(test);
      return evaluateLanguage(rows, languages ? languages.split(',') : [...new Set(rows.map(({ label }) => label))]);
    },
  },
};

const withoutModel = <Figures extends { model: unknown }>({ model: _, ...figures }: Figures): object => figures;

const SPAM = new Set(['ham', 'spam']);
const FEELINGS = new Set(['negative', 'neutral', 'positive']);

/** Rows whose labels are some of these. @throws naming the first that is not. */
function rowsOf(labels: ReadonlySet<string>, path: string): LabelledRow[] {
  const rows = readLabelled(path);
  for (const { label } of rows) mustBeOneOf(labels, label, path);
  return rows;
}

function shippedRows(set: 'support-intents' | 'campaign-replies', path: string): LabelledRow[] {
  const kinds = new Set(shippedExamples(set).map(({ label }) => kindOf(label)));
  const rows = readLabelled(path);
  for (const { label } of rows) mustBeOneOf(kinds, kindOf(label), path);
  return rows;
}

const MOST_NAMED = 12;

function mustBeOneOf(known: ReadonlySet<string>, label: string, path: string): void {
  if (known.has(label)) return;
  const more = known.size > MOST_NAMED ? ', …' : '';
  throw new Error(`${path}: "${label}" is none of ${[...known].slice(0, MOST_NAMED).join(', ')}${more}.`);
}
