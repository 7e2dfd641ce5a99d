import { type Kysely, sql } from 'kysely';

/** 检查改期: the notice stays as it was served; a later document says the new day. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['inspection_change'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_inspection_change on dispatch (addressee_tenant_id, in_reply_to, dispatched_at desc) where kind = 'inspection_change';
`)
    .execute(db);
};
