import type { Ticks } from '../../src/phone-api.ts';

const words: Record<Ticks, string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
};

/** How far a message of the customer has come. */
export function TickMark({ ticks }: { ticks: Ticks }) {
  return (
    <svg
      className={`ticks ticks-${ticks}`}
      width="18"
      height="12"
      viewBox="0 0 18 12"
      role="img"
      aria-label={words[ticks]}
    >
      {drawing(ticks)}
    </svg>
  );
}

function drawing(ticks: Ticks) {
  switch (ticks) {
    case 'waiting':
      return <path d="M12 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6M12 3.5V6l1.8 1.1" />;
    case 'sent':
      return <path d="m6.5 6.6 3 3.2L16.3 2.2" />;
    case 'failed':
      return <path d="M12 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6M12 3.5v2.8M12 8.4v.1" />;
    default:
      return <path d="m1.3 6.6 3 3.2 6.8-7.6M8.2 8.4l1.3 1.4 6.8-7.6" />;
  }
}
