import css from './wordmark.module.css';

/** The word *Parlour*; the counter of its P is a speech bubble. `isShort`: the P alone. */
export function Wordmark({ isShort = false }: { isShort?: boolean }) {
  return (
    <span className={css.wordmark} role="img" aria-label="Parlour">
      <svg viewBox="0 0 12 15" aria-hidden="true">
        <path
          fillRule="evenodd"
          d="M0 0h6.6a5.3 5.3 0 0 1 0 10.6H3V15H0zM6.2 2.6C4.3 2.6 3 3.7 3 5.2c0 .9.4 1.6 1.1 2.1l-.4 1.5 1.7-.7.8.1c1.9 0 3.1-1.3 3.1-2.9S8.1 2.6 6.2 2.6"
        />
      </svg>
      {!isShort && 'arlour'}
    </span>
  );
}
