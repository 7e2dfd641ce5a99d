import { type Kysely, sql } from 'kysely';

/** 档案安全事件 with its reports to the superior, 应急演练 with people, photos and review. Both are the unit's own rows. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table safety_incident (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  kind text not null check (kind in ('damage', 'loss', 'leak', 'water', 'fire', 'pest', 'attack', 'media')),
  level text not null check (level in ('I', 'II', 'III', 'IV')),
  occurred_at timestamptz(3) not null,
  discovered_at timestamptz(3) not null check (discovered_at >= occurred_at),
  affected text not null,
  measures text not null,
  first_due_at timestamptz(3) not null,
  -- When the next report is owed; null once it is closed.
  next_due_at timestamptz(3),
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_on date,
  superior_name text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'closed') = (closed_on is not null)),
  check ((state = 'open') = (next_due_at is not null))
);
create index safety_incident_recent on safety_incident (tenant_id, discovered_at desc, id desc);
-- 首报, 续报, 终报: sent as they are and never changed.
create table safety_report (
  tenant_id int not null,
  id uuid not null,
  incident_id uuid not null,
  kind text not null check (kind in ('first', 'follow_up', 'closing')),
  body text not null,
  due_at timestamptz(3) not null,
  sent_at timestamptz(3) not null default now(),
  sent_by_name text not null,
  dispatch_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id) references safety_incident (tenant_id, id)
);
create index safety_report_incident on safety_report (tenant_id, incident_id, sent_at, id);
create unique index safety_report_first on safety_report (tenant_id, incident_id) where kind = 'first';
create unique index safety_report_closing on safety_report (tenant_id, incident_id) where kind = 'closing';

create table emergency_drill (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  plan_version text not null,
  scenario text not null check (scenario in ('fire', 'flood', 'power', 'attack', 'recovery', 'earthquake')),
  mode text not null check (mode in ('tabletop', 'field')),
  planned_on date not null,
  place text not null,
  script text not null,
  people jsonb not null check (jsonb_typeof(people) = 'array'),
  held_on date,
  recovery_minutes int check (recovery_minutes >= 0),
  issues text,
  improvement text,
  improve_by date,
  state text not null default 'planned' check (state in ('planned', 'reviewed', 'cancelled')),
  cancel_reason text,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'reviewed') = (held_on is not null)),
  check (state <> 'reviewed' or (issues is not null and improvement is not null)),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create index emergency_drill_recent on emergency_drill (tenant_id, planned_on desc, id desc);
create table emergency_drill_photo (
  tenant_id int not null,
  drill_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, drill_id, object_id),
  foreign key (tenant_id, drill_id) references emergency_drill (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('safety_incident');
call secure_tenant_table('safety_report', commands => 'select, insert');
call secure_tenant_table('emergency_drill');
call secure_tenant_table('emergency_drill_photo', commands => 'select, insert');
`)
    .execute(db);
};
