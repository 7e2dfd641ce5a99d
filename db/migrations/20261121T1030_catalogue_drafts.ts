import { type Kysely, sql } from 'kysely';

/** 著录草稿 and 批量修改. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- What a person is still writing. Restored after a reload; thrown away, it lies in the bin for 30 days.
create table catalogue_draft (
  tenant_id int not null references tenant (id),
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('form', 'grid', 'edit')),
  fonds_id uuid not null,
  category_code text not null,
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  row_count int not null check (row_count between 0 and 500),
  discarded_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create index catalogue_draft_recent on catalogue_draft (tenant_id, account_id, updated_at desc, id desc);
call secure_tenant_table('catalogue_draft', commands => 'select, insert, update, delete');

-- One change of many records. The rows are those that the query found when it was asked, whatever is filed later.
create table bulk_edit (
  tenant_id int not null references tenant (id),
  id uuid not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  reason text,
  state text not null default 'previewed' check (state in ('previewed', 'running', 'done', 'undoing', 'undone')),
  row_count int not null,
  job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  done_at timestamptz(3),
  undone_at timestamptz(3),
  primary key (tenant_id, id)
);
create index bulk_edit_recent on bulk_edit (tenant_id, created_at desc, id desc);
call secure_tenant_table('bulk_edit');

create table bulk_edit_row (
  tenant_id int not null,
  edit_id uuid not null,
  row_number int not null,
  item_id uuid not null,
  -- The version that the preview was made of; a record that has another by now is left as it is.
  row_version int not null,
  version_after int,
  old_values jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'changed', 'same', 'refused', 'undone', 'left')),
  error_code text,
  primary key (tenant_id, edit_id, row_number),
  foreign key (tenant_id, edit_id) references bulk_edit (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index bulk_edit_row_item on bulk_edit_row (tenant_id, item_id);
create index bulk_edit_row_state on bulk_edit_row (tenant_id, edit_id, state, row_number);
call secure_tenant_table('bulk_edit_row');
`)
    .execute(db);
};
