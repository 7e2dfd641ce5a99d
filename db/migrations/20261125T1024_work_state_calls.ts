import { type Kysely, sql } from 'kysely';

/** 布置上报: a supervisor asks those below for their state by a day; the report is the answer. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['checks_call', 'safety_call'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_work_state_call on dispatch (tenant_id, addressee_tenant_id) where kind in ('checks_call', 'safety_call');
`)
    .execute(db);
};
