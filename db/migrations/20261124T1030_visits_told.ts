import { type Kysely, sql } from 'kysely';

/** 指导安排 that the unit knows of: what is planned for it stands in its own calendar, and leaves it when it is given up. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table supervision_entry drop constraint supervision_entry_kind_check;
alter table supervision_entry add constraint supervision_entry_kind_check check (kind in ('guidance', 'training', 'visit'));

-- A plan is current as long as it is one: what came of it is an act of guidance with an entry of its own.
create function enter_visit() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare standing text := case when new.state = 'planned' then 'current' else 'void' end;
        facts jsonb := jsonb_build_object('mode', new.mode, 'guides', to_jsonb(new.guides));
begin
  if new.unit_tenant_id is null then return null; end if;
  update supervision_entry e set happened_on = new.planned_on, title = new.topic, detail = facts, state = standing
    where e.tenant_id = new.tenant_id and e.kind = 'visit' and e.object_id = new.id and e.addressee_tenant_id = new.unit_tenant_id;
  if not found and supervises(new.tenant_id, new.unit_tenant_id) then
    insert into supervision_entry (tenant_id, id, addressee_tenant_id, kind, object_id, happened_on, title, detail, state)
      values (new.tenant_id, gen_random_uuid(), new.unit_tenant_id, 'visit', new.id, new.planned_on, new.topic, facts, standing);
  end if;
  return null;
end $$;
create trigger visit_entered after insert or update on guidance_visit for each row execute function enter_visit();
grant execute on function enter_visit() to lantai_app, lantai_system;

insert into supervision_entry (tenant_id, id, addressee_tenant_id, dispatched_at, kind, object_id, happened_on, title, detail, created_at)
  select v.tenant_id, gen_random_uuid(), v.unit_tenant_id, v.created_at, 'visit', v.id, v.planned_on, v.topic,
    jsonb_build_object('mode', v.mode, 'guides', to_jsonb(v.guides)), v.created_at
  from guidance_visit v where v.state = 'planned' and v.unit_tenant_id is not null and supervises(v.tenant_id, v.unit_tenant_id);
`)
    .execute(db);
};
