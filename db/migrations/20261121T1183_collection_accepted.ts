import { type Kysely, sql } from 'kysely';

/** 验收 of what was collected for a major event; 记录工程 as a kind of event, with 口述史 among what is made for it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table major_event drop constraint major_event_kind_check;
alter table major_event add constraint major_event_kind_check check (kind in ('decision', 'project', 'works', 'activity', 'documentation'));
alter table collection_task drop constraint collection_task_material_check;
alter table collection_task add constraint collection_task_material_check
  check (material in ('text', 'photo', 'audio_video', 'oral_history', 'object', 'data'));
alter table collection_task add column accepted_on date;
alter table collection_task add column accepted_by_name text;
-- Why it was given back, until it is delivered again.
alter table collection_task add column return_reason text;
alter table collection_task add constraint collection_task_accepted
  check ((accepted_on is null) = (accepted_by_name is null) and (accepted_on is null or delivered_on is not null));
`)
    .execute(db);
};
