import { type Kysely, sql } from 'kysely';

/** 完整性核验: sweeps over the stored files, and what they found that somebody must see to; room that is promised. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table fixity_sweep (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- due: what comes up for its term; all: everything; record: the files of one record.
  kind text not null check (kind in ('due', 'all', 'record')),
  item_id uuid,
  state text not null default 'owed' check (state in ('owed', 'running', 'done')),
  -- With SM3 beside SHA-256.
  with_sm3 boolean not null default false,
  record_count int not null default 0,
  file_count int not null default 0,
  byte_count bigint not null default 0,
  fault_count int not null default 0,
  -- Null: the schedule.
  asked_by uuid,
  asked_by_name text,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  constraint fixity_sweep_record check ((kind = 'record') = (item_id is not null))
);
create index fixity_sweep_recent on fixity_sweep (tenant_id, created_at desc, id desc);
create unique index fixity_sweep_one on fixity_sweep (tenant_id) where state <> 'done' and kind <> 'record';

create table fixity_incident (
  tenant_id int not null,
  id uuid not null,
  item_id uuid not null,
  -- Null: not a file of the record, such as an extra file or the inventory.
  file_id uuid,
  kind text not null check (kind in ('changed', 'missing', 'untracked')),
  -- Within the record's object.
  path text not null,
  expected_sha256 text,
  found_sha256 text,
  state text not null default 'open' check (state in ('open', 'handling', 'repaired', 'accepted')),
  owner_account_id uuid,
  owner_name text,
  -- Why it was accepted, or how it was repaired; null when a later sweep found everything in order.
  reason text,
  found_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  closed_at timestamptz(3),
  closed_by_name text,
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id),
  constraint fixity_incident_closed check ((state in ('repaired', 'accepted')) = (closed_at is not null)),
  constraint fixity_incident_reason check (state <> 'accepted' or reason is not null)
);
create unique index fixity_incident_one on fixity_incident (tenant_id, item_id, path) where state in ('open', 'handling');
create index fixity_incident_recent on fixity_incident (tenant_id, found_at desc, id desc);

call secure_tenant_table('fixity_sweep');
call secure_tenant_table('fixity_incident');

-- The schedule asks which tenants have something to check, and gives up uploads that nobody goes on with.
create policy system_select on digital_file for select to lantai_system using (true);
create policy system_select on fixity_sweep for select to lantai_system using (true);
create policy system_forget on upload for all to lantai_system using (true) with check (true);
grant select (tenant_id, item_id, state, verified_at, stored_at) on digital_file to lantai_system;
grant select on fixity_sweep to lantai_system;
grant select (tenant_id, id, state, created_at), update (state) on upload to lantai_system;

-- Room that is promised: asked before every upload of a unit with a limit.
create index upload_promised on upload (tenant_id) include (declared_size, created_at) where state in ('receiving', 'received');
create index digital_file_promised on digital_file (tenant_id) include (size_bytes) where state = 'committing';
`)
    .execute(db);
};
