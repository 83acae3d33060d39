-- The second wall between businesses. The API works as the role parlour_api, which sees the rows of one business: the
-- one named by the setting parlour.business. The first wall is business_id in every query.
--
-- Called after every migration; what is right already is left alone. Returns false when this server's user may neither
-- make the role nor use it: then there is only the first wall.
create function guard_tables() returns boolean language plpgsql as $$
declare
  t record;
begin
  if not exists (select from pg_roles where rolname = 'parlour_api') then
    begin
      create role parlour_api nologin;
    exception
      when duplicate_object or unique_violation then null; -- another database of this server was quicker
      when insufficient_privilege then return false;
    end;
  end if;
  if not pg_has_role(current_user, 'parlour_api', 'set') then
    begin
      execute format('grant parlour_api to %I with set true, inherit false', current_user);
    exception
      when insufficient_privilege then return false;
    end;
  end if;

  -- What a business owns. Only the rows of the business are there for parlour_api, to read and to write.
  for t in
    select c.oid::regclass as name, c.relrowsecurity as guarded
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition
  loop
    if t.name = 'audit_log'::regclass then
      execute format('grant select, insert on %s to parlour_api', t.name);
    elsif not has_table_privilege('parlour_api', t.name, 'delete') then
      execute format('grant select, insert, update, delete on %s to parlour_api', t.name);
    end if;
    if not exists (select from pg_policy where polrelid = t.name and polname = 'of_the_business') then
      execute format('create policy of_the_business on %s to parlour_api using (business_id = current_setting(''parlour.business'')::uuid)', t.name);
    end if;
    if not t.guarded then
      execute format('alter table %s enable row level security', t.name);
    end if;
  end loop;

  -- What no business owns: its own row, and the people who work for it. Everything else stays closed.
  if not exists (select from pg_policy where polrelid = 'businesses'::regclass) then
    grant select, update on businesses to parlour_api;
    create policy of_the_business on businesses to parlour_api using (id = current_setting('parlour.business')::uuid);
    alter table businesses enable row level security;
  end if;
  if not exists (select from pg_policy where polrelid = 'people'::regclass) then
    grant select on people to parlour_api;
    create policy of_the_business on people to parlour_api
      using (exists (select from members m where m.person_id = people.id and m.business_id = current_setting('parlour.business')::uuid));
    alter table people enable row level security;
  end if;

  -- A view shows what its reader may see, not what its maker may.
  for t in
    select c.oid::regclass as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)
  loop
    execute format('alter view %s set (security_invoker = true)', t.name);
  end loop;
  for t in
    select c.oid::regclass as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where case c.relkind when 'v' then not has_table_privilege('parlour_api', c.oid, 'select') else false end
  loop
    execute format('grant select on %s to parlour_api', t.name);
  end loop;
  for t in
    select c.oid::regclass as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'graphile_worker')
    where case c.relkind when 'S' then not has_sequence_privilege('parlour_api', c.oid, 'usage') else false end
  loop
    execute format('grant usage on sequence %s to parlour_api', t.name);
  end loop;

  -- Jobs are announced in the transaction of what they follow from. They belong to no business and are read by nobody.
  if to_regnamespace('graphile_worker') is not null then
    grant usage on schema graphile_worker to parlour_api;
    for t in
      select c.oid::regclass as name, c.relrowsecurity as guarded from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'graphile_worker'
      where c.relkind = 'r'
    loop
      if not has_table_privilege('parlour_api', t.name, 'insert') then
        execute format('grant select, insert, update, delete on %s to parlour_api', t.name);
      end if;
      if t.guarded and not exists (select from pg_policy where polrelid = t.name and polname = 'announced') then
        execute format('create policy announced on %s to parlour_api using (true)', t.name);
      end if;
    end loop;
  end if;
  return true;
end $$;
