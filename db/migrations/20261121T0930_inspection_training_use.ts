import { type Kysely, sql } from 'kysely';

/** 检查, 问题, 整改; 培训与签到; 接待登记; 业务指导. Bureau's rows and unit's rows each have one writer. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table checklist (
  tenant_id int not null references tenant (id),
  id uuid not null,
  code text not null,
  name text not null,
  version int not null default 1,
  items jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code, version)
);
create table inspection_campaign (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('administrative', 'enforcement', 'special', 'revisit')),
  title text not null,
  year smallint not null,
  round_number int not null default 1,
  joint_partners text[] not null default '{}',
  checklist_id uuid not null,
  subject_kind text not null,
  selected_by text not null check (selected_by in ('random', 'named')),
  pool jsonb not null default '[]',
  draw_seed text,
  drawn_at timestamptz(3),
  drawn jsonb,
  notice_on date,
  start_on date,
  end_on date,
  state text not null default 'planned' check (state in ('planned', 'drawn', 'noticed', 'inspecting', 'closed', 'cancelled')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, checklist_id) references checklist (tenant_id, id)
);
create index inspection_campaign_recent on inspection_campaign (tenant_id, created_at desc, id desc);
-- 随机抽取结果不可改
create function keep_draw() returns trigger language plpgsql as $$
begin
  if old.drawn is not null and (new.drawn is distinct from old.drawn or new.draw_seed is distinct from old.draw_seed or new.pool is distinct from old.pool or new.drawn_at is distinct from old.drawn_at) then
    raise exception 'DRAW_IS_FINAL' using errcode = 'check_violation', constraint = 'inspection_campaign_draw_final';
  end if;
  return new;
end $$;
create trigger inspection_campaign_draw before update on inspection_campaign for each row execute function keep_draw();
create table inspection (
  tenant_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  subject_kind text not null,
  selected_by text not null check (selected_by in ('random', 'named')),
  inspector_account_ids uuid[] not null,
  inspector_names text[] not null,
  notice_number text,
  notice_dispatch_id uuid,
  grant_id uuid,
  scheduled_on date,
  inspected_on date,
  state text not null default 'drawn' check (state in ('drawn', 'noticed', 'inspecting', 'rectifying', 'closed', 'cancelled')),
  conclusion text,
  result text check (result in ('PASS', 'MINOR', 'HAZARD', 'VIOLATION', 'NON_COOP')),
  closed_on date,
  record_object_id uuid,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, campaign_id, subject_tenant_id),
  foreign key (tenant_id, campaign_id) references inspection_campaign (tenant_id, id),
  foreign key (tenant_id, record_object_id) references stored_object (tenant_id, id)
);
create index inspection_recent on inspection (tenant_id, created_at desc, id desc);
create table finding (
  tenant_id int not null,
  id uuid not null,
  inspection_id uuid not null,
  number int not null,
  legal_item text not null check (legal_item in ('LI1', 'LI2', 'LI3', 'LI4', 'LI5', 'LI6')),
  checklist_code text not null,
  severity text not null check (severity in ('INFO', 'MINOR', 'MAJOR', 'HAZARD', 'VIOLATION')),
  document_code text not null default 'ADVICE' check (document_code in ('RECTIFY', 'CORRECT', 'ADVICE')),
  fact text not null,
  basis text not null,
  requirement text not null,
  due_on date not null,
  pinned_kind text check (pinned_kind in ('archive_item', 'reading_visit', 'checklist_item')),
  pinned_id uuid,
  pinned_label text,
  pinned_copy jsonb,
  state text not null default 'draft' check (state in ('draft', 'issued', 'answered', 'verified', 'returned', 'withdrawn')),
  issued_on date,
  verified_on date,
  dispatch_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, inspection_id, number),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id)
);
create index finding_issued on finding (tenant_id, issued_on);
create table finding_photo (
  tenant_id int not null,
  finding_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, finding_id, object_id),
  foreign key (tenant_id, finding_id) references finding (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
-- 整改回复: the unit's own row; it reaches the bureau as a dispatch.
create table rectification (
  tenant_id int not null references tenant (id),
  id uuid not null,
  finding_tenant_id int not null references tenant (id),
  finding_id uuid not null,
  finding_dispatch_id uuid not null,
  measure text not null,
  done_on date not null,
  state text not null default 'submitted' check (state in ('submitted', 'verified', 'returned')),
  dispatch_id uuid,
  submitted_by uuid not null,
  submitted_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index rectification_finding on rectification (tenant_id, finding_id);
-- One answer waits at a time; the next may follow when it was returned.
create unique index rectification_waiting on rectification (tenant_id, finding_dispatch_id) where state = 'submitted';

create table course_session (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  kind text not null check (kind in ('business_study', 'onboarding', 'continuing', 'special', 'lecture')),
  organiser_kind text not null default 'own' check (organiser_kind in ('own', 'superior', 'other')),
  mode text not null check (mode in ('onsite', 'online', 'mixed')),
  subject_field text not null default 'archives' check (subject_field in ('archives', 'politics', 'other')),
  place text,
  hours numeric(5, 1) not null check (hours > 0),
  held_on date not null,
  check_in_code text not null,
  state text not null default 'planned' check (state in ('planned', 'open', 'held', 'cancelled')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index course_session_held on course_session (tenant_id, held_on desc, id desc);
create table course_attendance (
  tenant_id int not null,
  id uuid not null,
  session_id uuid not null,
  unit_tenant_id int not null references tenant (id),
  unit_name text not null,
  account_id uuid,
  person_name text not null,
  checked_in_at timestamptz(3) not null default now(),
  channel text not null check (channel in ('list', 'code')),
  primary key (tenant_id, id),
  unique (tenant_id, session_id, unit_tenant_id, person_name),
  foreign key (tenant_id, session_id) references course_session (tenant_id, id)
);

create table reading_visit (
  tenant_id int not null references tenant (id),
  id uuid not null,
  visited_on date not null,
  visitor_name text not null,
  visitor_unit text,
  person_count int not null default 1 check (person_count between 1 and 500),
  channel text not null check (channel in ('onsite', 'phone', 'online', 'cross', 'agent')),
  purpose text not null check (purpose in ('proof', 'work', 'research', 'compilation', 'other')),
  subject text not null,
  volume_count int not null default 0 check (volume_count >= 0),
  item_count int not null default 0 check (item_count >= 0),
  copied_pages int not null default 0 check (copied_pages >= 0),
  result text not null check (result in ('found', 'partly', 'not_found')),
  handler_name text not null,
  state text not null default 'served' check (state in ('open', 'served', 'void')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index reading_visit_day on reading_visit (tenant_id, visited_on desc, id desc);
create table guidance_event (
  tenant_id int not null references tenant (id),
  id uuid not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  mode text not null check (mode in ('onsite', 'phone', 'oral', 'online', 'model')),
  programme text not null default 'general',
  topic text not null,
  hours numeric(5, 1) not null default 1,
  guided_on date not null,
  state text not null default 'done' check (state in ('draft', 'done', 'void')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index guidance_event_day on guidance_event (tenant_id, guided_on desc, id desc);
`)
    .execute(db);
};
