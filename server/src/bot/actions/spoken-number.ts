import { z } from 'zod';

/** A number that people say: of an order or a ticket. Arrives as a number, as text ("1042"), or not at all (null). */
export const SpokenNumber = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((said) => {
    const number = typeof said === 'string' ? Number(said.trim() || Number.NaN) : (said ?? Number.NaN);
    return Number.isSafeInteger(number) && number > 0 ? number : null;
  });
