/** Languages people most likely write in; a contact may have any other. */
export const SPOKEN = [
  'en',
  'es',
  'pt',
  'hi',
  'ar',
  'fr',
  'de',
  'it',
  'id',
  'tr',
  'ru',
  'zh',
  'ja',
  'bn',
  'ur',
  'sw',
] as const;

/** "Spanish" for "es", in the language of the reader. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag.replaceAll('_', '-')) ?? tag;
  } catch {
    return tag;
  }
}
