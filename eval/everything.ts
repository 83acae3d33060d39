import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SURE_FAQ, type TextModel } from '../server/src/language/index.ts';
import { evaluateFaq } from './faq.ts';
import { dataFile, type LabelledRow, readFaqBank, readFaqQueries, readLabelled, setAsideFile } from './files.ts';
import { evaluateIntents, type IntentFigures } from './intents.ts';
import { measureModelSpeed } from './model-speed.ts';
import { evaluateOrders } from './orders.ts';
import type { EvalRow } from './report.ts';
import { evaluateEveryFifth, evaluateShippedSet } from './shipped-sets.ts';
import { evaluateLanguage, evaluateSentiment, evaluateSpam } from './text-kinds.ts';

/** What others reach, as published: on the full test split, which is not in the repository. */
const OTHERS = {
  clinc: 'Dialogflow 91.7, Rasa 91.5, sentence encoder with MLP 93.5 (Larson et al. 2019)',
  clincRejecting: 'out-of-scope recall of Dialogflow 14, Rasa 45, sentence encoder with MLP 47 (Larson et al. 2019)',
  banking:
    'USE+ConveRT, pre-trained on hundreds of millions of sentences: 93.4 full, 85.2 with 10 rows (Casanueva et al. 2020)',
  hwu: 'Rasa 90.0 F1, Watson 88.2, Dialogflow 86.4, LUIS 84.9 for intents (Liu et al. 2019)',
};
const ENGLISH_MISSING = 'English is measured with --sentiment-folder: its texts may not be copied';
/** The one set that is not in the repository. */
export const SET_TO_BRING = 'SemEval-2017';
const AFRICAN: [language: string, file: string][] = [
  ['Portuguese of Mozambique', 'por'],
  ['Nigerian Pidgin', 'pcm'],
  ['Swahili', 'swa'],
];
const ORDER_LANGUAGES = ['en', 'es', 'pt', 'fr', 'hi-Latn'];
const SHORT_TEXT_LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'id', 'hi', 'ar'];
const MOST_TRAINING_SECONDS = 20;

/** What can be measured alone. */
export const PARTS: readonly string[] = 'intents support spam sentiment faq language orders speed'.split(' ');

export type Wanted = { only: string[] | null; sentimentFolder: string | null; tell(line: string): void };

/** Every figure of the repository, one after the other; each is told as soon as it is there. */
export async function evaluateEverything({ only, sentimentFolder, tell }: Wanted): Promise<EvalRow[]> {
  const models: TextModel[] = [];
  const parts: [name: string, run: () => EvalRow[] | Promise<EvalRow[]>][] = [
    ['intents', () => intentRows(models)],
    ['support', () => shippedRows(models)],
    ['spam', spamRows],
    ['sentiment', () => sentimentRows(sentimentFolder)],
    ['faq', faqRows],
    ['language', languageRows],
    ['orders', async () => (await evaluateOrders()).rows],
    ['speed', () => speedRows(models)],
  ];
  const rows: EvalRow[] = [];
  for (const [name, run] of parts) {
    if (only && !only.includes(name)) continue;
    tell(name);
    const began = performance.now();
    const measured = await run();
    const seconds = (performance.now() - began) / 1_000;
    rows.push(...measured.map((row) => ({ seconds, ...row })));
  }
  return rows;
}

const dev = { split: 'development', unit: '%', better: 'more' } as const;

function intentRows(models: TextModel[]): EvalRow[] {
  const clinc = measured('clinc150', 'train', true);
  const small = measured('clinc150', 'train-small', true);
  const banking = measured('banking77', 'train');
  const fewRows = measured('banking77', 'train-10shot');
  const hwu = measured('hwu64', 'train');
  models.push(clinc.model);
  const row = (
    what: string,
    data: string,
    figures: IntentFigures,
    reached: number,
    target: number | null,
    note?: string,
  ): EvalRow => ({
    ...dev,
    what,
    data,
    n: figures.rows,
    reached,
    seconds: figures.trainingSeconds,
    target,
    ...(note ? { note } : {}),
  });
  const rejecting = `${clinc.rejected.toFixed(1)} % of known rows rejected`;
  return [
    row('intents, in scope, nothing rejected', 'CLINC150 full', clinc, clinc.accuracy, 94, OTHERS.clinc),
    row('intents, in scope, at the threshold', 'CLINC150 full', clinc, clinc.inScope, 93, rejecting),
    row(
      'out-of-scope recall, at the threshold',
      'CLINC150 full',
      clinc,
      clinc.outOfScopeRecall ?? 0,
      72,
      OTHERS.clincRejecting,
    ),
    { ...row('calibration error', 'CLINC150 full', clinc, clinc.calibrationError, 2.5), better: 'less' },
    row('intents, nothing rejected', 'CLINC150 small', small, small.accuracy, 92),
    { ...row('calibration error', 'CLINC150 small', small, small.calibrationError, 2.5), better: 'less' },
    row('intents', 'Banking77 full', banking, banking.accuracy, 92.5, OTHERS.banking),
    row('intents', 'Banking77, 10 rows a class', fewRows, fewRows.accuracy, 76),
    row('intents', 'HWU64', hwu, hwu.accuracy, 90, OTHERS.hwu),
    {
      ...row(
        'training 15,000 examples',
        'CLINC150 full',
        clinc,
        clinc.trainingSeconds,
        MOST_TRAINING_SECONDS,
        'of one core',
      ),
      split: 'made for it',
      unit: 's',
      better: 'less',
    },
  ];
}

function measured(set: string, train: string, withOutside = false): IntentFigures {
  const read = (name: string): LabelledRow[] => readLabelled(dataFile(`${set}/${name}`));
  const outside = withOutside ? { outsideTrain: read('oos-train'), outsideTest: read('oos-dev') } : {};
  return evaluateIntents({ train: read(train), test: read('dev'), ...outside });
}

