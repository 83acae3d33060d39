import type { ReactNode } from 'react';
import css from './timeline.module.css';

/** What happened, one thing after the other. `isClose`: many entries of a line or two, nearer to each other. */
export const Timeline = ({ isClose = false, children }: { isClose?: boolean; children: ReactNode }) => (
  <ol className={css.timeline} data-close={isClose || undefined}>
    {children}
  </ol>
);

type EntryProps = {
  /** The colour of its dot, as colours mean everywhere; a note of the team has a square. Absent: quiet. */
  mark?: 'good' | 'failed' | 'waiting' | 'read' | 'note' | undefined;
  children: ReactNode;
};

/** The words of it say what happened; the dot only helps to find it again. */
export const TimelineEntry = ({ mark, children }: EntryProps) => (
  <li className={css.entry} data-mark={mark}>
    {children}
  </li>
);
