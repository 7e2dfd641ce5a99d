import { type Kysely, sql } from 'kysely';

/**
 * 题库, 试卷, 考试. A question is kept in all its versions. An exam carries a frozen copy of the questions that may be
 * drawn for it. What a person answers belongs to the person's own unit; handed in, it is addressed to whose exam it is.
 */
const TABLES = `
create table exam_question (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('single', 'multiple', 'boolean', 'blank')),
  topic text not null check (char_length(topic) between 1 and 60),
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  stem text not null,
  state text not null default 'current' check (state in ('current', 'retired')),
  version int not null default 1,
  fingerprint text not null,
  search_text text not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index exam_question_newest on exam_question (tenant_id, id desc);
create index exam_question_same on exam_question (tenant_id, fingerprint) where state = 'current';
call secure_tenant_table('exam_question');

create table exam_question_version (
  tenant_id int not null references tenant (id),
  question_id uuid not null,
  version int not null,
  said jsonb not null check (jsonb_typeof(said) = 'object'),
  reason text,
  by_account_id uuid not null,
  by_name text not null,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, question_id, version),
  foreign key (tenant_id, question_id) references exam_question (tenant_id, id)
);
call secure_tenant_table('exam_question_version', commands => 'select, insert');

create table exam_paper (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  mode text not null check (mode in ('fixed', 'random')),
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  shuffles boolean not null default true,
  halves boolean not null default false,
  question_count int not null check (question_count > 0),
  total_points numeric(7, 1) not null check (total_points > 0),
  state text not null default 'current' check (state in ('current', 'retired')),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index exam_paper_newest on exam_paper (tenant_id, id desc);
call secure_tenant_table('exam_paper');

create table exam (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  purpose text not null check (purpose in ('exam', 'quiz', 'contest')),
  paper_id uuid not null,
  session_id uuid,
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  shuffles boolean not null,
  halves boolean not null,
  question_count int not null check (question_count > 0),
  total_points numeric(7, 1) not null check (total_points > 0),
  pass_points numeric(7, 1) not null check (pass_points between 0 and total_points),
  opens_at timestamptz(3) not null,
  closes_at timestamptz(3) not null check (closes_at > opens_at),
  minutes int not null check (minutes between 1 and 600),
  attempts int not null check (attempts between 1 and 10),
  includes_own boolean not null,
  own_people jsonb,
  unit_count int not null,
  state text not null default 'published' check (state in ('published', 'cancelled')),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, paper_id) references exam_paper (tenant_id, id),
  foreign key (tenant_id, session_id) references course_session (tenant_id, id)
);
create index exam_newest on exam (tenant_id, opens_at desc, id desc);
create index exam_session on exam (tenant_id, session_id) where session_id is not null;
call secure_tenant_table('exam');

-- The questions of an exam as they were when it was published. Nothing changes them afterwards.
create table exam_item (
  tenant_id int not null references tenant (id),
  exam_id uuid not null,
  question_id uuid not null,
  version int not null,
  said jsonb not null,
  primary key (tenant_id, exam_id, question_id),
  foreign key (tenant_id, exam_id) references exam (tenant_id, id),
  foreign key (tenant_id, question_id, version) references exam_question_version (tenant_id, question_id, version)
);
call secure_tenant_table('exam_item', commands => 'select, insert');

-- One person's paper. dispatched_at is the moment of handing in: from then on the exam's owner may read it.
create table exam_attempt (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3),
  exam_id uuid not null,
  account_id uuid not null,
  person_name text not null,
  unit_name text not null,
  number int not null check (number > 0),
  seed text not null,
  paper jsonb not null check (jsonb_typeof(paper) = 'array'),
  started_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  ended_by text check (ended_by in ('person', 'time')),
  score numeric(7, 1),
  total_points numeric(7, 1) not null,
  is_passed boolean,
  marks jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, exam_id, account_id, number),
  check ((dispatched_at is null) = (score is null))
);
create unique index exam_attempt_open on exam_attempt (tenant_id, exam_id, account_id) where dispatched_at is null;
create index exam_attempt_due on exam_attempt (ends_at) where dispatched_at is null;
create index exam_attempt_received on exam_attempt (addressee_tenant_id, exam_id, score desc, id) where dispatched_at is not null;
call secure_tenant_table('exam_attempt', addressed => true);
create policy system_select on exam_attempt for select to lantai_system using (dispatched_at is null);
grant select (tenant_id, ends_at, dispatched_at) on exam_attempt to lantai_system;

create table exam_answer (
  tenant_id int not null references tenant (id),
  attempt_id uuid not null,
  position int not null check (position > 0),
  answer jsonb not null,
  sequence bigint not null check (sequence > 0),
  saved_at timestamptz(3) not null default now(),
  primary key (tenant_id, attempt_id, position),
  foreign key (tenant_id, attempt_id) references exam_attempt (tenant_id, id)
);
call secure_tenant_table('exam_answer');
`;

/** The two narrow ways in which a unit reads an exam that it was invited to. Neither writes anything. */
const FUNCTIONS = `
create policy definer_select on exam for select to lantai_definer using (true);
create policy definer_select on exam_item for select to lantai_definer using (true);
create policy definer_select_exam on dispatch for select to lantai_definer using (kind = 'exam_invitation');
grant select on exam, exam_item to lantai_definer;

create function exams_offered(p_exam uuid) returns table (exam_id uuid, owner_tenant_id int, owner_name text,
  dispatch_id uuid, title text, purpose text, opens_at timestamptz(3), closes_at timestamptz(3), minutes int, attempts int,
  pass_points numeric, total_points numeric, question_count int, state text, shuffles boolean, halves boolean, lines jsonb, own_people jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.tenant_id, t.name, d.id, e.title, e.purpose, e.opens_at, e.closes_at, e.minutes, e.attempts,
    e.pass_points, e.total_points, e.question_count, e.state, e.shuffles, e.halves,
    case when p_exam is null then null else e.lines end, case when d.id is null then e.own_people end
  from (
    select o.tenant_id, o.object_id as exam_id, o.id from dispatch o
      where o.addressee_tenant_id = app_tenant() and o.kind = 'exam_invitation' and o.dispatched_at is not null
        and (p_exam is null or o.object_id = p_exam)
    union all
    select x.tenant_id, x.id, null from exam x
      where x.tenant_id = app_tenant() and x.includes_own and (p_exam is null or x.id = p_exam)) d
  join exam e on e.tenant_id = d.tenant_id and e.id = d.exam_id
  join tenant t on t.id = e.tenant_id
$$;

create function exam_items_offered(p_exam uuid, p_questions uuid[]) returns table (question_id uuid, version int, said jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.question_id, i.version, i.said from exams_offered(p_exam) o
  join exam_item i on i.tenant_id = o.owner_tenant_id and i.exam_id = o.exam_id
  where p_exam is not null and i.question_id = any (p_questions)
$$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function exams_offered(uuid) owner to lantai_definer;
alter function exam_items_offered(uuid, uuid[]) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function exams_offered(uuid), exam_items_offered(uuid, uuid[]) from public;
grant execute on function app_tenant() to lantai_definer;
grant execute on function exams_offered(uuid), exam_items_offered(uuid, uuid[]) to lantai_app;
`;

const KIND = `
do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['exam_invitation'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [KIND, TABLES, FUNCTIONS]) await sql.raw(part).execute(db);
};
