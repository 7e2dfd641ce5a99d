import { type Kysely, sql } from 'kysely';

const COURSES = `
-- 课程 with its 课件. What units receive of it is a dispatch for each version, with the file.
create table course (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 120),
  series text check (length(series) between 1 and 60),
  summary text,
  kind text not null check (kind in ('business_study', 'onboarding', 'continuing', 'special', 'lecture')),
  mode text not null check (mode in ('onsite', 'online', 'mixed')),
  knowledge text not null check (knowledge in ('professional', 'public')),
  state text not null default 'open' check (state in ('open', 'closed')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index course_recent on course (tenant_id, created_at desc, id desc);
create table course_material (
  tenant_id int not null,
  id uuid not null,
  course_id uuid not null,
  title text not null check (length(title) between 1 and 120),
  kind text not null check (kind in ('courseware', 'handbook', 'video', 'document')),
  needed_minutes int not null check (needed_minutes between 1 and 600),
  hours numeric(5, 1) not null check (hours >= 0),
  -- The newest version that was issued; 0 before the first.
  version int not null default 0,
  state text not null default 'draft' check (state in ('draft', 'issued', 'withdrawn')),
  -- The first issue: the day that decides the year.
  issued_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references course (tenant_id, id),
  check ((state = 'draft') = (issued_on is null))
);
create index course_material_course on course_material (tenant_id, course_id, id);
create table course_material_version (
  tenant_id int not null,
  material_id uuid not null,
  version int not null check (version > 0),
  object_id uuid not null,
  note text,
  issued_on date,
  issued_by_name text,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, material_id, version),
  foreign key (tenant_id, material_id) references course_material (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('course');
call secure_tenant_table('course_material');
call secure_tenant_table('course_material_version');
`;

const LEARNING = `
-- 学习进度 of one person with one version that the unit received. It stays with the unit.
create table material_reading (
  tenant_id int not null references tenant (id),
  id uuid not null,
  dispatch_id uuid not null,
  material_id uuid not null,
  organiser_name text not null,
  title text not null,
  version int not null,
  hours numeric(5, 1) not null check (hours >= 0),
  knowledge text not null check (knowledge in ('professional', 'public')),
  account_id uuid not null,
  person_name text not null,
  needed_seconds int not null check (needed_seconds > 0),
  seconds int not null default 0 check (seconds >= 0),
  place_seconds int not null default 0 check (place_seconds >= 0),
  beat_at timestamptz(3) not null default now(),
  started_on date not null,
  finished_on date,
  primary key (tenant_id, id),
  unique (tenant_id, dispatch_id, account_id),
  check ((finished_on is not null) = (seconds >= needed_seconds))
);
create index material_reading_person on material_reading (tenant_id, account_id, finished_on desc, id desc);
-- 阅读情况: how many of a unit began and finished. All that the issuer learns; no name goes with it.
create table material_reading_count (
  tenant_id int not null references tenant (id),
  dispatch_id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  material_id uuid not null,
  version int not null,
  readers int not null,
  finished int not null,
  last_on date not null,
  primary key (tenant_id, dispatch_id),
  constraint material_reading_count_border check (tenant_id <> addressee_tenant_id)
);
create index material_reading_count_of on material_reading_count (addressee_tenant_id, material_id, tenant_id);
call secure_tenant_table('material_reading');
call secure_tenant_table('material_reading_count', addressed => true);
create trigger addressee_related before insert or update of addressee_tenant_id on material_reading_count
  for each row execute function check_addressee();
create index dispatch_material on dispatch (addressee_tenant_id, dispatched_at desc, id desc)
  where kind in ('training_material', 'training_lesson');
create index dispatch_material_sent on dispatch (tenant_id, object_id, addressee_tenant_id)
  where kind in ('training_material', 'training_lesson');
`;

const KINDS = `
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['training_material', 'training_lesson', 'training_reminder', 'training_result', 'training_rule'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

/** 课程、课件下发、在线学习. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [COURSES, LEARNING, KINDS]) await sql.raw(part).execute(db);
};
