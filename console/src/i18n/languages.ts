/** Languages of the console, in their own words. One more is a folder of files beside `en` and a line here. */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'es', name: 'Español', direction: 'ltr' },
  { code: 'pt', name: 'Português', direction: 'ltr' },
  { code: 'hi', name: 'हिन्दी', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
] as const;
export type LanguageCode = (typeof LANGUAGES)[number]['code'];
export type Direction = 'ltr' | 'rtl';

/** The language of ours that `wanted` (such as "pt-BR") asks for; undefined when we do not speak it. */
export function ours(wanted: string): LanguageCode | undefined {
  const [first] = wanted.toLowerCase().split('-');
  return LANGUAGES.find(({ code }) => code === first)?.code;
}

export const directionOf = (language: string): Direction =>
  LANGUAGES.find(({ code }) => code === ours(language))?.direction ?? 'ltr';
