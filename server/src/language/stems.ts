/** Endings that change a word but not what it is about, in English, Spanish, Portuguese and French; longest first. */
const ENDINGS =
  /(?:aciones|amientos|imientos|amento|amientos|azione|ations?|amiento|imiento|acion|acoes|acao|ements?|ments?|ances?|ences?|iones?|ingly|edly|mente|ados?|adas?|idos?|idas?|ando|iendo|endo|indo|ing|ers?|ors?|ies|ed|ly|es|ar|er|ir|ez|as|os|e|s|a|o|y)$/;

/**
 * A word without its ending, so that "deliver", "delivery" and "delivered" meet. Coarse, and the same for all
 * languages; for comparing only.
 *
 * @param word as `foldWord` returns it.
 */
export function stemOf(word: string): string {
  if (word.length < 4) return word;
  const bare = word.replace(ENDINGS, '');
  const stem = bare.length >= 3 ? bare : word;
  return stem.replace(/(.)\1$/, '$1').slice(0, 8);
}
