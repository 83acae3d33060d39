import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Standing, TimelineEntry } from './api.ts';

export type Whose = { businessId: string; contactId: string };

/** From one contact to another who is the same person. */
export type Move = { businessId: string; from: string; to: string; at: Date };

/**
 * What a module keeps about people, told to who looks after people. Each module that has a `contactId` in its tables
 * gives one (`person-records.ts`); `app.ts` introduces them, so contacts know none of them.
 */
export type PersonRecords = {
  name: string;
  /** When they last wrote or were written to; only of those who did. */
  lastMessages?(db: Db | Tx, businessId: string, contactIds: string[]): Promise<Map<string, Date>>;
  standing?(db: Db | Tx, whose: Whose): Promise<Partial<Standing>>;
  /** The newest `limit` entries that are not younger than `until`. */
  timeline?(db: Db | Tx, whose: Whose & { timeZone: string }, until: Date, limit: number): Promise<TimelineEntry[]>;
  /** Gives everything of one contact to another. @returns what `moveBack` needs to undo exactly that. */
  move(tx: Tx, move: Move): Promise<unknown>;
  moveBack(tx: Tx, move: Move, moved: unknown): Promise<void>;
  /** Removes what is personal; what must stay for the books stays without the person. */
  erase(ctx: Ctx, tx: Tx, whose: Whose): Promise<void>;
};
