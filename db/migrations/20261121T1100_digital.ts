import { type Kysely, sql } from 'kysely';

/** 上传, 数字对象 and what a tenant's files take up. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table upload (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- The folder in which the person dropped it, with /; empty for a single file.
  folder text not null default '',
  file_name text not null,
  declared_size bigint not null check (declared_size >= 0),
  state text not null default 'receiving' check (state in ('receiving', 'received', 'refused', 'used', 'forgotten')),
  refused_code text,
  media_type text,
  format_name text,
  page_count int,
  width int,
  height int,
  dpi int,
  sha512 text,
  sha256 text,
  sm3 text,
  scan_state text not null default 'not_scanned' check (scan_state in ('clean', 'infected', 'not_scanned')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  received_at timestamptz(3),
  primary key (tenant_id, id)
);
create index upload_recent on upload (tenant_id, created_by, created_at desc, id);
create index upload_digest on upload (tenant_id, sha256) where sha256 is not null;

create table digital_file (
  tenant_id int not null,
  id uuid not null,
  item_id uuid not null,
  upload_id uuid,
  role text not null default 'master' check (role in ('master', 'access', 'text', 'package')),
  creation_method text not null default 'digitised' check (creation_method in ('born_digital', 'digitised', 'edited')),
  -- 页序: the place among the files of the record, from 1.
  sequence int not null check (sequence >= 1),
  file_name text not null,
  logical_path text not null,
  extension text not null default '',
  media_type text not null,
  format_name text,
  size_bytes bigint not null,
  sha512 text not null,
  sha256 text not null,
  sm3 text not null,
  ocfl_version text,
  content_path text,
  page_count int check (page_count >= 1),
  width int,
  height int,
  dpi int,
  duration_ms bigint,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  scan_state text not null default 'not_scanned' check (scan_state in ('clean', 'infected', 'not_scanned')),
  -- committing: promised, not yet in the store. replaced and withdrawn files stay in the store, in older versions.
  state text not null default 'committing' check (state in ('committing', 'stored', 'replaced', 'withdrawn')),
  replaced_by uuid,
  verified_at timestamptz(3),
  verify_result text check (verify_result in ('intact', 'changed', 'missing')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  stored_at timestamptz(3),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, upload_id) references upload (tenant_id, id),
  constraint digital_file_in_store check (state = 'committing' or (ocfl_version is not null and content_path is not null))
);
create unique index digital_file_upload on digital_file (tenant_id, upload_id) where upload_id is not null and state <> 'withdrawn';
create index digital_file_of_item on digital_file (tenant_id, item_id, sequence, id);
create index digital_file_unfinished on digital_file (created_at) where state = 'committing';
create index digital_file_verified on digital_file (tenant_id, verified_at nulls first, id) where state <> 'committing';
create index digital_file_digest on digital_file (tenant_id, sha256);

-- 存储用量: kept in the transaction that stores a file.
create table storage_use (
  tenant_id int not null references tenant (id),
  file_count int not null default 0,
  used_bytes bigint not null default 0,
  -- Null: no limit.
  quota_bytes bigint,
  primary key (tenant_id)
);

call secure_tenant_table('upload');
call secure_tenant_table('digital_file');
call secure_tenant_table('storage_use');
-- The quota is the operator's to set.
revoke insert, update on storage_use from lantai_app;
grant insert (tenant_id, file_count, used_bytes) on storage_use to lantai_app;
grant update (file_count, used_bytes) on storage_use to lantai_app;

-- Under a grant the files of those records that the grant reaches: the records' own policy decides.
create policy reader_select on digital_file for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive' and state = 'stored'
  and exists (select 1 from archive_item i where i.tenant_id = digital_file.tenant_id and i.id = digital_file.item_id));
grant select on digital_file to lantai_reader;
`)
    .execute(db);
};
