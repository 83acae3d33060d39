-- What a sceptic asks: read-only views over what is stored, in words that need no knowledge of the tables. `npm run chaos`
-- compares them with the provider's own ledger. They promise their columns; the tables below them may change.
-- security_invoker: whoever reads them sees no row he could not see in the tables.

create view qa_inbound with (security_invoker = true) as
  select b.slug business, m.channel_id, m.conversation_id, v.wa_id customer, m.id message_id, m.provider_message_id, m.seq,
    m.status, m.content ->> 'type' kind, m.content ->> 'body' body, m.sent_at, m.created_at stored_at, m.attempts failed_turns,
    m.seq <= v.handled_seq or m.seq = any (coalesce(v.handled_ahead, '{}')) handled,
    coalesce(r.replies, 0) replies
  from messages m
  join businesses b on b.id = m.business_id
  join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
  left join (
    select o.business_id, o.answers, count(*) replies from messages o where o.answers is not null group by 1, 2
  ) r on r.business_id = m.business_id and r.answers = m.id
  where m.direction = 'inbound';
--> statement-breakpoint
comment on view qa_inbound is 'Every message a customer sent, as stored. One row per stored message.';
comment on column qa_inbound.business is 'Short name of the business.';
comment on column qa_inbound.customer is 'Where replies go: the digits the customer last wrote with; null when the number is hidden.';
comment on column qa_inbound.provider_message_id is 'The provider''s id (a wamid on WhatsApp). Stored once: never twice on one channel.';
comment on column qa_inbound.seq is 'Order in which messages were stored, over all conversations.';
comment on column qa_inbound.status is 'received; parked when it could not be handled and a person was asked.';
comment on column qa_inbound.body is 'The text; null for other kinds.';
comment on column qa_inbound.sent_at is 'When the customer sent it, by the provider''s clock, in whole seconds. Turns follow this, then seq.';
comment on column qa_inbound.stored_at is 'When it was stored; the provider was answered after that.';
comment on column qa_inbound.failed_turns is 'How often its turn failed so far.';
comment on column qa_inbound.handled is 'Its turn is over.';
comment on column qa_inbound.replies is 'Messages that its turn wrote. A burst of messages is answered by the turn of the last one.';
--> statement-breakpoint

create view qa_outbound with (security_invoker = true) as
  select b.slug business, m.channel_id, m.conversation_id, v.wa_id customer, m.id message_id, m.provider_message_id, m.seq,
    m.author, m.status, m.content ->> 'type' kind, coalesce(m.content ->> 'body', m.content -> 'body' ->> 'text') body,
    m.answers, m.attempts sends, m.due_at, m.claim_token claimed_by, m.failure ->> 'code' failure,
    m.created_at written_at, m.delivered_at, m.read_at
  from messages m
  join businesses b on b.id = m.business_id
  join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
  where m.direction = 'outbound';
--> statement-breakpoint
comment on view qa_outbound is 'Every message to a customer, also those that wait or failed. One row per message, however often it was tried.';
comment on column qa_outbound.message_id is 'Also our reference at the provider (biz_opaque_callback_data), on every attempt.';
comment on column qa_outbound.provider_message_id is 'The provider''s id of the attempt we know it took; null until then.';
comment on column qa_outbound.seq is 'Order in which messages were written; within a conversation also the order of sending.';
comment on column qa_outbound.author is 'bot, person or system.';
comment on column qa_outbound.status is 'queued, sending, in_doubt, sent, delivered, read, played; failed, expired. It moves up only.';
comment on column qa_outbound.answers is 'message_id in qa_inbound of the message whose turn wrote this one; null when nobody asked.';
comment on column qa_outbound.sends is 'Attempts made. Above 1 with an attempt in doubt (qa_attempt): it was sent once more.';
comment on column qa_outbound.due_at is 'Waits until then for its next step; null when there is none.';
comment on column qa_outbound.claimed_by is 'The node that is sending it now; token in qa_node.';
comment on column qa_outbound.failure is 'Code of the last failure.';
--> statement-breakpoint

create view qa_attempt with (security_invoker = true) as
  select b.slug business, a.message_id, a.attempt, a.outcome, a.failure ->> 'code' failure, a.at
  from failed_attempts a join businesses b on b.id = a.business_id;
--> statement-breakpoint
comment on view qa_attempt is 'Sends that were not accepted. The attempt that was is the message itself.';
comment on column qa_attempt.outcome is 'not_accepted: proven untaken. refused: a final no. held: the channel must be mended. in_doubt: nobody knows.';
--> statement-breakpoint

create view qa_node with (security_invoker = true) as
  select n.token node, n.role, n.started_at, n.alive_until, n.alive_until > now() alive,
    (select count(*) from work w where w.node = n.token) conversations
  from nodes n;
--> statement-breakpoint
comment on view qa_node is 'Processes of this installation that are running or have not been missed yet.';
comment on column qa_node.alive_until is 'Renewed every few seconds; a node silent until then is dead to the others.';
comment on column qa_node.conversations is 'Conversations in its hands.';
--> statement-breakpoint

