/** The word *Parlour*; the counter of its P is a speech bubble. */
export function Wordmark() {
  return (
    <span className="wordmark" role="img" aria-label="Parlour">
      <svg width="15" height="20" viewBox="0 0 15 20" aria-hidden="true">
        <path
          fillRule="evenodd"
          d="M0 1.5h8a6.7 6.7 0 0 1 0 13.4H3.1V20H0zM7.3 4.3c-2.5 0-4.3 1.6-4.3 3.8 0 1.2.5 2.2 1.4 2.9l-.3 2 2.2-.9c.3.1.7.1 1 .1 2.5 0 4.3-1.7 4.3-4.1s-1.8-3.8-4.3-3.8"
        />
      </svg>
      arlour
    </span>
  );
}
