import { type Kysely, sql } from 'kysely';

/**
 * 一次业务指导 as it is entered in a minute: also of units without a workspace, by several people, on several days, with
 * photos and the demand that it was about. The events of one act share its number. 来馆咨询 is a way of its own.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table guidance_event
  alter column subject_tenant_id drop not null,
  add column subject_kind text not null default 'other' check (subject_kind in
    ('bureau', 'repository', 'department', 'township', 'village', 'enterprise', 'institution', 'vendor', 'other')),
  add column act_id uuid not null default gen_random_uuid(),
  add column guides text[] not null default '{}' check (cardinality(guides) <= 10),
  add column partners text not null default '' check (length(partners) <= 100),
  add column result text not null default '' check (length(result) <= 2000),
  add column person_count int not null default 0 check (person_count between 0 and 10000),
  add column finding_id uuid,
  add column question_id uuid,
  add constraint guidance_event_finding foreign key (tenant_id, finding_id) references finding (tenant_id, id);
alter table guidance_event drop constraint guidance_event_mode_check;
alter table guidance_event add constraint guidance_event_mode_check
  check (mode in ('onsite', 'phone', 'oral', 'online', 'visit', 'model'));
update guidance_event g set subject_kind = t.kind from tenant t where t.id = g.subject_tenant_id;
create index guidance_event_act on guidance_event (tenant_id, act_id);
create index guidance_event_finding_of on guidance_event (tenant_id, finding_id) where finding_id is not null;

create table guidance_photo (
  tenant_id int not null,
  event_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, event_id, object_id),
  foreign key (tenant_id, event_id) references guidance_event (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('guidance_photo', commands => 'select, insert');

-- The unit reads who came and what came of it as well.
create or replace function enter_guidance() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare standing text := case when new.state = 'void' then 'void' else 'current' end;
        facts jsonb := jsonb_build_object('mode', new.mode, 'programme', new.programme, 'hours', new.hours,
          'guides', to_jsonb(new.guides), 'advice', new.result, 'questionId', new.question_id);
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
create index supervision_entry_received on supervision_entry (addressee_tenant_id, kind, happened_on desc, id desc);
`)
    .execute(db);
};