create view qa_work with (security_invoker = true) as
  select b.slug business, w.conversation_id, w.node, w.wake_at, w.arrivals, w.takeovers,
    w.node is not null and not exists (select from nodes n where n.token = w.node) orphaned
  from work w join businesses b on b.id = w.business_id
  where w.node is not null or w.wake_at is not null;
--> statement-breakpoint
comment on view qa_work is 'Conversations in hand, or with something left to do. A node keeps one in hand for some seconds after its last answer; then empty when everything is done.';
comment on column qa_work.node is 'Who works on it now.';
comment on column qa_work.wake_at is 'Nobody works on it; there is something to do at this moment.';
comment on column qa_work.takeovers is 'Nodes that died with it in hand since it was last let go.';
comment on column qa_work.orphaned is 'Its node is gone and nobody has taken over yet.';
--> statement-breakpoint

-- A function, looked up when it runs: the job library makes its tables after ours.
create function qa_jobs() returns table (
  id bigint, task text, key text, attempts int, max_attempts int, run_at timestamptz, locked_at timestamptz, locked_by text, last_error text
) language plpgsql stable as $$
begin
  return query select j.id::bigint, j.task_identifier::text, j.key::text, j.attempts::int, j.max_attempts::int, j.run_at, j.locked_at,
    j.locked_by::text, j.last_error::text from graphile_worker.jobs j;
end $$;
--> statement-breakpoint
create view qa_job with (security_invoker = true) as
  select j.id, j.task, j.key, j.attempts, j.max_attempts, j.run_at, j.locked_at, j.locked_by, j.last_error,
    j.attempts >= j.max_attempts given_up,
    j.locked_by is not null and not exists (select from nodes n where j.locked_by = any (n.worker_ids)) stranded
  from qa_jobs() j;
--> statement-breakpoint
comment on view qa_job is 'Work in the background that waits or runs. Done jobs are gone.';
comment on column qa_job.given_up is 'Its last attempt failed; also a dead letter unless the process died in it.';
comment on column qa_job.stranded is 'Locked by a process that is gone, and not freed yet.';
--> statement-breakpoint

create view qa_dead_letter with (security_invoker = true) as
  select coalesce(b.slug, '') business, d.id, d.task, d.cause, d.attempts, d.failed_at, d.resolved_at, d.resolution
  from dead_letters d left join businesses b on b.id = d.business_id;
--> statement-breakpoint
comment on view qa_dead_letter is 'Jobs that failed for the last time.';
--> statement-breakpoint

create view qa_parked_status with (security_invoker = true) as
  select b.slug business, s.channel_id, s.provider_message_id, s.status, s.at, s.received_at
  from parked_statuses s join businesses b on b.id = s.business_id;
--> statement-breakpoint
comment on view qa_parked_status is 'News of messages we do not know (yet); kept for seven days.';
--> statement-breakpoint

create view qa_unreadable with (security_invoker = true) as
  select coalesce(b.slug, '') business, e.channel_id, e.field, e.reason, e.received_at
  from channel_events e left join businesses b on b.id = e.business_id
  where e.outcome = 'parked';
--> statement-breakpoint
comment on view qa_unreadable is 'What arrived and had no effect, and why. The original is kept beside it in channel_events.';
--> statement-breakpoint

create view qa_order with (security_invoker = true) as
  select b.slug business, o.number, o.conversation_id, o.state, o.amount, o.currency, o.caused_by, o.created_at,
    coalesce(l.amount, 0) amount_of_lines, coalesce(l.quantity, 0) quantity, coalesce(s.quantity, 0) quantity_off_the_shelf
  from orders o
  join businesses b on b.id = o.business_id
  left join (
    select business_id, order_id, sum(amount * quantity) amount, sum(quantity) quantity from order_lines group by 1, 2
  ) l on l.business_id = o.business_id and l.order_id = o.id
  left join (
    select business_id, order_id, -sum(quantity) quantity from stock_moves where order_id is not null group by 1, 2
  ) s on s.business_id = o.business_id and s.order_id = o.id;
--> statement-breakpoint
comment on view qa_order is 'Every order, with what its lines and the stock say about it.';
comment on column qa_order.caused_by is 'message_id in qa_inbound of the message that placed it. One message places at most one order.';
comment on column qa_order.amount is 'Minor units. Equal to amount_of_lines.';
comment on column qa_order.quantity_off_the_shelf is 'Equal to quantity; 0 once cancelled; 0 for orders that were imported without stock.';
--> statement-breakpoint

create view qa_stock with (security_invoker = true) as
  select b.slug business, v.sku, v.on_hand, coalesce(m.quantity, 0) sum_of_moves
  from variants v
  join businesses b on b.id = v.business_id
  left join (
    select business_id, variant_id, sum(quantity) quantity from stock_moves group by 1, 2
  ) m on m.business_id = v.business_id and m.variant_id = v.id;
--> statement-breakpoint
comment on view qa_stock is 'What lies on the shelf, and what its movements come to. Equal, and never below zero.';
