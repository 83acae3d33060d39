import { useFormats } from './use-formats.ts';
import { useNow } from './use-now.ts';

/** How long ago, with the exact time on hover. */
export function RelativeTime({ at }: { at: string | Date }) {
  const { ago, exact } = useFormats();
  const now = useNow();
  const moment = typeof at === 'string' ? new Date(at) : at;
  return (
    <time dateTime={moment.toISOString()} title={exact(moment)}>
      {ago(moment, now)}
    </time>
  );
}
