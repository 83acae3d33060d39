import { SURE_FAQ } from '../server/src/language/index.ts';
import { evaluateFaq } from './faq.ts';
import { readFaqBank, readFaqQueries, readLabelled } from './files.ts';
import { evaluateIntents } from './intents.ts';
import { evaluateOrderFile } from './orders.ts';
import { evaluateShippedSet } from './shipped-sets.ts';
import { evaluateLanguage, evaluateSentiment, evaluateSpam } from './text-kinds.ts';

export type GivenFiles = Partial<
  Record<'train' | 'test' | 'oos-train' | 'oos-test' | 'catalogue' | 'bank' | 'queries' | 'languages', string>
>;

/** The same measures on anybody's files of the same format; prints nothing, answers with what becomes JSON. */
export const MEASURES: Record<string, { needs: (keyof GivenFiles)[]; run(files: Required<GivenFiles>): object }> = {
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
    run: ({ test }) => withoutModel(evaluateShippedSet('support-intents', readLabelled(test))),
  },
  campaign: {
    needs: ['test'],
    run: ({ test }) => withoutModel(evaluateShippedSet('campaign-replies', readLabelled(test))),
  },
  orders: { needs: ['catalogue', 'test'], run: ({ catalogue, test }) => evaluateOrderFile(catalogue, test) },
  faq: {
    needs: ['bank', 'queries'],
    run: ({ bank, queries }) => evaluateFaq(readFaqBank(bank), readFaqQueries(queries), SURE_FAQ),
  },
  spam: { needs: ['train', 'test'], run: ({ train, test }) => evaluateSpam(readLabelled(train), readLabelled(test)) },
  sentiment: {
    needs: ['train', 'test'],
    run: ({ train, test }) => evaluateSentiment(readLabelled(train), readLabelled(test)),
  },
  language: {
    needs: ['test'],
    run({ test, languages }) {
      const rows = readLabelled(test);
      return evaluateLanguage(rows, languages ? languages.split(',') : [...new Set(rows.map(({ label }) => label))]);
    },
  },
};

const withoutModel = <Figures extends { model: unknown }>({ model: _, ...figures }: Figures): object => figures;
