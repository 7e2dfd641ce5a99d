import { type Kysely, sql } from 'kysely';

/** 资料下发: what the office keeps of a material and its versions. What a unit receives is a dispatch. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table guidance_material (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('template', 'courseware', 'requirement', 'note')),
  title text not null check (length(title) between 1 and 100),
  version int not null default 0 check (version >= 0),
  published_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((version = 0) = (published_on is null))
);
create index guidance_material_recent on guidance_material (tenant_id, created_at desc, id desc);
call secure_tenant_table('guidance_material');

create table guidance_material_version (
  tenant_id int not null,
  id uuid not null,
  material_id uuid not null,
  version int not null check (version >= 1),
  words text not null check (length(words) <= 8000),
  file_object_ids uuid[] not null default '{}' check (cardinality(file_object_ids) <= 9),
  sent_units int not null check (sent_units >= 1),
  published_on date not null,
  published_by_name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, material_id, version),
  foreign key (tenant_id, material_id) references guidance_material (tenant_id, id)
);
call secure_tenant_table('guidance_material_version', commands => 'select, insert');

do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['guidance_material'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_guidance_material on dispatch (tenant_id, object_id, addressee_tenant_id) where kind = 'guidance_material';
`)
    .execute(db);
};
