/** How many messages wait to be read; nothing when none do. */
export function Unread({ count, whose = '' }: { count: number; whose?: string }) {
  if (count === 0) return null;
  return (
    <span className="badge" role="img" aria-label={`${count} unread ${whose}`.trim()}>
      {count > 99 ? '99+' : count}
    </span>
  );
}
