import { z } from 'zod';

/**
 * A number that people say: of an order or a ticket. Arrives as a number, as text ("1042"), or not at all.
 *
 * Null when none was given; 0, which nothing has, for one that cannot be ours ("A778").
 */
export const SpokenNumber = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((said) => {
    if (said === null || said === undefined || said === '') return null;
    const number = Number(said);
    return Number.isSafeInteger(number) && number > 0 ? number : 0;
  });