function shippedRows(models: TextModel[]): EvalRow[] {
  const sets = [
    ['four support intents', 'support-intents'],
    ['nine campaign replies and others', 'campaign-replies'],
  ] as const;
  return sets.flatMap(([what, set]): EvalRow[] => {
    const others = evaluateShippedSet(set, readLabelled(dataFile(`${set}-dev`)));
    const aside = evaluateShippedSet(set, readLabelled(setAsideFile(set)));
    const own = evaluateEveryFifth(set);
    models.push(others.model);
    const row = { ...dev, what, target: 85 };
    return [
      { ...row, data: `${set}-dev`, n: others.rows, reached: others.accuracy, note: noteOf(others) },
      {
        ...row,
        split: 'set aside',
        data: 'rows set aside before authoring',
        n: aside.rows,
        reached: aside.accuracy,
        note: noteOf(aside),
      },
      {
        ...row,
        split: 'set aside',
        data: 'every fifth shipped example',
        target: null,
        n: own.rows,
        reached: own.accuracy,
        note: noteOf(own),
      },
    ];
  });
}

const noteOf = ({ trained }: { trained: number }): string => `${trained} other examples trained on`;

function spamRows(): EvalRow[] {
  const test = readLabelled(dataFile('sms-spam/dev'));
  const { f1, falsePositives } = evaluateSpam(readLabelled(dataFile('sms-spam/train')), test);
  const row = { ...dev, data: 'SMS Spam Collection', n: test.length };
  return [
    { ...row, what: 'spam, F1', reached: f1, target: 97 },
    { ...row, what: 'spam, false positives', reached: falsePositives, target: 0.2, better: 'less' },
  ];
}

function sentimentRows(folder: string | null): EvalRow[] {
  const sets = AFRICAN.map(([language, file]) => ({
    language,
    train: dataFile(`sentiment/afri-${file}-train`),
    test: dataFile(`sentiment/afri-${file}-dev`),
    target: null as number | null,
  }));
  const [train, test] = ['en-train.jsonl', 'en-dev.jsonl'].map((file) => join(folder ?? '', file)) as [string, string];
  if (folder && existsSync(train)) sets.unshift({ language: 'English', train, test, target: 60 });
  else console.error(ENGLISH_MISSING);
  return sets.map(({ language, train: from, test: on, target }) => {
    const rows = readLabelled(on);
    const { macroF1, accuracy } = evaluateSentiment(readLabelled(from), rows);
    return {
      ...dev,
      what: `sentiment, macro-F1, ${language}`,
      data: target ? SET_TO_BRING : 'AfriSenti',
      n: rows.length,
      reached: macroF1,
      target,
      note: `accuracy ${accuracy.toFixed(1)}`,
    };
  });
}

function faqRows(): EvalRow[] {
  return (['', 'stackfaq/'] as const).flatMap((folder): EvalRow[] => {
    const [bank, queries, data] = folder
      ? ['stackfaq/bank', 'stackfaq/queries-dev', 'StackFAQ']
      : ['faq-bank-dev', 'faq-queries-dev', 'a salon'];
    const { rows, first, reciprocalRank, wronglyAnswered } = evaluateFaq(
      readFaqBank(dataFile(bank)),
      readFaqQueries(dataFile(queries)),
      SURE_FAQ,
    );
    const row = { ...dev, data, n: rows };
    return [
      { ...row, what: 'FAQ, right answer first', reached: first, target: folder ? null : 65 },
      { ...row, what: 'FAQ, mean reciprocal rank', reached: reciprocalRank, target: folder ? null : 0.77, unit: '' },
      ...(wronglyAnswered === null
        ? []
        : [
            {
              ...row,
              what: 'FAQ, answered though nothing fits',
              reached: wronglyAnswered,
              target: null,
              better: 'less',
            } as const,
          ]),
    ];
  });
}

function languageRows(): EvalRow[] {
  const orders = (file: string) =>
    evaluateLanguage(readLabelled(new URL(`data/orders/${file}.jsonl`, import.meta.url).pathname), ORDER_LANGUAGES);
  const dev80 = orders('shop.dev');
  const heldOut = orders('shop.heldout');
  const sentences = evaluateLanguage(readLabelled(dataFile('langid/dev')), SHORT_TEXT_LANGUAGES);
  return [
    {
      ...dev,
      what: 'language of order messages',
      data: 'orders-dev',
      n: dev80.rows,
      reached: dev80.accuracy,
      target: 97,
      note: `${dev80.unsure.toFixed(1)} % too short to tell`,
    },
    {
      ...dev,
      split: 'set aside',
      what: 'language of order messages',
      data: 'orders-heldout',
      n: heldOut.rows,
      reached: heldOut.accuracy,
      target: null,
      note: `${heldOut.unsure.toFixed(1)} % too short to tell`,
    },
    {
      ...dev,
      what: `language of sentences and word pairs, ${SHORT_TEXT_LANGUAGES.length} languages`,
      data: 'lingua test data',
      n: sentences.rows,
      reached: sentences.accuracy,
      target: null,
      note: `${sentences.unsure.toFixed(1)} % too short to tell`,
    },
  ];
}

function speedRows(models: TextModel[]): EvalRow[] {
  const texts = ['clinc150/dev', 'campaign-replies-dev', 'support-intents-dev']
    .flatMap((name) => readLabelled(dataFile(name)))
    .map(({ text }) => text);
  return models.length === 0 ? [] : measureModelSpeed(models, readFaqBank(dataFile('stackfaq/bank')), texts);
}
