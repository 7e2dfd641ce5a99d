import { type Kysely, sql } from 'kysely';

/** 阅读确认: who has confirmed by an own click to have read which version of a rule. Nothing takes it back. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table rule_reading (
  tenant_id int not null references tenant (id),
  -- The rule in the register of rules, and its version as it stood when it was read.
  entry_id uuid not null,
  version text not null,
  account_id uuid not null,
  person_name text not null,
  confirmed_at timestamptz(3) not null default now(),
  primary key (tenant_id, entry_id, version, account_id),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, id)
);
call secure_tenant_table('rule_reading', commands => 'select, insert');
`)
    .execute(db);
};
