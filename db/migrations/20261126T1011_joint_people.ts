import { type Kysely, sql } from 'kysely';

/**
 * 联合检查人员: people of partner authorities in a round, without accounts, and which of them go to which unit. A list of
 * name, authority, certificate and duty; frozen with the inspection when its notice goes out.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table inspection_campaign
  add column joint_people jsonb not null default '[]' check (jsonb_typeof(joint_people) = 'array');
alter table inspection
  add column joint_people jsonb not null default '[]' check (jsonb_typeof(joint_people) = 'array');
`)
    .execute(db);
};
