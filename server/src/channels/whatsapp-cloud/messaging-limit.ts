/**
 * People a portfolio may write to outside a service window in a moving day; a name not known yet limits nothing here.
 *
 * @see WhatsApp Business Platform, "Messaging limits"; TIER_50 and TIER_1K are of older accounts
 */
const PEOPLE_PER_DAY: Partial<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
};

/** @param messagingLimit as Meta names it: "TIER_2K"; null when it was never told. */
export const peoplePerDay = (messagingLimit: string | null): number | null =>
  PEOPLE_PER_DAY[messagingLimit ?? ''] ?? null;
