import type { TFunction } from 'i18next';

/** Why the bot asked for a person, in the reader's language; a flow's own reason stays as it was written. */
export const handOffReason = (t: TFunction, reason: string): string =>
  t(`common.handOffReasons.${reason}`, { defaultValue: reason });
