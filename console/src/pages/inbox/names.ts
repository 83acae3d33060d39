import type { TFunction } from 'i18next';
import type { Row } from './model/shapes.ts';

/** What a contact is called: their name, else what they are known by. */
export const nameOf = (
  { name, phone, username }: Pick<Row['contact'], 'name' | 'phone' | 'username'>,
  t: TFunction,
): string => name.trim() || (username && `@${username}`) || phone || t('inbox.contact.nameless');
