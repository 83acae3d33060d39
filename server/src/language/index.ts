/** What words mean, offline: pure functions without database, network or clock. */
export { businessRecipe, campaignRecipe, type Learnt, readMeaning, supportRecipe } from './business-model.ts';
export { buildCatalogue, type Catalogue, type CatalogueProduct, type CatalogueVariant } from './catalogue.ts';
export { type Choice, type ChosenOption, matchChoice } from './choices.ts';
export { type DateContext, readDate } from './dates.ts';
export { type DetectedLanguage, detectLanguage } from './detect-language.ts';
export { type Faq, type FoundFaq, SURE_FAQ, searchFaqs } from './faqs.ts';
export { readEmail, readOrderNumber } from './identifiers.ts';
export { packModel, unpackModel } from './learning/artefact.ts';
export { type ModelShelf, modelShelf, type Recipe } from './learning/model-shelf.ts';
export { type Classified, classifyKind, classifyText, type TextModel } from './learning/text-model.ts';
export { type Example, type TrainingOptions, trainTextModel } from './learning/train-text-model.ts';
export { readNumber, readQuantity } from './numbers.ts';
export type { Doubt } from './order-basket.ts';
export {
  type AmbiguousItem,
  type BasketLine,
  isSure,
  type OrderContext,
  type OrderItem,
  type OrderReading,
  readOrder,
} from './order-reading.ts';
export { readPersonName } from './person-names.ts';
export { type FoundProduct, type ProductQuestion, readProductQuestion, searchCatalogue } from './product-search.ts';
export { type Feeling, readSentiment, type Sentiment, sentimentRecipe } from './sentiment.ts';
export { kindOf, type ShippedSet, shippedExamples } from './shipped.ts';
export { checkSpam, type SpamReason, type SpamVerdict, spamRecipe } from './spam.ts';
export { readYesNo } from './yes-no.ts';
