import { sql } from 'kysely';
import { z } from 'zod';
import { bindSingle, type JobBinding } from '@/jobs/bind';
import { defineJobContract } from '@/server/outbox/job-contract';

/** A job with an effect that a second run would show. It exists in the proof only. */
export const leaveMark = defineJobContract({
  name: 'proof.leave-mark',
  payload: z.object({ number: z.number().int() }),
  mode: 'single',
});

export const MARKS_TABLE = `
  create table proof_mark (tenant_id int not null, job_id uuid not null, number int not null);
  grant select, insert on proof_mark to lantai_app`;

/** Pauses before and after the effect, so that a kill finds it at every stage. */
export const proofBindings: readonly JobBinding[] = [
  bindSingle(leaveMark, async (tdb, scope, { number }, job) => {
    await sql`select pg_sleep(random() * 0.06)`.execute(tdb);
    await sql`insert into proof_mark values (${scope.tenantId}, ${job.id}::uuid, ${number})`.execute(tdb);
    await sql`select pg_sleep(random() * 0.06)`.execute(tdb);
    return { number };
  }),
];
