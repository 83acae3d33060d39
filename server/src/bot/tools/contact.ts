import { z } from 'zod';
import { FACT_NAMES } from '../../contacts/index.ts';
import { defineTool } from './tool.ts';

export const rememberFact = defineTool({
  name: 'update_contact',
  about:
    'Remembers something the customer told about themselves for the next time. They are asked whether they want that.',
  input: z.object({ fact: z.enum(FACT_NAMES), value: z.string().min(1).max(200) }),
  async run(_ctx, { fact, value }, { heard }) {
    // Only what they wrote themselves is shown to them and kept: no note of a model's own.
    if (!plain(heard).includes(plain(value)))
      return { result: { outcome: 'not_said', next: 'Use the words of the customer.' } };
    return {
      result: { outcome: 'will_be_asked', next: 'The customer is asked with buttons whether this may be kept.' },
      plan: { kind: 'confirm', what: { kind: 'remember', facts: { [fact]: value } } },
    };
  },
});

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

export const handOff = defineTool({
  name: 'hand_off',
  about:
    'Brings a person of the business into the conversation: when the customer asks for one, is upset, or needs something that no tool can do.',
  input: z.object({ reason: z.string().min(1).max(300).describe('For the person, in one sentence.') }),
  run: async (_ctx, { reason }) => ({
    result: { outcome: 'a person will answer' },
    plan: { kind: 'hand_off', reason },
  }),
});
