import { type Kysely, sql } from 'kysely';

const CERTIFICATES = `
-- 培训证书: the organiser's row, read by the unit of its holder too; revoking it is seen by both at once.
create table training_certificate (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- Null for a person of the organiser itself.
  addressee_tenant_id int references tenant (id),
  dispatched_at timestamptz(3) default now(),
  session_id uuid not null,
  attendance_id uuid not null,
  number text not null,
  verify_code text not null check (verify_code ~ '^[0-9a-f]{32}$'),
  -- The address on the paper, as it was when it was issued.
  verify_url text not null,
  unit_name text not null,
  person_name text not null,
  account_id uuid,
  title text not null,
  hours numeric(5, 1) not null check (hours > 0),
  held_on date not null,
  issuer_name text not null,
  issued_on date not null,
  valid_until date check (valid_until > issued_on),
  state text not null default 'valid' check (state in ('valid', 'revoked')),
  revoked_on date,
  revoke_reason text,
  created_by uuid not null,
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, session_id) references course_session (tenant_id, id),
  foreign key (tenant_id, attendance_id) references course_attendance (tenant_id, id),
  constraint training_certificate_border check (tenant_id <> addressee_tenant_id),
  check ((state = 'revoked') = (revoked_on is not null and revoke_reason is not null))
);
create unique index training_certificate_once on training_certificate (tenant_id, attendance_id) where state = 'valid';
create index training_certificate_recent on training_certificate (tenant_id, issued_on desc, id desc);
create index training_certificate_received on training_certificate (addressee_tenant_id, issued_on desc, id desc);
create index training_certificate_code on training_certificate (verify_code);
call secure_tenant_table('training_certificate', addressed => true);
create trigger addressee_related before insert on training_certificate
  for each row when (new.addressee_tenant_id is not null) execute function check_addressee();
-- 核验 asks with the code alone and belongs to no tenant.
create policy system_select on training_certificate for select to lantai_system using (true);
grant select on training_certificate to lantai_system;
`;

const HOURS = `
-- 应参加继续教育的人员 of a unit, with the post that decides the rule.
create table trainee (
  tenant_id int not null references tenant (id),
  id uuid not null,
  person_name text not null check (length(person_name) between 1 and 40),
  account_id uuid,
  post text not null check (post in ('leader', 'full_time', 'part_time', 'project')),
  from_on date not null,
  until_on date check (until_on >= from_on),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, person_name)
);
create unique index trainee_account on trainee (tenant_id, account_id) where account_id is not null;
-- 学时 that no session of the system gave: training outside with its proof, and what a person brought along.
create table training_credit (
  tenant_id int not null references tenant (id),
  id uuid not null,
  source text not null check (source in ('outside', 'carried')),
  -- What it was in the workspace it comes from, so that it is brought along once.
  origin text,
  person_name text not null check (length(person_name) between 1 and 40),
  account_id uuid,
  title text not null check (length(title) between 1 and 120),
  host_level text not null check (host_level in ('national', 'province', 'city', 'district', 'other')),
  host_name text not null,
  mode text not null check (mode in ('onsite', 'online', 'mixed')),
  knowledge text not null check (knowledge in ('professional', 'public')),
  hours numeric(5, 1) not null check (hours > 0),
  held_on date not null,
  approved_by text,
  result text,
  certificate_number text,
  object_id uuid,
  state text not null default 'current' check (state in ('current', 'void')),
  void_reason text,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id),
  check ((source = 'carried') = (origin is not null)),
  check ((state = 'void') = (void_reason is not null))
);
create unique index training_credit_origin on training_credit (tenant_id, account_id, origin) where origin is not null;
create index training_credit_year on training_credit (tenant_id, held_on desc, id desc);
-- 学时要求 by post, from a year on. A unit without one of its own goes by what its authority has issued.
create table training_rule (
  tenant_id int not null references tenant (id),
  post text not null check (post in ('leader', 'full_time', 'part_time', 'project')),
  from_year int not null check (from_year between 1990 and 2999),
  total_hours numeric(5, 1) not null check (total_hours >= 0),
  professional_hours numeric(5, 1) not null check (professional_hours between 0 and total_hours),
  basis text not null,
  set_by_name text not null,
  set_at timestamptz(3) not null default now(),
  primary key (tenant_id, post, from_year)
);
call secure_tenant_table('trainee');
call secure_tenant_table('training_credit');
call secure_tenant_table('training_rule');
`;

