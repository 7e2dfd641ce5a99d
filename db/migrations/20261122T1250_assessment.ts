import { type Kysely, sql } from 'kysely';

/** 年度考核 and 评级: the scheme of a year, a round over units, the sheet of one unit with its answers, what was awarded. */

const ASSESSMENT = `
create table assessment_scheme (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null check (year between 1950 and 2999),
  purpose text not null check (purpose in ('annual', 'rating')),
  name text not null check (length(name) between 1 and 100),
  subject_kinds text[] not null,
  checklist_id uuid not null,
  -- 权重: the sections and what each is worth of a hundred; empty: the points of the list as they stand.
  weights jsonb not null default '[]' check (jsonb_typeof(weights) = 'array'),
  rating_kind text check (rating_kind in ('business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise')),
  note text not null default '' check (length(note) <= 1000),
  is_withdrawn boolean not null default false,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, year, name),
  check ((purpose = 'rating') = (rating_kind is not null)),
  foreign key (tenant_id, checklist_id) references checklist (tenant_id, id)
);
call secure_tenant_table('assessment_scheme');

create table assessment_round (
  tenant_id int not null references tenant (id),
  id uuid not null,
  scheme_id uuid not null,
  purpose text not null check (purpose in ('annual', 'rating')),
  year smallint not null,
  title text not null check (length(title) between 1 and 100),
  words text not null check (length(words) <= 1000),
  due_on date not null,
  -- Working days in which a unit may object to its score.
  objection_days smallint not null check (objection_days between 0 and 60),
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_at timestamptz(3),
  closed_by_name text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, year, title),
  check ((state = 'closed') = (closed_at is not null)),
  foreign key (tenant_id, scheme_id) references assessment_scheme (tenant_id, id)
);
create index assessment_round_recent on assessment_round (tenant_id, created_at desc, id desc);
call secure_tenant_table('assessment_round');

-- 考核表 of one unit, in a round or by its own application.
create table assessment_sheet (
  tenant_id int not null references tenant (id),
  id uuid not null,
  round_id uuid,
  purpose text not null check (purpose in ('annual', 'rating')),
  year smallint not null,
  title text not null,
  list jsonb not null check (jsonb_typeof(list) = 'object'),
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  subject_kind text not null,
  -- The application by which it began, and the office that handed it up.
  source_dispatch_id uuid,
  handed_up_by text,
  rating_kind text check (rating_kind in ('business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise')),
  target_level text check (length(target_level) between 1 and 40),
  state text not null default 'open' check (state in ('open', 'scored', 'final', 'excused', 'handed_up')),
  full_points double precision,
  got_points double precision,
  percent double precision check (percent between 0 and 100),
  grade_code text,
  grade_name text,
  rank int check (rank > 0),
  opinion text not null default '' check (length(opinion) <= 2000),
  score_dispatch_id uuid,
  scored_on date,
  scored_by_name text,
  objection_until date,
  objection_dispatch_id uuid,
  objection_answer text check (length(objection_answer) <= 2000),
  excused_reason text check (length(excused_reason) between 1 and 500),
  final_on date,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'excused') = (excused_reason is not null)),
  check ((state = 'final') = (final_on is not null)),
  check (state not in ('scored', 'final') or percent is not null),
  check ((purpose = 'rating') = (rating_kind is not null)),
  foreign key (tenant_id, round_id) references assessment_round (tenant_id, id)
);
create unique index assessment_sheet_unit on assessment_sheet (tenant_id, round_id, subject_tenant_id) where round_id is not null;
create unique index assessment_sheet_source on assessment_sheet (tenant_id, source_dispatch_id) where source_dispatch_id is not null;
create index assessment_sheet_recent on assessment_sheet (tenant_id, created_at desc, id desc);
create index assessment_sheet_year on assessment_sheet (tenant_id, purpose, year, subject_tenant_id);
-- 结果: what was confirmed stays as it was confirmed.
create function keep_final_assessment() returns trigger language plpgsql as $$
begin
  if old.state = 'final' then
    raise exception 'ASSESSMENT_IS_FINAL' using errcode = 'check_violation', constraint = 'assessment_final';
  end if;
  return new;
end $$;
create trigger assessment_final before update on assessment_sheet for each row execute function keep_final_assessment();
call secure_tenant_table('assessment_sheet');

create table assessment_answer (
  tenant_id int not null,
  sheet_id uuid not null,
  item_code text not null check (length(item_code) between 1 and 20),
  verdict text check (verdict in ('met', 'mostly', 'partly', 'unmet', 'na')),
  count_value double precision check (count_value >= 0),
  sample_size int check (sample_size between 1 and 100000),
  sample_faults int check (sample_faults >= 0 and sample_faults <= sample_size),
  points double precision check (points >= 0),
  note text not null default '' check (length(note) <= 2000),
  -- 采用自评: taken over from the unit and not looked at one by one.
  is_taken_over boolean not null default false,
  answered_by uuid not null,
  answered_by_name text not null,
  answered_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, sheet_id, item_code),
  foreign key (tenant_id, sheet_id) references assessment_sheet (tenant_id, id)
);
call secure_tenant_table('assessment_answer');
`;

