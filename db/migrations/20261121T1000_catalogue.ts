import { type Kysely, sql } from 'kysely';

/** 门类字段, 专题, 档号生命周期, 盒, 期满日 and 来源 of a record. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table archive_item drop constraint archive_item_level_check;
alter table archive_item add constraint archive_item_level_check check (level in ('piece', 'volume', 'group', 'register'));
alter table archive_item
  -- What only records of this category have: photographer, voucher numbers, material … (server/domain/archive/category-fields.ts).
  add details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  -- 专题: marks that cut across the categories.
  add topics text[] not null default '{}',
  -- A provisional code may still change; a locked one only by a renumbering that keeps it in old_codes.
  add code_state text not null default 'locked' check (code_state in ('provisional', 'locked')),
  add old_codes text[] not null default '{}',
  add frame_count int check (frame_count >= 0),
  add retention_basis text not null default 'formed'
    check (retention_basis in ('formed', 'fiscal_year_end', 'project_accepted', 'asset_scrapped', 'case_closed', 'person_deceased')),
  add retention_basis_date date,
  -- Last day of the retention period; null when permanent, legacy, or the basis is not known yet.
  add expires_on date,
  -- The line of the approved schedule that a person confirmed.
  add schedule_rule_id uuid,
  add box_id uuid,
  -- Where a row that came by transfer stood before: the sender keeps its own row.
  add origin_tenant_id int references tenant (id),
  add origin_item_id uuid,
  add accession_id uuid;
create index archive_item_topic on archive_item using gin (tenant_id, topics) where topics <> '{}';
create index archive_item_old_code on archive_item using gin (tenant_id, old_codes) where old_codes <> '{}';
create index archive_item_box on archive_item (tenant_id, box_id, code_sort) where box_id is not null;
create index archive_item_parent on archive_item (tenant_id, parent_id, code_sort) where parent_id is not null;
create index archive_item_expiry on archive_item (tenant_id, expires_on) where expires_on is not null;
create index archive_item_accession on archive_item (tenant_id, accession_id) where accession_id is not null;
`)
    .execute(db);
};
