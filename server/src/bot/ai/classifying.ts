import { setTimeout } from 'node:timers/promises';
import {
  campaignRecipe,
  checkSpam,
  classifyText,
  detectLanguage,
  kindOf,
  modelShelf,
  type Recipe,
  readSentiment,
  type SpamVerdict,
  sentimentRecipe,
  shippedExamples,
  spamRecipe,
  supportRecipe,
  type TextModel,
} from '../../language/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { SECOND } from '../../platform/time.ts';

export type Classification = {
  intent: string; // one of the four kinds of support, or "none"
  fineIntent: string; // "order.track"
  confidence: number;
  reply: { category: string; confidence: number } | null; // what an answer to a campaign says
  sentiment: 'negative' | 'neutral' | 'positive';
  sentimentConfidence: number;
  sentimentBy: 'trained' | 'words';
  language: string | null;
  by: 'trained' | 'nothing';
};
export type CheckedSpam = SpamVerdict & { by: 'trained' | 'reasons' };

/**
 * Sorts messages by what they want, offline, with the models that come with Parlour. Each is opened by the first
 * question that needs it: in some milliseconds, or, the very first time, after some seconds of training. When that takes
 * longer, the question is answered by words and reasons, which say so, and the training goes on.
 */
export type Classifier = {
  classify(text: string): Promise<Classification>;
  checkSpam(text: string): Promise<CheckedSpam>;
  close(): Promise<void>;
};

async function within(patience: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, setTimeout(patience, null, { signal: over.signal, ref: false }).catch(() => null)]);
  over.abort();
}

/** The sets of shipped examples that a model is made of. */
const RECIPES = {
  support: supportRecipe,
  'campaign-replies': campaignRecipe,
  sentiment: () => sentimentRecipe(shippedExamples('sentiment')),
  spam: () => spamRecipe(shippedExamples('spam')),
} satisfies Record<string, () => Recipe>;
type Kind = keyof typeof RECIPES;

/** How long a question waits for a model that is being trained; a busy machine may take longer. */
const PATIENCE = 15 * SECOND;

/**
 * @param folder where trained models lie between two starts; null: no models, words and reasons alone.
 * @param patience in milliseconds: a question is answered without a model that is not ready by then.
 */
export function openClassifier(ctx: Ctx, folder: string | null, patience = PATIENCE): Classifier {
  const failed = (model: string, error: unknown) => ctx.log.warn({ err: error, model }, 'a model could not be trained');
  const shelf = folder === null ? null : modelShelf({ folder, failed });

  async function modelOf(kind: Kind): Promise<TextModel | null> {
    const known = shelf?.get(kind) ?? null;
    if (known || !shelf) return known;
    const recipe = RECIPES[kind]();
    if (recipe.examples.length === 0) return null; // none come with Parlour; a shop may add some
    await within(patience, shelf.prepare(kind, recipe));
    return shelf.get(kind);
  }

  return {
    async classify(text) {
      const [support, replies, feelings] = await Promise.all(
        (['support', 'campaign-replies', 'sentiment'] as const).map(modelOf),
      );
      const { feeling, confidence } = readSentiment(feelings ?? null, text);
      const category = replies ? classifyText(replies, text) : null;
      return {
        ...(support ? intentOf(classifyText(support, text)) : NO_INTENT),
        reply: category ? { category: category.label, confidence: category.confidence } : null,
        sentiment: feeling,
        sentimentConfidence: confidence,
        sentimentBy: feelings ? 'trained' : 'words',
        language: detectLanguage(text).language,
        by: support ? 'trained' : 'nothing',
      };
    },
    async checkSpam(text) {
      const model = await modelOf('spam');
      return { ...checkSpam(model, text), by: model ? 'trained' : 'reasons' };
    },
    close: async () => shelf?.close(),
  };
}

type Intent = Pick<Classification, 'intent' | 'fineIntent' | 'confidence'>;

const NO_INTENT: Intent = { intent: 'none', fineIntent: 'none', confidence: 0 };

const intentOf = ({ label, confidence, isOutside }: ReturnType<typeof classifyText>): Intent =>
  isOutside ? { ...NO_INTENT, confidence } : { intent: kindOf(label), fineIntent: label, confidence };
