import { type Kysely, sql } from 'kysely';

/** 指导: who of the unit was there, by name; 群聊 as a mode of its own; families that keep archives, counted as such. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table guidance_event add column attendees text not null default '' check (length(attendees) <= 500);
alter table guidance_event drop constraint guidance_event_mode_check;
alter table guidance_event add constraint guidance_event_mode_check
  check (mode in ('onsite', 'phone', 'oral', 'online', 'group', 'visit', 'model'));
alter table guidance_visit drop constraint guidance_visit_mode_check;
alter table guidance_visit add constraint guidance_visit_mode_check
  check (mode in ('onsite', 'phone', 'oral', 'online', 'group', 'visit', 'model'));
alter table guidance_event drop constraint guidance_event_subject_kind_check;
alter table guidance_event add constraint guidance_event_subject_kind_check check (subject_kind in
  ('department', 'township', 'village', 'enterprise', 'institution', 'bureau', 'repository', 'vendor', 'family', 'other'));
`)
    .execute(db);
};
