import type { Contact } from './calls.ts';

/** What somebody is called; null: nothing is known that they could be called by. */
export const titleOf = ({ name, username, phone }: Contact): string | null =>
  name || (username && `@${username}`) || phone;

/** Nothing can be done about somebody who is elsewhere or forgotten. */
export const isHere = ({ mergedInto, erasedAt }: Contact): boolean => mergedInto === null && erasedAt === null;
