import type { Database } from './database.ts';

/** Notes every change of a message's status, in a table of our own, by a trigger the product knows nothing of. */
export type StatusWatch = {
  begin(): Promise<void>;
  /** Changes that should never be, as "delivered to sent". */
  wrong(): Promise<{ change: string; count: number }[]>;
};

/** What may follow what. Our own list: the product's is what we doubt. */
const MAY_FOLLOW: Record<string, readonly string[]> = {
  received: ['parked'],
  queued: ['sending', 'sent', 'delivered', 'read', 'failed', 'expired'],
  sending: ['queued', 'in_doubt', 'sent', 'delivered', 'read', 'failed', 'expired'],
  in_doubt: ['sending', 'queued', 'sent', 'delivered', 'read', 'failed', 'expired'],
  sent: ['delivered', 'read', 'played', 'failed'],
  delivered: ['read', 'played'],
  read: ['played'],
};

export const watchStatuses = (database: Database): StatusWatch => ({
  async begin() {
    await database.rows('create schema if not exists chaos');
    await database.rows('create table if not exists chaos.status_changes (message_id uuid, was text, became text)');
    await database.rows(`create or replace function chaos.note_status() returns trigger language plpgsql as $$
      begin
        insert into chaos.status_changes values (new.id, old.status, new.status);
        return null;
      end $$`);
    await database.rows('drop trigger if exists chaos_note_status on messages');
    await database.rows(`create trigger chaos_note_status after update of status on messages
      for each row when (old.status is distinct from new.status) execute function chaos.note_status()`);
  },
  async wrong() {
    const changes = await database.rows<{ was: string; became: string; count: number }>(
      'select was, became, count(*)::int count from chaos.status_changes group by 1, 2',
    );
    return changes
      .filter(({ was, became }) => !MAY_FOLLOW[was]?.includes(became))
      .map(({ was, became, count }) => ({ change: `${was} to ${became}`, count }));
  },
});
