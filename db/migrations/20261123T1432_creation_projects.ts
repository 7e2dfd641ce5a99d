import { type Kysely, sql } from 'kysely';

/** 创建工作: a unit on its way to a level, by steps with owners and evidence; its reports go to the office above. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table creation_project (
  tenant_id int not null references tenant (id),
  id uuid not null,
  rating_kind text not null check (rating_kind in ('business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise')),
  level text not null check (length(level) between 1 and 40),
  title text not null check (length(title) between 1 and 100),
  basis text not null default '' check (length(basis) <= 1000),
  target_on date not null,
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  -- 自检 by the test sheet; the application goes up with it.
  self_check_id uuid,
  state text not null default 'active' check (state in ('active', 'stopped')),
  stop_reason text check (length(stop_reason) between 1 and 500),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'stopped') = (stop_reason is not null)),
  foreign key (tenant_id, self_check_id) references self_check (tenant_id, id)
);
create index creation_project_recent on creation_project (tenant_id, created_at desc, id desc);
call secure_tenant_table('creation_project');

create table creation_evidence (
  tenant_id int not null,
  project_id uuid not null,
  step_code text not null check (length(step_code) between 1 and 20),
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, project_id, step_code, object_id),
  foreign key (tenant_id, project_id) references creation_project (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('creation_evidence', commands => 'select, insert, update, delete');

do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['creation_report', 'creation_word'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_creation on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'creation_report';
create index dispatch_creation_of on dispatch (tenant_id, object_id, dispatched_at) where kind = 'creation_report';
create unique index dispatch_creation_word_once on dispatch (tenant_id, in_reply_to) where kind = 'creation_word';
`)
    .execute(db);
};
