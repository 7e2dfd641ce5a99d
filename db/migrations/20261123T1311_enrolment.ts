import { type Kysely, sql } from 'kysely';

const SESSIONS = `
alter table course_session
  add column course_id uuid,
  add column programme text not null default 'general' check (programme in ('general', 'special_topic', 'soe_retirees')),
  add column speaker text,
  add column starts_at text check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column capacity int check (capacity between 1 and 5000),
  add column enrol_by date,
  add column posts text[] not null default '{}' check (posts <@ array['leader', 'full_time', 'part_time', 'project']),
  add constraint course_session_course foreign key (tenant_id, course_id) references course (tenant_id, id);
alter table course_attendance
  add column arrival text not null default 'on_time' check (arrival in ('on_time', 'late')),
  -- The phone had no network in the room and sent it afterwards.
  add column sent_later boolean not null default false;
`;

const ENROLMENT = `
-- 报名: one person, entered by the unit. The organiser reads it from the day it is handed in, and no name before.
create table training_enrolment (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  invitation_id uuid not null,
  session_id uuid not null,
  unit_name text not null,
  person_name text not null check (length(person_name) between 1 and 40),
  account_id uuid,
  post text not null check (post in ('leader', 'full_time', 'part_time', 'project')),
  state text not null default 'enrolled' check (state in ('enrolled', 'leave', 'withdrawn')),
  reason text,
  created_by uuid not null,
  row_version int not null default 1,
  primary key (tenant_id, id),
  constraint training_enrolment_border check (tenant_id <> addressee_tenant_id),
  check (state <> 'leave' or reason is not null)
);
create unique index training_enrolment_once on training_enrolment (tenant_id, session_id, person_name) where state <> 'withdrawn';
create index training_enrolment_session on training_enrolment (addressee_tenant_id, session_id, dispatched_at, id);
create index training_enrolment_invitation on training_enrolment (tenant_id, invitation_id, id);
call secure_tenant_table('training_enrolment', addressed => true);
create trigger addressee_related before insert or update of addressee_tenant_id on training_enrolment
  for each row execute function check_addressee();

-- The line before a session: who has handed in first has the place. A unit learns the rank of its own people and no more.
create policy definer_select on training_enrolment for select to lantai_definer using (true);
grant select on training_enrolment to lantai_definer;
create function training_places(p_sessions uuid[])
returns table (enrolment_id uuid, place int)
language sql stable security definer set search_path = public, pg_temp as $$
  select ranked.id, ranked.place from (
    select e.tenant_id, e.id, (row_number() over (partition by e.addressee_tenant_id, e.session_id order by e.dispatched_at, e.id))::int as place
    from training_enrolment e
    where e.session_id = any (p_sessions) and e.state = 'enrolled' and e.dispatched_at is not null
      and exists (select 1 from training_enrolment own where own.tenant_id = app_tenant()
        and own.addressee_tenant_id = e.addressee_tenant_id and own.session_id = e.session_id)
  ) ranked where ranked.tenant_id = app_tenant()
$$;
`;

/** 报名, 候补, 请假; what a session needs for it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [SESSIONS, ENROLMENT]) await sql.raw(part).execute(db);
};
