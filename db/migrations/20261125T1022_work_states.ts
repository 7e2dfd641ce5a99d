import { type Kysely, sql } from 'kysely';

/** 工作情况上报: what a district did of checks, and how safe an archives is, as told to all who supervise it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['work_state'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_work_state on dispatch (addressee_tenant_id, tenant_id, dispatched_at desc, id desc) where kind = 'work_state';
create index dispatch_work_state_sent on dispatch (tenant_id, dispatched_at desc, id desc) where kind = 'work_state';
`)
    .execute(db);
};
