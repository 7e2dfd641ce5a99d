import { type Kysely, sql } from 'kysely';

/** 四重 with its plan, its day, its acceptance and the records tied to it; what a unit hands up of it, and the reminder. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table major_event drop constraint major_event_kind_check;
alter table major_event add constraint major_event_kind_check
  check (kind in ('decision', 'project', 'works', 'meeting', 'activity', 'documentation'));
alter table major_event add column responsible_department_id uuid;
alter table major_event add constraint major_event_responsible
  foreign key (tenant_id, responsible_department_id) references unit_department (tenant_id, id);
-- 归档方案: what is to be kept of it, and how.
alter table major_event add column plan text;
alter table major_event add column due_on date;
alter table major_event add column accepted_on date;
alter table major_event add column accepted_by_name text;
alter table major_event add column acceptance_note text;
-- Why its acceptance was taken back, until it is accepted again.
alter table major_event add column reopen_reason text;
alter table major_event add constraint major_event_accepted check ((accepted_on is null) = (accepted_by_name is null));

-- The records tied to an event, whatever topic they are marked with.
create table major_event_item (
  tenant_id int not null references tenant (id),
  event_id uuid not null,
  item_id uuid not null,
  material text not null check (material in ('text', 'photo', 'audio_video', 'oral_history', 'object', 'data')),
  linked_by_name text not null,
  linked_at timestamptz(3) not null default now(),
  primary key (tenant_id, event_id, item_id),
  foreign key (tenant_id, event_id) references major_event (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index major_event_item_of on major_event_item (tenant_id, item_id);
call secure_tenant_table('major_event_item', commands => 'select, insert, delete');

-- A frozen summary of one event, a new row each time it is handed up; the newest counts.
create table major_event_release (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  unit_name text not null,
  event_id uuid not null,
  kind text not null check (kind in ('decision', 'project', 'works', 'meeting', 'activity', 'documentation')),
  name text not null,
  held_from date not null,
  held_to date,
  host text,
  responsible_name text,
  plan text,
  due_on date,
  accepted_on date,
  task_count int not null check (task_count >= 0),
  accepted_count int not null check (accepted_count between 0 and task_count),
  record_count int not null check (record_count >= 0),
  -- What was to be collected and has no record tied to it: department, material, day.
  missing jsonb not null default '[]' check (jsonb_typeof(missing) = 'array'),
  note text,
  released_by uuid not null,
  released_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id) references major_event (tenant_id, id),
  check (tenant_id <> addressee_tenant_id)
);
create index major_event_release_seen on major_event_release (addressee_tenant_id, tenant_id, event_id, created_at desc, id desc);
create index major_event_release_own on major_event_release (tenant_id, event_id, created_at desc, id desc);
call secure_tenant_table('major_event_release', addressed => true, commands => 'select, insert');
create trigger addressee_related before insert or update of addressee_tenant_id on major_event_release
  for each row execute function check_released_upwards();

do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['major_event_reminder'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_event_reminder on dispatch (addressee_tenant_id, dispatched_at desc) where kind = 'major_event_reminder';
`)
    .execute(db);
};
