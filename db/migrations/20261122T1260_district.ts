import { type Kysely, sql } from 'kysely';

const SCORES = `
-- What an inspection came to by its own list on the day it was closed: never computed again from a list of another day.
alter table inspection
  add column score_percent double precision check (score_percent between 0 and 100),
  add column score_grade text,
  add column score_sections jsonb not null default '[]' check (jsonb_typeof(score_sections) = 'array'),
  add constraint inspection_score_closed check (score_percent is null or closed_on is not null);
`;

const ENTRIES = `
-- 监督记录: what a supervisor did for a unit and keeps in tables of its own, frozen for the unit to read. What went between
-- the two as a dispatch, a grant or a release is not copied here. Written by the triggers below, so that nobody forgets.
create table supervision_entry (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  kind text not null check (kind in ('guidance', 'training')),
  object_id uuid not null,
  happened_on date not null,
  title text not null,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  state text not null default 'current' check (state in ('current', 'void')),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, kind, object_id, addressee_tenant_id),
  constraint supervision_entry_border check (tenant_id <> addressee_tenant_id)
);
create index supervision_entry_pair on supervision_entry (tenant_id, addressee_tenant_id, happened_on desc, id desc);
call secure_tenant_table('supervision_entry', addressed => true);
create trigger addressee_related before insert or update of addressee_tenant_id on supervision_entry
  for each row execute function check_addressee();

create function enter_guidance() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare standing text := case when new.state = 'void' then 'void' else 'current' end;
        facts jsonb := jsonb_build_object('mode', new.mode, 'programme', new.programme, 'hours', new.hours);
begin
  if new.state = 'draft' then return null; end if;
  update supervision_entry e set happened_on = new.guided_on, title = new.topic, detail = facts, state = standing
    where e.tenant_id = new.tenant_id and e.kind = 'guidance' and e.object_id = new.id and e.addressee_tenant_id = new.subject_tenant_id;
  -- An archives guides units that it does not supervise: those are none of its documents' addressees.
  if not found and supervises(new.tenant_id, new.subject_tenant_id) then
    insert into supervision_entry (tenant_id, id, addressee_tenant_id, kind, object_id, happened_on, title, detail, state)
      values (new.tenant_id, gen_random_uuid(), new.subject_tenant_id, 'guidance', new.id, new.guided_on, new.topic, facts, standing);
  end if;
  return null;
end $$;
create trigger guidance_entered after insert or update on guidance_event for each row execute function enter_guidance();

-- One line a unit and session, once the session was held: its hours, and how many people of the unit came.
create function enter_training(p_tenant int, p_session uuid, p_unit int) returns void
language plpgsql set search_path = public, pg_temp as $$
declare held course_session; people int; standing text;
begin
  select * into held from course_session s where s.tenant_id = p_tenant and s.id = p_session;
  select count(*) into people from course_attendance a
    where a.tenant_id = p_tenant and a.session_id = p_session and a.unit_tenant_id = p_unit;
  standing := case when people > 0 and held.state = 'held' then 'current' else 'void' end;
  update supervision_entry e set happened_on = held.held_on, title = held.title, state = standing,
      detail = jsonb_build_object('hours', held.hours, 'people', people)
    where e.tenant_id = p_tenant and e.kind = 'training' and e.object_id = p_session and e.addressee_tenant_id = p_unit;
  if not found and standing = 'current' and supervises(p_tenant, p_unit) then
    insert into supervision_entry (tenant_id, id, addressee_tenant_id, kind, object_id, happened_on, title, detail)
      values (p_tenant, gen_random_uuid(), p_unit, 'training', p_session, held.held_on, held.title,
        jsonb_build_object('hours', held.hours, 'people', people));
  end if;
end $$;
create function enter_attendance() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform enter_training(a.tenant_id, a.session_id, a.unit_tenant_id)
    from (select distinct tenant_id, session_id, unit_tenant_id from changed) a;
  return null;
end $$;
create trigger attendance_entered after insert on course_attendance referencing new table as changed
  for each statement execute function enter_attendance();
create trigger attendance_withdrawn after delete on course_attendance referencing old table as changed
  for each statement execute function enter_attendance();
create function enter_session() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform enter_training(a.tenant_id, a.session_id, a.unit_tenant_id)
    from (select distinct tenant_id, session_id, unit_tenant_id from course_attendance
      where tenant_id = new.tenant_id and session_id = new.id) a;
  return null;
end $$;
create trigger session_entered after update of state, held_on, hours, title on course_session
  for each row execute function enter_session();
grant execute on function enter_guidance(), enter_training(int, uuid, int), enter_attendance(), enter_session() to lantai_app, lantai_system;

insert into supervision_entry (tenant_id, id, addressee_tenant_id, dispatched_at, kind, object_id, happened_on, title, detail, state, created_at)
  select g.tenant_id, gen_random_uuid(), g.subject_tenant_id, g.created_at, 'guidance', g.id, g.guided_on, g.topic,
    jsonb_build_object('mode', g.mode, 'programme', g.programme, 'hours', g.hours),
    case when g.state = 'void' then 'void' else 'current' end, g.created_at
  from guidance_event g where g.state <> 'draft' and supervises(g.tenant_id, g.subject_tenant_id);
insert into supervision_entry (tenant_id, id, addressee_tenant_id, dispatched_at, kind, object_id, happened_on, title, detail)
  select s.tenant_id, gen_random_uuid(), a.unit_tenant_id, s.created_at, 'training', s.id, s.held_on, s.title,
    jsonb_build_object('hours', s.hours, 'people', a.people)
  from course_session s join (select tenant_id, session_id, unit_tenant_id, count(*) as people from course_attendance group by 1, 2, 3) a
    on a.tenant_id = s.tenant_id and a.session_id = s.id
  where s.state = 'held' and supervises(s.tenant_id, a.unit_tenant_id);
`;

const CARTOGRAM = `
-- 方格示意图: where a supervisor puts the tiles of its townships. Not a map: no border is drawn anywhere.
create table cartogram (
  tenant_id int not null references tenant (id) primary key,
  tiles jsonb not null check (jsonb_typeof(tiles) = 'array'),
  updated_by uuid not null,
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1
);
call secure_tenant_table('cartogram');
`;

/* The district table reads each of these once for all units, a unit's record once for one. */
const INDEXES = `
create index inspection_subject on inspection (tenant_id, subject_tenant_id, created_at desc, id desc);
create index finding_unsettled on finding (tenant_id, inspection_id) where verified_on is null and state not in ('draft', 'withdrawn');
create index guidance_event_subject on guidance_event (tenant_id, subject_tenant_id, guided_on desc, id desc);
create index course_attendance_unit on course_attendance (tenant_id, unit_tenant_id, session_id);
create index dispatch_pair on dispatch (tenant_id, addressee_tenant_id, dispatched_at desc, id desc) where dispatched_at is not null;
create index dispatch_schedules on dispatch (addressee_tenant_id, tenant_id, dispatched_at desc, id desc) where kind = 'retention_schedule';
create index figure_release_pair on figure_release (addressee_tenant_id, tenant_id, released_at desc, id desc);
create index access_grant_pair on access_grant (tenant_id, addressee_tenant_id, valid_to desc, id desc);
`;

/** 立档单位一览, 单位监督记录, 方格示意图, 历年比较. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [SCORES, ENTRIES, CARTOGRAM, INDEXES]) await sql.raw(part).execute(db);
};
