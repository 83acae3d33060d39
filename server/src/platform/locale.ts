/** What Intl needs to write for the customers of a business. */
export type Place = { languages: readonly string[]; country: string };

const LAST_RESORT = 'en'; // Intl's own last resort is the machine's setting: the same order would read differently on two nodes

/**
 * The locale to write in: the customer's language as it is written where the business is ("es" in a US shop is es-US,
 * where prices read "$39.00" and not "39,00 US$").
 *
 * @param language BCP 47; null while the customer's language is not known: the business's own.
 */
export function localeOf({ languages, country }: Place, language: string | null): string {
  const tag = language ?? languages[0] ?? LAST_RESORT;
  const key = `${tag} ${country}`;
  const known = written.get(key);
  if (known) return known;
  if (written.size >= MOST_FORMATTERS) written.clear();
  const locale = localeIn(tag, country);
  written.set(key, locale);
  return locale;
}

/** Reading a tag takes longer than everything else a turn does with it. */
const written = new Map<string, string>();

function localeIn(tag: string, region: string): string {
  try {
    const locale = new Intl.Locale(tag);
    return locale.region ? locale.toString() : new Intl.Locale(tag, { region }).toString();
  } catch {
    return LAST_RESORT; // a language somebody typed in
  }
}

/**
 * Builds a formatter per locale and options once; building one takes longer than a thousand uses.
 *
 * @param build gets the locale and the last resort behind it; a malformed locale is left out.
 */
export function perLocale<Options extends string, Formatter>(
  build: (locales: string[], options: Options) => Formatter,
): (locale: string, options: Options) => Formatter {
  const built = new Map<string, Formatter>();
  return (locale, options) => {
    const key = `${locale} ${options}`;
    const known = built.get(key);
    if (known) return known;
    if (built.size >= MOST_FORMATTERS) built.clear(); // languages are detected from what customers write: keep them bounded
    const formatter = build(isWellFormed(locale) ? [locale, LAST_RESORT] : [LAST_RESORT], options);
    built.set(key, formatter);
    return formatter;
  };
}

const MOST_FORMATTERS = 200;

function isWellFormed(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}
