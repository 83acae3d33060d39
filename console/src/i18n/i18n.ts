import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type LanguageCode, ours } from './languages.ts';

const KEPT_AS = 'parlour.language';
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json');

/** Each area of each language is a file of its own, fetched when a page asks for it. */
const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read(language, area, done) {
    const load = files[`./${language}/${area}.json`];
    if (!load) return done(new Error(`no words for ${area} in ${language}`), false);
    load().then(
      ({ default: words }) => done(null, words),
      (error: Error) => done(error, true), // a chunk that did not arrive may arrive later
    );
  },
};

/** Words in the user's language; `t` takes the area and the key after `useTranslation(area)`. */
export async function startI18n(): Promise<i18n> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: wantedLanguage(),
      fallbackLng: 'en',
      supportedLngs: LANGUAGES.map(({ code }) => code),
      nonExplicitSupportedLngs: true,
      load: 'languageOnly',
      ns: ['common', 'shell'],
      defaultNS: 'common',
      nsSeparator: '.', // `t('orders.title')`: the area is the first word
      keySeparator: '.',
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: true },
    });
  return i18next;
}

/** Begins to fetch the words of an area that will be asked for in a moment. */
export function fetchWords(area: string): void {
  files[`./${wantedLanguage()}/${area}.json`]?.().catch(() => {}); // asked for again when they are needed
}

/** Chosen by the user, else the browser's first that we speak. */
function wantedLanguage(): LanguageCode {
  const wanted = [keptLanguage(), ...navigator.languages];
  return wanted.map((language) => (language ? ours(language) : undefined)).find(Boolean) ?? 'en';
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

/** From now on in this browser. */
export async function chooseLanguage(language: LanguageCode): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Not kept: then for this visit.
  }
  await i18next.changeLanguage(language);
}
