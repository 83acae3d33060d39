import {
  classifyIntent,
  classifyText,
  detectLanguage,
  kindOf,
  modelShelf,
  readSentiment,
  sentimentRecipe,
  shippedExamples,
  supportRecipe,
} from '../../language/index.ts';
import type { Ctx } from '../../platform/context.ts';

export type Classification = {
  intent: string; // one of the four kinds of support, or "none"
  fineIntent: string; // "order.track"
  confidence: number;
  reply: { category: string; confidence: number } | null; // what an answer to a campaign says
  sentiment: 'negative' | 'neutral' | 'positive';
  sentimentConfidence: number;
  language: string | null;
  by: 'trained' | 'rules';
};

/** Sorts messages by what they want, offline, with the models that come with Parlour; rules answer until they are trained. */
export type Classifier = { classify(text: string): Classification; ready(): Promise<void>; close(): Promise<void> };

/** @param folder where trained models lie between two starts; null: rules alone. */
export function openClassifier(ctx: Ctx, folder: string | null): Classifier {
  const failed = (model: string, error: unknown) => ctx.log.warn({ err: error, model }, 'a model could not be trained');
  const shelf = folder === null ? null : modelShelf({ folder, failed });
  let training: Promise<void> | null = null;
  const train = async (): Promise<void> => {
    if (!shelf) return;
    await shelf.prepare('support', supportRecipe());
    await shelf.prepare('campaign-replies', { examples: shippedExamples('campaign-replies') });
    await shelf.prepare('sentiment', sentimentRecipe(shippedExamples('sentiment')));
  };
  const ready = (): Promise<void> => {
    training ??= train().catch((error: unknown) => {
      training = null;
      ctx.log.warn({ err: error }, 'what messages want could not be learnt');
    });
    return training;
  };
  return {
    ready,
    classify: (text) => {
      void ready();
      const [support, replies] = [shelf?.get('support') ?? null, shelf?.get('campaign-replies') ?? null];
      const { feeling, confidence } = readSentiment(shelf?.get('sentiment') ?? null, text);
      const category = replies ? classifyText(replies, text) : null;
      return {
        ...(support ? learntIntent(classifyText(support, text)) : ruledIntent(text)),
        reply: category ? { category: category.label, confidence: category.confidence } : null,
        sentiment: feeling,
        sentimentConfidence: confidence,
        language: detectLanguage(text).language,
        by: support ? 'trained' : 'rules',
      };
    },
    close: async () => shelf?.close(),
  };
}

type Intent = Pick<Classification, 'intent' | 'fineIntent' | 'confidence'>;

const learntIntent = ({ label, confidence, isOutside }: ReturnType<typeof classifyText>): Intent =>
  isOutside
    ? { intent: 'none', fineIntent: 'none', confidence }
    : { intent: kindOf(label), fineIntent: label, confidence };

function ruledIntent(text: string): Intent {
  const { intent, support, confidence } = classifyIntent(text);
  return { intent: support, fineIntent: intent, confidence };
}
