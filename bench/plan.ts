/** What a run consists of, in this order. */
export const PARTS_OF_A_RUN = ['race', 'parts', 'profile', 'variants', 'statements'] as const;

/** How long and how often things are measured. */
export type Plan = {
  rounds: number; // of closed loops; the median counts
  openRates: number[];
  openSeconds: number;
  closedCustomers: number[];
  closedWarmUpSeconds: number;
  closedSeconds: number;
  parts: readonly string[];
};

/** About ten minutes. */
export const FULL: Plan = {
  rounds: 3,
  openRates: [50, 100, 300, 1_000],
  openSeconds: 10,
  closedCustomers: [50, 200, 1_000],
  closedWarmUpSeconds: 1,
  closedSeconds: 5,
  parts: PARTS_OF_A_RUN,
};

/** One to two minutes: enough to see whether a change helped or hurt, too little to quote. */
export const QUICK: Plan = {
  rounds: 1,
  openRates: [300],
  openSeconds: 5,
  closedCustomers: [200, 1_000],
  closedWarmUpSeconds: 1,
  closedSeconds: 3,
  parts: ['race', 'parts', 'statements'],
};
