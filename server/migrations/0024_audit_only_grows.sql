-- What was written down stays as it was, whoever asks.
create function audit_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger audit_only_grows before update or delete or truncate on audit_log
  for each statement execute function audit_only_grows();
