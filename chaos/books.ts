import type { MessageRecord } from '../emulator/src/index.ts';
import type { Ground } from './ground/ground.ts';

/** Both sides of the story: what the provider's ledger says, and what is stored. */
export type Books = {
  /** What customers wrote, as their phones know it. */
  inbound: MessageRecord[];
  /** What the provider accepted, in that order. */
  accepted: MessageRecord[];
  stored: Stored[];
  replies: Reply[];
};

/** A row of qa_inbound. */
export type Stored = {
  message_id: string;
  provider_message_id: string;
  conversation_id: string;
  seq: number;
  sent_at: Date;
  status: string;
};

/** A row of qa_outbound. `doubts`: how often it was in doubt, as the status watch saw it. */
export type Reply = {
  message_id: string;
  provider_message_id: string | null;
  conversation_id: string;
  answers: string | null;
  seq: number;
  status: string;
  sends: number;
  doubts: number;
  failure: string | null;
};

export async function readBooks({ emulator, database }: Ground): Promise<Books> {
  const { messages } = emulator.ledger.messages({ limit: Number.POSITIVE_INFINITY });
  return {
    inbound: messages.filter(({ direction }) => direction === 'inbound'),
    accepted: messages.filter(({ direction }) => direction === 'outbound'),
    stored: await database.rows<Stored>(
      'select message_id, provider_message_id, conversation_id, seq::float8 seq, sent_at, status from qa_inbound',
    ),
    replies: await database.rows<Reply>(
      `select o.message_id, o.provider_message_id, o.conversation_id, o.answers, o.seq::float8 seq, o.status, o.sends, o.failure,
         coalesce(d.doubts, 0) doubts
       from qa_outbound o left join (
         select message_id, count(*)::int doubts from chaos.status_changes where became = 'in_doubt' group by 1
       ) d on d.message_id = o.message_id`,
    ),
  };
}
