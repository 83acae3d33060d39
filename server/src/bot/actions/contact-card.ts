import { z } from 'zod';
import { defineAction } from './action.ts';

const WAYS = ['email', 'phone', 'hours', 'address'] as const;

export const contactCard = defineAction({
  name: 'contact-card',
  about: 'How the business can be reached, as far as it says so.',
  input: z.object({}),
  outcomes: {
    some: z.object({ ways: z.array(z.object({ kind: z.enum(WAYS), value: z.string() })) }),
    none: z.object({}),
  },
  async run(_ctx, _input, { business }) {
    const ways = WAYS.flatMap((kind) =>
      business.contactCard[kind] ? [{ kind, value: business.contactCard[kind] }] : [],
    );
    return ways.length > 0 ? { outcome: 'some', result: { ways } } : { outcome: 'none', result: {} };
  },
});
