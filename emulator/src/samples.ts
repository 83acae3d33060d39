import type { FlowOptions } from './meta/flows.ts';
import type { ProductCard } from './phone-api.ts';

/** What the standalone program has from the start, so that catalogues and forms can be tried without set-up. */
export const SAMPLE_PRODUCTS: ProductCard[] = [
  { retailerId: 'HOOD-M', name: 'Classic Hoodie (M)', price: 45, currency: 'USD' },
  { retailerId: 'HOOD-L', name: 'Classic Hoodie (L)', price: 45, currency: 'USD' },
  { retailerId: 'HAT', name: 'Wool Hat', price: 18.5, currency: 'USD' },
];

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references of Flow JSON
export const SAMPLE_FORM: FlowOptions = {
  id: '700000000000001',
  name: 'feedback',
  json: {
    version: '7.0',
    screens: [
      {
        id: 'RATING',
        title: 'How was it?',
        layout: {
          type: 'SingleColumnLayout',
          children: [
            {
              type: 'RadioButtonsGroup',
              name: 'rating',
              label: 'Your rating',
              required: true,
              'data-source': [
                { id: 'good', title: 'Good' },
                { id: 'fair', title: 'Fair' },
                { id: 'poor', title: 'Poor', description: 'Tell us more on the next page' },
              ],
            },
            {
              type: 'Footer',
              label: 'Continue',
              'on-click-action': {
                name: 'navigate',
                next: { type: 'screen', name: 'WORDS' },
                payload: { rating: '${form.rating}' },
              },
            },
          ],
        },
      },
      {
        id: 'WORDS',
        title: 'In your words',
        terminal: true,
        layout: {
          type: 'SingleColumnLayout',
          children: [
            { type: 'TextArea', name: 'comment', label: 'What should we know?', 'max-length': 600 },
            { type: 'DatePicker', name: 'visited', label: 'Day of your visit' },
            { type: 'OptIn', name: 'contact', label: 'You may write to me about it' },
            {
              type: 'Footer',
              label: 'Send',
              'on-click-action': {
                name: 'complete',
                payload: {
                  rating: '${data.rating}',
                  comment: '${form.comment}',
                  visited: '${form.visited}',
                  contact: '${form.contact}',
                },
              },
            },
          ],
        },
      },
    ],
  },
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: references of Flow JSON
