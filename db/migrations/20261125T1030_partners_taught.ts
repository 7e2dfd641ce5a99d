import { type Kysely, sql } from 'kysely';

/**
 * An archives trains and advises the units that transfer to it: what belongs to that goes between the two as well, besides
 * the papers of a transfer, and a questionnaire by which it is evaluated. Nothing that binds a unit does.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create or replace function check_addressee() returns trigger language plpgsql as $$
declare down boolean := supervises(new.tenant_id, new.addressee_tenant_id);
        up boolean := supervises(new.addressee_tenant_id, new.tenant_id);
        beside boolean := false;
begin
  if not down and not up then
    if tg_table_name = 'dispatch' then
      beside := new.kind in ('transfer', 'transfer_answer', 'intake_plan', 'intake_plan_change', 'receipt', 'answer',
        'training_invitation', 'training_change', 'training_reminder', 'training_result', 'training_material',
        'exam_invitation', 'guidance_material', 'exchange_minutes', 'questionnaire');
    else
      beside := tg_table_name in ('training_enrolment', 'training_certificate', 'material_reading_count');
    end if;
    beside := beside and (
      exists (select 1 from archives_of(new.tenant_id) a where a.archives_tenant_id = new.addressee_tenant_id)
      or exists (select 1 from archives_of(new.addressee_tenant_id) a where a.archives_tenant_id = new.tenant_id));
  end if;
  if (tg_table_name = 'access_grant' and not down) or (tg_table_name = 'figure_release' and not up) or not (down or up or beside) then
    raise exception 'ADDRESSEE_NOT_RELATED' using errcode = 'check_violation', constraint = 'addressee_related';
  end if;
  return new;
end $$;
`)
    .execute(db);
};
