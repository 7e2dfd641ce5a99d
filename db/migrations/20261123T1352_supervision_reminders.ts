import { type Kysely, sql } from 'kysely';

/** 督办催办 and 接收计划改期: kinds of 往来 beside those that stand there already. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['supervision_reminder', 'intake_plan_change'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;

-- As before, with the change of an intake plan among what goes between a unit and its archives.
create or replace function check_addressee() returns trigger language plpgsql as $$
declare down boolean := supervises(new.tenant_id, new.addressee_tenant_id);
        up boolean := supervises(new.addressee_tenant_id, new.tenant_id);
        beside boolean := false;
begin
  if tg_table_name = 'dispatch' and not down and not up then
    beside := new.kind in ('transfer', 'transfer_answer', 'intake_plan', 'intake_plan_change', 'receipt') and (
      exists (select 1 from archives_of(new.tenant_id) a where a.archives_tenant_id = new.addressee_tenant_id)
      or exists (select 1 from archives_of(new.addressee_tenant_id) a where a.archives_tenant_id = new.tenant_id));
  end if;
  if (tg_table_name = 'access_grant' and not down) or (tg_table_name = 'figure_release' and not up) or not (down or up or beside) then
    raise exception 'ADDRESSEE_NOT_RELATED' using errcode = 'check_violation', constraint = 'addressee_related';
  end if;
  return new;
end $$;
`)
    .execute(db);
};
