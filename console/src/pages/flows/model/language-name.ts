import i18next from 'i18next';

/** "es" in the words of whoever reads: "Spanish". */
export function languageName(code: string, reader = i18next.resolvedLanguage ?? 'en'): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
