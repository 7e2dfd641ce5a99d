import { type Kysely, sql } from 'kysely';

/** 现场考核通知 to the unit before anybody goes, and photos of what was seen. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['assessment_visit_notice'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_visit_notice on dispatch (tenant_id, object_id, dispatched_at desc) where kind = 'assessment_visit_notice';

-- The notice that the visit came of; a sheet may have had an earlier one that was replaced.
alter table assessment_visit
  add column notice_id uuid,
  add foreign key (tenant_id, notice_id) references dispatch (tenant_id, id);
create unique index assessment_visit_notice on assessment_visit (tenant_id, notice_id) where notice_id is not null;

create table assessment_visit_photo (
  tenant_id int not null references tenant (id),
  visit_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, visit_id, object_id),
  foreign key (tenant_id, visit_id) references assessment_visit (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('assessment_visit_photo', commands => 'select, insert');
`)
    .execute(db);
};
