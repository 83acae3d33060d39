import type { Problem } from '../platform/problem.ts';
import type { Channel, NotDone, SendOutcome } from './channel.ts';
import { channelHeld, platformAway, platformRefused } from './problems.ts';

type Unsettled = NotDone | Extract<SendOutcome, { outcome: 'in_doubt' }>;

/** What a call to the platform that did not work out means to whoever asked for it over the API. */
export function problemOf(channel: Pick<Channel, 'explain'>, answer: Unsettled): Problem {
  const { failure } = answer;
  const advice = channel.explain?.(failure.code).advice ?? 'See the details.';
  switch (answer.outcome) {
    case 'refused':
      return platformRefused(failure, advice);
    case 'held':
      return channelHeld(failure, advice);
    case 'not_accepted':
      return platformAway(failure, answer.retryAfterMs);
    case 'in_doubt':
      return platformAway(failure, UNCLEAR_MS);
  }
}

const UNCLEAR_MS = 5_000;
