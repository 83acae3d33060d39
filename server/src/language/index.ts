/** What words mean, offline: pure functions without database, network or clock. */
export { buildCatalogue, type Catalogue, type CatalogueProduct, type CatalogueVariant } from './catalogue.ts';
export { type Choice, type ChosenOption, matchChoice } from './choices.ts';
export { type DateContext, readDate } from './dates.ts';
export { type DetectedLanguage, detectLanguage } from './detect-language.ts';
export { type Faq, type FoundFaq, SURE_FAQ, searchFaqs } from './faqs.ts';
export { readEmail, readOrderNumber } from './identifiers.ts';
export { type ClassifiedIntent, classifyIntent, type Intent, type SupportIntent } from './intents.ts';
export { readNumber, readQuantity } from './numbers.ts';
export type { Doubt } from './order-basket.ts';
export {
  type AmbiguousItem,
  type BasketLine,
  type OrderContext,
  type OrderItem,
  type OrderReading,
  readOrder,
} from './order-reading.ts';
export { type FoundProduct, type ProductQuestion, readProductQuestion, searchCatalogue } from './product-search.ts';
export { readYesNo } from './yes-no.ts';
