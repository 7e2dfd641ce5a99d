import { type Kysely, sql } from 'kysely';

/**
 * Who may touch what. The application role sees its own tenant; the reader role sees what live grants open;
 * the system role sees what belongs to no tenant. `secure_tenant_table` is what every later tenant table calls too.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create function app_read_tenants() returns int[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_tenants', true), '')::int[] $$;
create function app_read_class() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_class', true), '') $$;
create function app_read_categories() returns text[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_categories', true), '')::text[] $$;
create function app_read_year_from() returns smallint language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_year_from', true), '')::smallint $$;
create function app_read_year_to() returns smallint language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_year_to', true), '')::smallint $$;

-- own: rows of the tenant. addressed: also rows that another tenant dispatched to it. commands: what the application may do.
create procedure secure_tenant_table(tab regclass, addressed boolean default false, commands text default 'select, insert, update')
language plpgsql as $$
declare own text := 'tenant_id = nullif(current_setting(''app.tenant'', true), '''')::int';
        addressee text := 'addressee_tenant_id = nullif(current_setting(''app.tenant'', true), '''')::int';
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy app_select on %s for select to lantai_app using (%s)', tab,
    case when addressed then '(' || own || ') or (' || addressee || ' and dispatched_at is not null)' else own end);
  execute format('create policy app_insert on %s for insert to lantai_app with check (%s)', tab, own);
  execute format('create policy app_update on %s for update to lantai_app using (%s) with check (%s)', tab, own, own);
  execute format('create policy app_delete on %s for delete to lantai_app using (%s)', tab, own);
  execute format('grant %s on %s to lantai_app', commands, tab);
end $$;

call secure_tenant_table('tenant_name', commands => 'select');
call secure_tenant_table('membership');
call secure_tenant_table('invitation');
call secure_tenant_table('access_grant', addressed => true);
call secure_tenant_table('grant_objection', addressed => true, commands => 'select, insert');
call secure_tenant_table('dispatch', addressed => true);
call secure_tenant_table('dispatch_attachment', addressed => true);
call secure_tenant_table('figure_release', addressed => true);
call secure_tenant_table('audit_event', commands => 'select, insert');
call secure_tenant_table('audit_seal', commands => 'select');
call secure_tenant_table('job_run');
call secure_tenant_table('idempotency_key');
call secure_tenant_table('todo');
call secure_tenant_table('notice');
call secure_tenant_table('stored_object');
call secure_tenant_table('fonds');
call secure_tenant_table('classification_scheme');
call secure_tenant_table('archive_item');
call secure_tenant_table('archive_count');
call secure_tenant_table('number_counter');
call secure_tenant_table('import_batch');
call secure_tenant_table('import_row', commands => 'select, insert, update, delete');
call secure_tenant_table('checklist');
call secure_tenant_table('inspection_campaign');
call secure_tenant_table('inspection');
call secure_tenant_table('finding');
call secure_tenant_table('finding_photo', commands => 'select, insert, update, delete');
call secure_tenant_table('rectification');
call secure_tenant_table('course_session');
call secure_tenant_table('course_attendance');
call secure_tenant_table('reading_visit');
call secure_tenant_table('guidance_event');

-- An audit event may be written only as what it is: unsealed, now, in this transaction.
revoke insert on audit_event from lantai_app;
grant insert (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, request_id) on audit_event to lantai_app;

-- Tables without tenant_id: a tenant sees its own line of the directory; the rest through known_tenants().
alter table tenant enable row level security;
alter table tenant force row level security;
create policy app_select on tenant for select to lantai_app using (id = app_tenant());
grant select on tenant to lantai_app;
alter table supervision enable row level security;
alter table supervision force row level security;
alter table tenant_change enable row level security;
alter table tenant_change force row level security;
alter table account enable row level security;
alter table account force row level security;
alter table login_session enable row level security;
alter table login_session force row level security;
alter table login_failure enable row level security;
alter table login_failure force row level security;

-- The system role: what belongs to no tenant, what the relay and the sealer need.
do $$
declare t text;
begin
  foreach t in array array['account', 'login_session', 'login_failure', 'tenant', 'tenant_name', 'tenant_change', 'supervision', 'membership', 'invitation', 'access_grant', 'audit_event', 'audit_seal', 'job_run', 'idempotency_key', 'stored_object', 'todo'] loop
    execute format('create policy system_all on %I for all to lantai_system using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert, update on account, tenant, tenant_name, supervision, membership to lantai_system;
grant select, insert on tenant_change to lantai_system;
grant select, insert, update, delete on login_session, login_failure to lantai_system;
grant select, insert, update on invitation to lantai_system;
grant select, update on job_run to lantai_system;
-- Who accepts an invitation has no tenant yet; the security administrator's to-do is left in the same transaction.
grant insert on todo to lantai_system;
grant select, delete on idempotency_key to lantai_system;
grant select on access_grant, audit_event, stored_object to lantai_system;
grant insert (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, request_id) on audit_event to lantai_system;
grant update (seal_number) on audit_event to lantai_system;
grant select, insert on audit_seal to lantai_system;

-- The definer role owns the few functions that look over the border, each answering one narrow question.
do $$
declare t text;
begin
  foreach t in array array['tenant', 'tenant_name', 'supervision', 'membership', 'access_grant', 'archive_item', 'audit_event'] loop
    execute format('create policy definer_select on %I for select to lantai_definer using (true)', t);
    execute format('grant select on %I to lantai_definer', t);
  end loop;
end $$;
create policy definer_insert on audit_event for insert to lantai_definer with check (true);
grant insert (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, grant_id, request_id) on audit_event to lantai_definer;

-- The reader role: only what a grant can open, only inside its scope.
create policy reader_select on archive_item for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive' and state = 'filed'
  and filing_year between app_read_year_from() and app_read_year_to()
  and (app_read_categories() is null or category_code = any (app_read_categories())));
create policy reader_select on archive_count for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive'
  and filing_year between app_read_year_from() and app_read_year_to()
  and (app_read_categories() is null or category_code = any (app_read_categories())));
create policy reader_select on fonds for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive');
create policy reader_select on reading_visit for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'use'
  and visited_on >= make_date(app_read_year_from(), 1, 1) and visited_on <= make_date(app_read_year_to(), 12, 31));
create policy reader_select on course_session for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'training'
  and held_on >= make_date(app_read_year_from(), 1, 1) and held_on <= make_date(app_read_year_to(), 12, 31));
grant select on archive_item, archive_count, fonds, reading_visit, course_session to lantai_reader;
`)
    .execute(db);
};
