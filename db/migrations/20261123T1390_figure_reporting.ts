import { type Kysely, sql } from 'kysely';

/** 指标报送: a call with a day, returned or accepted by the supervisor; sums of one's units handed on; what a unit explains. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- own: from the unit's own records. rolled_up: the sum of what its units released to it, with each unit's part in row_ids.
alter table figure_release add column basis text not null default 'own' check (basis in ('own', 'rolled_up'));
alter table figure_release add column note text;
drop index figure_release_current;
create unique index figure_release_current on figure_release (tenant_id, addressee_tenant_id, figure_code, year, basis) where state <> 'superseded';

do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['figure_call', 'figure_return', 'figure_acceptance'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_figure_sent on dispatch (tenant_id, (body ->> 'year'), dispatched_at) where kind in ('figure_call', 'figure_return', 'figure_acceptance');
create index dispatch_figure_received on dispatch (addressee_tenant_id, (body ->> 'year'), dispatched_at) where kind in ('figure_call', 'figure_return', 'figure_acceptance');
`)
    .execute(db);
};
