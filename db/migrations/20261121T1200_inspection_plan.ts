import { type Kysely, sql } from 'kysely';

const PLAN = `
-- 年度检查计划, 检查规则: what a supervisor means to inspect in a year, and who allowed it.
create table inspection_plan (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null check (year between 1949 and 2999),
  title text not null,
  basis text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved')),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  submitted_by uuid,
  submitted_by_name text,
  submitted_at timestamptz(3),
  decided_by_name text,
  decided_at timestamptz(3),
  opinion text,
  row_version int not null default 1,
  primary key (tenant_id, id),
  constraint inspection_plan_submitted check (state = 'draft' or (submitted_by is not null and submitted_at is not null)),
  constraint inspection_plan_decided check (state not in ('returned', 'approved') or decided_at is not null)
);
create index inspection_plan_year on inspection_plan (tenant_id, year desc, created_at desc, id desc);
create table inspection_plan_line (
  tenant_id int not null,
  id uuid not null,
  plan_id uuid not null,
  position int not null check (position > 0),
  title text not null,
  kind text not null check (kind in ('administrative', 'enforcement', 'special', 'revisit')),
  theme text check (theme in ('filing', 'vendor', 'safety', 'secrecy')),
  selected_by text not null check (selected_by in ('random', 'all', 'named')),
  subject_kind text not null,
  further_kinds text[] not null default '{}',
  joint_partners text[] not null default '{}',
  checklist_code text not null,
  scope text not null,
  share smallint check (share between 1 and 100),
  units int check (units between 1 and 500),
  rounds smallint not null default 1 check (rounds between 1 and 12),
  month_from smallint not null check (month_from between 1 and 12),
  month_to smallint not null check (month_to between 1 and 12),
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, position),
  foreign key (tenant_id, plan_id) references inspection_plan (tenant_id, id),
  constraint inspection_plan_line_months check (month_to >= month_from),
  constraint inspection_plan_line_theme check ((kind = 'special') = (theme is not null)),
  -- A share or a number is drawn; who is covered wholly or named has neither.
  constraint inspection_plan_line_quota check (case when selected_by = 'random' then num_nonnulls(share, units) = 1 else num_nonnulls(share, units) = 0 end)
);
-- What the leader has before him, and what he approved, is not rewritten: a further plan adds to it.
create function keep_plan_line() returns trigger language plpgsql as $$
declare of_plan uuid := case when tg_op = 'DELETE' then old.plan_id else new.plan_id end;
        of_tenant int := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
begin
  if exists (select 1 from inspection_plan p where p.tenant_id = of_tenant and p.id = of_plan and p.state in ('submitted', 'approved')) then
    raise exception 'PLAN_IS_FIXED' using errcode = 'check_violation', constraint = 'inspection_plan_line_fixed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger inspection_plan_line_fixed before insert or update or delete on inspection_plan_line for each row execute function keep_plan_line();
create function keep_plan() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' then
    raise exception 'PLAN_IS_FIXED' using errcode = 'check_violation', constraint = 'inspection_plan_fixed';
  end if;
  return new;
end $$;
create trigger inspection_plan_fixed before update on inspection_plan for each row execute function keep_plan();
-- A rule holds from its day on; the newest that has begun is the one in force.
create table inspection_rule (
  tenant_id int not null references tenant (id),
  id uuid not null,
  valid_from date not null,
  notice_lead_days smallint not null check (notice_lead_days between 1 and 60),
  inspectors_per_unit smallint not null check (inspectors_per_unit between 2 and 9),
  longest_extension_days smallint not null check (longest_extension_days between 1 and 180),
  basis text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index inspection_rule_in_force on inspection_rule (tenant_id, valid_from desc, created_at desc, id desc);
call secure_tenant_table('inspection_plan');
call secure_tenant_table('inspection_plan_line', commands => 'select, insert, update, delete');
call secure_tenant_table('inspection_rule', commands => 'select, insert');
`;

