const LONGEST_PHRASE = 300;

/**
 * A message in the form in which it is compared with words of a flow: small letters, no accents, no punctuation,
 * single spaces, no drawn-out letters ("hiiii"). Empty for messages too long to be a phrase; an emoji stays itself.
 */
export function phraseOf(text: string): string {
  if (text.length > LONGEST_PHRASE) return '';
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words.replace(/([a-wyz])\1{2,}/g, '$1') || text.trim(); // x stays: XXL is a size
}

/** Whether `phrase` stands in `message` as whole words; both as `phraseOf` makes them. */
export function containsPhrase(message: string, phrase: string): boolean {
  return phrase.length <= message.length && ` ${message} `.includes(` ${phrase} `);
}
