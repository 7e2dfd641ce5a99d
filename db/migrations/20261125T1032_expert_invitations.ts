import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/**
 * 邀请专家: whom an office asks to a task, and what was answered. Where the expert's unit has a workspace the invitation is
 * a dispatch and so is the answer; for everybody else the office writes down what it was told.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
${allowDispatchKind('expert_invitation')}
${allowDispatchKind('expert_answer')}

create table expert_invitation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  draw_id uuid not null,
  -- The entry of the register of experts; name and unit as they stood on the day of the draw.
  expert_id uuid not null,
  expert_name text not null,
  unit_name text not null default '',
  -- None where the unit has no workspace that the office may write to.
  dispatch_id uuid,
  meets_on date not null,
  place text not null default '' check (length(place) <= 120),
  words text not null default '' check (length(words) <= 500),
  -- What the office was told on the telephone; of an invitation that is a dispatch the unit's answer counts.
  answer text check (answer in ('accepted', 'declined')),
  answer_words text not null default '' check (length(answer_words) <= 200),
  answered_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, draw_id, expert_id),
  foreign key (tenant_id, draw_id) references expert_draw (tenant_id, id),
  foreign key (tenant_id, dispatch_id) references dispatch (tenant_id, id),
  check ((answer is null) = (answered_on is null)),
  check (dispatch_id is null or answer is null)
);
create index expert_invitation_expert on expert_invitation (tenant_id, expert_id, meets_on desc);
call secure_tenant_table('expert_invitation');
create index dispatch_expert_invited on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'expert_invitation';
`)
    .execute(db);
};
