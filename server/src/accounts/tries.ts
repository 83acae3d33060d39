import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../platform/context.ts';
import { MINUTE, SECOND } from '../platform/time.ts';
import { tooManyTries } from './problems.ts';
import { hashOf } from './tokens.ts';

const WINDOW_MS = 15 * MINUTE;
const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 60; // a whole office may sit behind one

/** Who tries to come in, and from where. */
export type Try = { account?: string; address: string };

/**
 * Counts tries to sign in, open a link or ask for a new password, for all nodes together. Known and unknown accounts are
 * counted alike.
 */
export function countTries(db: Db) {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: db.$client,
      storeType: 'pool',
      tableName: 'sign_in_tries',
      tableCreated: true,
      clearExpiredByTimeout: false, // housekeeping does
      keyPrefix,
      points,
      duration: WINDOW_MS / SECOND,
    });
  const [accounts, addresses] = [limiter('account', TRIES_PER_ACCOUNT), limiter('address', TRIES_PER_ADDRESS)];
  return {
    /** @throws too-many-tries */
    async count({ account, address }: Try): Promise<void> {
      await take(addresses, address);
      if (account !== undefined) await take(accounts, accountKey(account));
    },
    /** Whoever came in begins anew. */
    async forget(account: string): Promise<void> {
      await accounts.delete(accountKey(account));
    },
  };
}
export type Tries = ReturnType<typeof countTries>;

const accountKey = (email: string): string => hashOf(email.trim().toLowerCase());

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooManyTries(Math.max(1, Math.ceil(refused.msBeforeNext / SECOND)));
  }
}
