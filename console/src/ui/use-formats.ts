import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formats, formatsOf } from './formats.ts';

/** The user's language as the browser knows its region: "en-GB" rather than "en", where both agree. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(() => {
    const regional = navigator.languages.find((wanted) => wanted.split('-')[0] === language);
    return formatsOf(regional ?? language);
  }, [language]);
}
