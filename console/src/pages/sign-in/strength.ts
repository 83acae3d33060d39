export type Strength = { level: 0 | 1 | 2 | 3 | 4; word: 'short' | 'weak' | 'fair' | 'good' | 'strong' };

const SHORTEST = 8;

/**
 * How long a password would hold, roughly: by its length and by how many different characters it has. The server knows
 * the passwords that are tried first, and refuses those.
 */
export function strengthOf(password: string): Strength {
  const characters = [...password];
  if (characters.length < SHORTEST) return { level: 0, word: 'short' };
  const bits = new Set(characters.map((one) => one.toLowerCase())).size * 1.2 + characters.length * 1.6;
  if (bits < 24) return { level: 1, word: 'weak' };
  if (bits < 34) return { level: 2, word: 'fair' };
  return bits < 44 ? { level: 3, word: 'good' } : { level: 4, word: 'strong' };
}
