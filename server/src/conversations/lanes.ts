/**
 * What is said first when a number may not say everything at once. Replies of people and of the bot, then notices about
 * orders and tickets, then campaigns.
 */
export const LANES = ['reply', 'notice', 'campaign'] as const;
export type Lane = (typeof LANES)[number];

/** The message that leaves next: of the first lane that has one, the oldest. */
export const firstInLane = <Waiting extends { lane: Lane }>(waiting: Waiting[]): Waiting | undefined => {
  for (const lane of LANES) {
    const first = waiting.find((one) => one.lane === lane);
    if (first) return first;
  }
  return undefined;
};
