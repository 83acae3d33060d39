import type { Tally } from './conversation.ts';
import type { Measured, Pids, Scenario } from './scenario.ts';

/** What the bench asks of the crowd, each answered by one `Answer`. */
export type Command =
  | { do: 'gather'; serverPort: number; customers: number; run: string; text: string }
  | { do: 'play'; scenario: Scenario; pids: Pids }
  | { do: 'count' };

export type Answer = {
  gather: { graphPort: number };
  play: Measured;
  count: { tally: Tally; refused: number };
};
