import { type Kysely, sql } from 'kysely';

/** 按人按户查, and 本年未形成: what a person says of a line of the retention schedule under which nothing was filed in a year. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table filing_gap_answer (
  tenant_id int not null references tenant (id),
  id uuid not null,
  filing_year smallint not null check (filing_year between 1900 and 2999),
  -- The code, not the row: the next version of the schedule keeps the codes of its lines.
  rule_code text not null,
  reason text not null,
  answered_by uuid not null,
  answered_by_name text not null,
  answered_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, filing_year, rule_code)
);
call secure_tenant_table('filing_gap_answer', commands => 'select, insert, update, delete');
-- 按户、按人查: what lies under a person of a household, a couple, a personnel file.
create index archive_item_person on archive_item (tenant_id, category_code, (coalesce(subcategory_code, '')),
    (coalesce(details ->> 'village', details ->> 'enterpriseName', details ->> 'householdAddress', '') collate "zh-x-icu"),
    (coalesce(details ->> 'personName', details ->> 'spouseA', '') collate "zh-x-icu"),
    (coalesce(details ->> 'spouseB', '') collate "zh-x-icu"))
  where state = 'filed' and (details ? 'personName' or details ? 'spouseA');
`)
    .execute(db);
};
