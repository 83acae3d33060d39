import type { World } from '../world.ts';

/** What Meta keeps about one WhatsApp Business Account. */
export type Account = {
  wabaId: string;
  /** The app gets this account's webhooks. A new account here starts subscribed, unlike at Meta. */
  subscribed: boolean;
  callback: string | null; // override of the app's callback URL
  /** Under review, restricted or locked for policy: sends are refused with 368 or 131031. */
  standing: 'good' | 'restricted' | 'locked';
  hasPayment: boolean; // without it messages that cost fail with 131042
  country: string;
  templatesMade: number[]; // times, for the hourly limit
};

export function accountOf(world: World, wabaId: string): Account {
  const known = world.accounts.get(wabaId);
  if (known) return known;
  const account: Account = {
    wabaId,
    subscribed: true,
    callback: null,
    standing: 'good',
    hasPayment: true,
    country: 'US',
    templatesMade: [],
  };
  world.accounts.set(wabaId, account);
  return account;
}

export function saveAccount(world: World, account: Account): void {
  world.journal.put('account', account.wabaId, account);
}