const LIBRARIES = `
-- 检查对象名录库, 执法人员名录库. Who is in them follows from supervision and membership; here stands only what a person must say.
create table inspection_unit_profile (
  tenant_id int not null references tenant (id),
  unit_tenant_id int not null references tenant (id),
  risk_level text check (risk_level in ('HIGH', 'MEDIUM', 'LOW')),
  risk_reason text,
  exempt_until date,
  exempt_reason text,
  last_score double precision check (last_score between 0 and 1000),
  last_score_on date,
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, unit_tenant_id),
  constraint inspection_unit_profile_risk check (risk_level is null or risk_reason is not null),
  constraint inspection_unit_profile_exempt check ((exempt_until is null) = (exempt_reason is null)),
  constraint inspection_unit_profile_score check ((last_score is null) = (last_score_on is null))
);
create table inspector_profile (
  tenant_id int not null references tenant (id),
  account_id uuid not null,
  certificate_number text,
  certificate_expires_on date,
  specialities text[] not null default '{}',
  is_available boolean not null default true,
  unavailable_reason text,
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, account_id),
  constraint inspector_profile_unavailable check (is_available or unavailable_reason is not null)
);
-- 回避: this person does not inspect that unit.
create table inspector_recusal (
  tenant_id int not null references tenant (id),
  id uuid not null,
  account_id uuid not null,
  unit_tenant_id int not null references tenant (id),
  unit_name text not null,
  reason text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  lifted_by_name text,
  lifted_at timestamptz(3),
  primary key (tenant_id, id)
);
create unique index inspector_recusal_once on inspector_recusal (tenant_id, account_id, unit_tenant_id) where lifted_at is null;
call secure_tenant_table('inspection_unit_profile');
call secure_tenant_table('inspector_profile');
call secure_tenant_table('inspector_recusal');
`;

const DRAW = `
-- A campaign belongs to a line of a plan, or stands alone (线索核查); its draw keeps the whole published sheet.
alter table inspection_campaign
  add column plan_line_id uuid,
  add column theme text check (theme in ('filing', 'vendor', 'safety', 'secrecy')),
  add column further_kinds text[] not null default '{}',
  add column selection_reason text,
  add column draw_sheet jsonb,
  add foreign key (tenant_id, plan_line_id) references inspection_plan_line (tenant_id, id);
create index inspection_campaign_line on inspection_campaign (tenant_id, plan_line_id) where plan_line_id is not null;
alter table inspection_campaign drop constraint inspection_campaign_selected_by_check;
alter table inspection_campaign add constraint inspection_campaign_selected_by_check check (selected_by in ('random', 'all', 'named'));
alter table inspection drop constraint inspection_selected_by_check;
alter table inspection add constraint inspection_selected_by_check check (selected_by in ('random', 'all', 'named'));
create or replace function keep_draw() returns trigger language plpgsql as $$
begin
  if old.drawn is not null and (new.drawn is distinct from old.drawn or new.draw_seed is distinct from old.draw_seed or new.pool is distinct from old.pool
    or new.drawn_at is distinct from old.drawn_at or new.draw_sheet is distinct from old.draw_sheet or new.selection_reason is distinct from old.selection_reason
    or new.plan_line_id is distinct from old.plan_line_id or new.selected_by is distinct from old.selected_by) then
    raise exception 'DRAW_IS_FINAL' using errcode = 'check_violation', constraint = 'inspection_campaign_draw_final';
  end if;
  return new;
end $$;
`;

const EXTENSION = `
-- 授权延期: each with its reason, told to the unit, never rewritten.
create table grant_extension (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  grant_id uuid not null,
  valid_to_before timestamptz(3) not null,
  valid_to timestamptz(3) not null,
  reason text not null,
  extended_by_name text not null,
  extended_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, grant_id) references access_grant (tenant_id, id),
  constraint grant_extension_longer check (valid_to > valid_to_before),
  constraint grant_extension_border check (tenant_id <> addressee_tenant_id)
);
create index grant_extension_of on grant_extension (tenant_id, grant_id, extended_at, id);
create index grant_extension_addressee on grant_extension (addressee_tenant_id, grant_id);
call secure_tenant_table('grant_extension', addressed => true, commands => 'select, insert');
create trigger addressee_related before insert or update of addressee_tenant_id on grant_extension for each row execute function check_addressee();
-- Other migrations add kinds of their own: what is there is kept.
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds || array['grant_extension']) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

/** 年度检查计划, 名录库, 分层抽取, 授权延期. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [PLAN, LIBRARIES, DRAW, EXTENSION]) await sql.raw(part).execute(db);
};
