import type { Json } from '../json.ts';

/** A form whose Flow JSON nobody gave the emulator: its answer is one text. */
export const FREE_TEXT: Json = {
  screens: [
    {
      id: 'FORM',
      title: 'Form',
      terminal: true,
      layout: {
        type: 'SingleColumnLayout',
        children: [
          {
            type: 'TextCaption',
            text: 'The emulator does not have the Flow JSON of this form. Its answer is one text.',
          },
          { type: 'TextArea', name: 'answer', label: 'Answer', required: true },
          {
            type: 'Footer',
            label: 'Send',
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of Flow JSON
            'on-click-action': { name: 'complete', payload: { answer: '${form.answer}' } },
          },
        ],
      },
    },
  ],
};
