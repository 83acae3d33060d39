import type { Business } from '../platform/schema.ts';
import { factoryCategories, factoryGoods } from './factory-goods.ts';
import { factoryQuestions } from './factory-questions.ts';
import type { CategoryNames, DemoProduct } from './goods.ts';
import type { DemoQuestion } from './questions.ts';
import {
  factoryQuestionsTranslated,
  shopQuestionsTranslated,
  type TranslatedQuestions,
} from './questions-translated.ts';
import { shopCategories, shopGoods } from './shop-goods.ts';
import { shopQuestions } from './shop-questions.ts';

export type DemoBusiness = {
  business: Omit<Business, 'id' | 'createdAt' | 'secondFactor'>;
  goods: DemoProduct[];
  categories: CategoryNames;
  questions: DemoQuestion[];
  questionsTranslated: TranslatedQuestions;
  /** What a demo customer bought before: the sku, and how it is called when it breaks. */
  bought: { skus: string[]; complaint: string };
};

// Numbers with 555-01xx belong to nobody. @see North American Numbering Plan, fictional use
export const demoShop: DemoBusiness = {
  business: {
    slug: 'demo-shop',
    name: 'Harbour Street Clothing',
    timeZone: 'America/New_York',
    country: 'US',
    currency: 'USD',
    languages: ['en', 'es'],
    flow: 'shop',
    contactCard: {
      email: 'hello@harbourstreet.example',
      phone: '+1 207 555 0142',
      hours: 'Mon–Sat 10:00–19:00',
      address: '14 Harbour Street, Portland, ME 04101',
    },
  },
  goods: shopGoods,
  categories: shopCategories,
  questions: shopQuestions,
  questionsTranslated: shopQuestionsTranslated,
  bought: {
    skus: ['TEE-M-WHITE', 'JEAN-32-INDIGO', 'SOCK-GREY'],
    complaint: 'The seam under the left arm of the T-shirt came open after the first wash.',
  },
};

export const demoFactory: DemoBusiness = {
  business: {
    slug: 'demo-factory',
    name: 'Millbrook Furniture Works',
    timeZone: 'America/New_York',
    country: 'US',
    currency: 'USD',
    languages: ['en', 'es'],
    flow: 'factory',
    contactCard: {
      email: 'desk@millbrook.example',
      phone: '+1 937 555 0117',
      hours: 'Mon–Fri 8:00–18:00',
      address: '220 Mill Road, Dayton, OH 45402',
    },
  },
  goods: factoryGoods,
  categories: factoryCategories,
  questions: factoryQuestions,
  questionsTranslated: factoryQuestionsTranslated,
  bought: {
    skus: ['STACK-OAK', 'TASK-GREY', 'SHELF-WHITE'],
    complaint: 'One of the chairs wobbles: its rear left leg is shorter than the others.',
  },
};
