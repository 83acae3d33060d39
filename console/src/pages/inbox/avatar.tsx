import css from './avatar.module.css';

const HUES = 6;

/** The first letters of a name; what cannot be a name shows its last two digits. */
export function Avatar({ name, seed, size = 36 }: { name: string; seed: string; size?: 24 | 36 | 56 }) {
  return (
    <span className={css.avatar} data-size={size} data-hue={hueOf(seed)} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/^[+\d]/.test(name)) return name.replace(/\D/g, '').slice(-2);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

const hueOf = (seed: string): number => [...seed].reduce((sum, char) => sum + char.charCodeAt(0), 0) % HUES;
