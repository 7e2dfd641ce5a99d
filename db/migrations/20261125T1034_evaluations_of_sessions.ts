import { type Kysely, sql } from 'kysely';

/**
 * 培训评价: a session knows the questionnaire by which it was evaluated, so that its result stands beside it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table course_session
  add column evaluation_id uuid,
  add constraint course_session_evaluation foreign key (tenant_id, evaluation_id) references questionnaire (tenant_id, id);
`)
    .execute(db);
};