const CARRY = `
-- A person brings the own record along: asked by that person alone, about that person alone.
create policy definer_select on dispatch for select to lantai_definer using (true);
create policy definer_select on material_reading for select to lantai_definer using (true);
create policy definer_select on training_credit for select to lantai_definer using (true);
create policy definer_select on course_attendance for select to lantai_definer using (true);
create policy definer_select on course_session for select to lantai_definer using (true);
grant select on dispatch, material_reading, training_credit, course_attendance, course_session to lantai_definer;
create function my_training_elsewhere(p_year int)
returns table (origin text, title text, host_name text, mode text, knowledge text, hours numeric, held_on date, certificate_number text)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select 'session:' || (d.body ->> 'sessionId') as origin, d.body ->> 'title' as title, d.sender_name as host_name,
      d.body ->> 'mode' as mode, d.body ->> 'knowledge' as knowledge, (d.body ->> 'hours')::numeric as hours,
      (d.body ->> 'heldOn')::date as held_on, null::text as certificate_number
    from dispatch d cross join lateral jsonb_array_elements(d.body -> 'people') p
    where d.kind = 'training_result' and d.dispatched_at is not null and d.addressee_tenant_id <> app_tenant()
      and p ->> 'accountId' = app_account()::text
    union all
    select 'session:' || s.id, s.title, a.unit_name, s.mode,
      case when s.subject_field = 'archives' then 'professional' else 'public' end, s.hours, s.held_on, null
    from course_attendance a join course_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
    where a.unit_tenant_id = a.tenant_id and a.tenant_id <> app_tenant() and a.account_id = app_account() and s.state = 'held'
    union all
    select 'material:' || r.material_id, r.title, r.organiser_name, 'online', r.knowledge, r.hours, r.finished_on, null
    from material_reading r
    where r.tenant_id <> app_tenant() and r.account_id = app_account() and r.finished_on is not null and r.hours > 0
    union all
    select coalesce(c.origin, 'credit:' || c.id), c.title, c.host_name, c.mode, c.knowledge, c.hours, c.held_on, c.certificate_number
    from training_credit c
    where c.tenant_id <> app_tenant() and c.account_id = app_account() and c.state = 'current'
  )
  select distinct on (m.origin) m.* from mine m
  where app_account() is not null and m.held_on between make_date(p_year, 1, 1) and make_date(p_year, 12, 31)
  order by m.origin, m.held_on limit 500
$$;
`;

/* The morning's schedule asks which tenants have anybody to remind; names are none of its business. */
const SCHEDULE = `
create policy system_select on training_enrolment for select to lantai_system using (true);
create policy system_select on trainee for select to lantai_system using (true);
grant select (tenant_id, state, dispatched_at) on training_enrolment to lantai_system;
grant select (tenant_id, until_on) on trainee to lantai_system;
`;

/* The definer owns what looks over the border; it may create nothing of its own afterwards. */
const OWNER = `
grant create on schema public to lantai_definer;
alter function training_places(uuid[]) owner to lantai_definer;
alter function my_training_elsewhere(int) owner to lantai_definer;
revoke create on schema public from lantai_definer;
grant execute on function training_places(uuid[]), my_training_elsewhere(int) to lantai_app;
`;

/** 证书, 学时, 随人走的培训记录. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [CERTIFICATES, HOURS, CARRY, SCHEDULE, OWNER]) await sql.raw(part).execute(db);
};
