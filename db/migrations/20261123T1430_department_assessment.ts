import { type Kysely, sql } from 'kysely';

/** 科室考核: a unit assesses its own departments by a list of its own. Nothing of it leaves the tenant. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table department_assessment (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null check (year between 1950 and 2999),
  title text not null check (length(title) between 1 and 100),
  words text not null default '' check (length(words) <= 1000),
  -- The scheme as it was when the assessment began, in the shape of every frozen checklist.
  list jsonb not null check (jsonb_typeof(list) = 'object'),
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_at timestamptz(3),
  closed_by_name text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, year, title),
  check ((state = 'closed') = (closed_at is not null))
);
create index department_assessment_recent on department_assessment (tenant_id, created_at desc, id desc);
call secure_tenant_table('department_assessment');

create table department_sheet (
  tenant_id int not null references tenant (id),
  id uuid not null,
  assessment_id uuid not null,
  department_id uuid not null,
  department_name text not null,
  state text not null default 'open' check (state in ('open', 'submitted', 'reviewed')),
  self_answers jsonb not null default '[]' check (jsonb_typeof(self_answers) = 'array'),
  self_percent double precision check (self_percent between 0 and 100),
  submitted_at timestamptz(3),
  submitted_by_name text,
  -- Why it went back to the department, until it is sent in again.
  return_reason text check (length(return_reason) between 1 and 500),
  review_answers jsonb not null default '[]' check (jsonb_typeof(review_answers) = 'array'),
  opinion text not null default '' check (length(opinion) <= 1000),
  got_points double precision,
  percent double precision check (percent between 0 and 100),
  grade_name text,
  reviewed_at timestamptz(3),
  reviewed_by_name text,
  rank int check (rank > 0),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, assessment_id, department_id),
  check (state <> 'reviewed' or (percent is not null and reviewed_at is not null)),
  foreign key (tenant_id, assessment_id) references department_assessment (tenant_id, id),
  foreign key (tenant_id, department_id) references unit_department (tenant_id, id)
);
create index department_sheet_department on department_sheet (tenant_id, department_id);
call secure_tenant_table('department_sheet');
`)
    .execute(db);
};
