import { type Kysely, sql } from 'kysely';

/** 内设机构, 归档计划, 移交归档, 归档范围和保管期限表, 更正单, 四重 register; two more kinds of 往来. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table unit_department (
  tenant_id int not null references tenant (id),
  id uuid not null,
  code text not null check (code ~ '^[A-Z0-9]{1,20}$'),
  name text not null,
  state text not null default 'active' check (state in ('active', 'closed')),
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  constraint unit_department_code unique (tenant_id, code)
);
-- 兼职档案员: who hands in for a department.
create table unit_department_member (
  tenant_id int not null,
  department_id uuid not null,
  membership_id uuid not null,
  primary key (tenant_id, department_id, membership_id),
  foreign key (tenant_id, department_id) references unit_department (tenant_id, id),
  foreign key (tenant_id, membership_id) references membership (tenant_id, id)
);
create index unit_department_member_person on unit_department_member (tenant_id, membership_id);

-- 归档时限 of the unit where it differs from the general rule, from a filing year on.
create table filing_deadline (
  tenant_id int not null references tenant (id),
  id uuid not null,
  code text not null check (code in ('DOC', 'SCI', 'ACC', 'AV', 'OBJ', 'OA', 'MARRIAGE')),
  year_from smallint not null check (year_from between 1900 and 2999),
  years_after smallint not null check (years_after between 0 and 3),
  month smallint not null check (month between 1 and 12),
  day smallint not null check (day between 1 and 31),
  basis text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code, year_from)
);

-- 归档范围和保管期限表, one row a version.
create table retention_schedule (
  tenant_id int not null references tenant (id),
  id uuid not null,
  version_number int not null check (version_number > 0),
  kind text not null check (kind in ('organ', 'enterprise', 'village')),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved', 'superseded')),
  submission_id uuid,
  submitted_on date,
  approver_name text,
  approval_number text,
  approved_on date,
  returned_reason text,
  superseded_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, version_number),
  check (state not in ('approved', 'superseded') or (approval_number is not null and approved_on is not null))
);
create unique index retention_schedule_approved on retention_schedule (tenant_id) where state = 'approved';
create unique index retention_schedule_open on retention_schedule (tenant_id) where state in ('draft', 'submitted', 'returned');
create table retention_rule (
  tenant_id int not null,
  id uuid not null,
  schedule_id uuid not null,
  position int not null check (position > 0),
  code text not null,
  category_code text not null,
  description text not null,
  retention_code text not null check (retention_code in ('Y', 'D100', 'D30', 'D10', 'D5')),
  basis text not null default 'formed'
    check (basis in ('formed', 'fiscal_year_end', 'project_accepted', 'asset_scrapped', 'case_closed', 'person_deceased')),
  is_minimum boolean not null default false,
  source text,
  returned_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, schedule_id) references retention_schedule (tenant_id, id),
  unique (tenant_id, schedule_id, code)
);
create index retention_rule_order on retention_rule (tenant_id, schedule_id, position, id);
alter table archive_item add constraint archive_item_schedule_rule
  foreign key (tenant_id, schedule_rule_id) references retention_rule (tenant_id, id);

create table filing_plan (
  tenant_id int not null references tenant (id),
  id uuid not null,
  filing_year smallint not null check (filing_year between 1900 and 2999),
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_on date,
  closing_note text,
  missing_count int,
  filed_count int,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, filing_year),
  check ((state = 'closed') = (closed_on is not null))
);
create table filing_plan_line (
  tenant_id int not null,
  id uuid not null,
  plan_id uuid not null,
  department_id uuid not null,
  category_code text not null,
  kind text not null,
  expected_count int not null check (expected_count between 1 and 100000),
  deadline_code text not null check (deadline_code in ('DOC', 'SCI', 'ACC', 'AV', 'OBJ', 'OA', 'MARRIAGE')),
  due_on date not null,
  schedule_rule_id uuid,
  -- The bureau's 重点归档任务 that it answers.
  task_dispatch_id uuid,
  task_number int,
  reminded_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references filing_plan (tenant_id, id),
  foreign key (tenant_id, department_id) references unit_department (tenant_id, id),
  foreign key (tenant_id, schedule_rule_id) references retention_rule (tenant_id, id),
  constraint filing_plan_line_kind unique (tenant_id, plan_id, department_id, category_code, kind)
);

-- 四重: 重大决策、重大项目、重大工程、重大会议活动.
create table major_event (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('decision', 'project', 'works', 'activity')),
  name text not null,
  held_from date not null,
  held_to date,
  host text,
  topic_code text,
  note text,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index major_event_recent on major_event (tenant_id, held_from desc, id desc);
create table collection_task (
  tenant_id int not null,
  id uuid not null,
  event_id uuid not null,
  department_id uuid not null,
  material text not null check (material in ('text', 'photo', 'audio_video', 'object', 'data')),
  due_on date not null,
  delivered_on date,
  delivered_note text,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id) references major_event (tenant_id, id),
  foreign key (tenant_id, department_id) references unit_department (tenant_id, id),
  unique (tenant_id, event_id, department_id, material)
);

-- 移交归档: one document that a department hands in.
create table handed_document (
  tenant_id int not null references tenant (id),
  id uuid not null,
  department_id uuid not null,
  filing_year smallint not null check (filing_year between 1900 and 2999),
  category_code text not null,
  plan_line_id uuid,
  event_id uuid,
  title text not null,
  document_number text,
  responsible_party text,
  document_date text,
  page_count int check (page_count > 0),
  remarks text,
  -- 账外资料: found outside the list, with where it came from.
  is_off_list boolean not null default false,
  origin_note text,
  object_id uuid,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'accepted', 'withdrawn')),
  reasons jsonb not null default '[]',
  handed_by uuid not null,
  handed_by_name text not null,
  submitted_at timestamptz(3),
  decided_at timestamptz(3),
  decided_by_name text,
  item_id uuid,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, department_id) references unit_department (tenant_id, id),
  foreign key (tenant_id, plan_line_id) references filing_plan_line (tenant_id, id),
  foreign key (tenant_id, event_id) references major_event (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  check (not is_off_list or origin_note is not null),
  check ((state = 'accepted') = (item_id is not null))
);
create index handed_document_recent on handed_document (tenant_id, state, created_at desc, id desc);
create index handed_document_department on handed_document (tenant_id, department_id, filing_year);
create index handed_document_line on handed_document (tenant_id, plan_line_id) where plan_line_id is not null;
create index handed_document_item on handed_document (tenant_id, item_id) where item_id is not null;

-- 更正单 with its number of the year.
create table item_correction (
  tenant_id int not null,
  id uuid not null,
  year smallint not null,
  number int not null,
  item_id uuid not null,
  reference_code text not null,
  title text not null,
  reason text not null,
  changes jsonb not null,
  corrected_by uuid not null,
  corrected_by_name text not null,
  corrected_on date not null,
  primary key (tenant_id, id),
  unique (tenant_id, year, number),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index item_correction_item on item_correction (tenant_id, item_id);

call secure_tenant_table('unit_department');
call secure_tenant_table('unit_department_member', commands => 'select, insert, delete');
call secure_tenant_table('filing_deadline');
call secure_tenant_table('retention_schedule');
call secure_tenant_table('retention_rule', commands => 'select, insert, update, delete');
call secure_tenant_table('filing_plan');
call secure_tenant_table('filing_plan_line', commands => 'select, insert, update, delete');
call secure_tenant_table('major_event');
call secure_tenant_table('collection_task', commands => 'select, insert, update, delete');
call secure_tenant_table('handed_document');
call secure_tenant_table('item_correction', commands => 'select, insert');

-- More kinds of 往来, beside those that stand there already.
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['retention_schedule', 'schedule_decision', 'key_filing_tasks', 'key_filing_report'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
-- One decision on one submission, one report on one list.
create unique index dispatch_filing_once on dispatch (tenant_id, kind, in_reply_to) where kind in ('schedule_decision', 'key_filing_report');
`)
    .execute(db);
};