const RATING = `
-- 评级台账: a level that a unit holds, given here or by a higher authority.
create table rating (
  tenant_id int not null references tenant (id),
  id uuid not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  subject_kind text not null,
  rating_kind text not null check (rating_kind in ('business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise')),
  level text not null check (length(level) between 1 and 40),
  awarded_on date not null,
  valid_until date check (valid_until > awarded_on),
  awarder_name text not null check (length(awarder_name) between 1 and 100),
  document_number text,
  document_id uuid,
  sheet_id uuid,
  percent double precision check (percent between 0 and 100),
  state text not null default 'valid' check (state in ('valid', 'withdrawn')),
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 500),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check ((state = 'withdrawn') = (withdrawn_reason is not null)),
  foreign key (tenant_id, document_id) references official_document (tenant_id, id),
  foreign key (tenant_id, sheet_id) references assessment_sheet (tenant_id, id)
);
create unique index rating_once on rating (tenant_id, subject_tenant_id, rating_kind, level, awarded_on) where state = 'valid';
create index rating_recent on rating (tenant_id, awarded_on desc, id desc);
call secure_tenant_table('rating');
-- Whose levels run out: the clock asks, and owes each of these tenants a warning.
create policy system_select on rating for select to lantai_system using (true);
grant select (tenant_id, valid_until, state) on rating to lantai_system;

-- 创建目标 of a year: how many are to reach a level or a better one.
create table rating_target (
  tenant_id int not null references tenant (id),
  year smallint not null check (year between 1950 and 2999),
  rating_kind text not null check (rating_kind in ('business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise')),
  level text not null check (length(level) between 1 and 40),
  units int not null check (units between 1 and 100000),
  set_by_name text not null,
  set_at timestamptz(3) not null default now(),
  primary key (tenant_id, year, rating_kind, level)
);
call secure_tenant_table('rating_target');

create unique index dispatch_assessment_objection_once on dispatch (tenant_id, in_reply_to) where kind = 'assessment_objection';
create unique index dispatch_rating_application_once on dispatch (tenant_id, object_id) where kind = 'rating_application';
create index dispatch_assessment on dispatch (addressee_tenant_id, object_id, dispatched_at desc)
  where kind in ('assessment_score', 'assessment_result', 'assessment_objection');
create index dispatch_self_check_of on dispatch (addressee_tenant_id, object_id) where kind = 'self_check';
create index dispatch_rating_application on dispatch (addressee_tenant_id, id) where kind = 'rating_application';
do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['assessment_score', 'assessment_objection', 'assessment_result', 'rating_application', 'rating_decision'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(`${ASSESSMENT}${RATING}`).execute(db);
};
