import { type Kysely, sql } from 'kysely';

/** Audit, jobs owed, idempotency, to-dos, notices, stored bytes. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table audit_event (
  tenant_id int not null references tenant (id),
  id uuid not null,
  seq bigint generated always as identity,
  at timestamptz(3) not null default clock_timestamp(),
  actor_account_id uuid,
  actor_name text not null,
  actor_tenant_id int not null,
  actor_tenant_name text not null,
  action text not null,
  object_kind text not null,
  object_id text,
  object_label text,
  detail jsonb not null default '{}',
  grant_id uuid,
  request_id text,
  committed_in xid8 not null default pg_current_xact_id(),
  seal_number bigint,
  primary key (tenant_id, id)
);
create index audit_event_time on audit_event (tenant_id, seq desc);
create index audit_event_grant on audit_event (tenant_id, grant_id, seq desc) where grant_id is not null;
create index audit_event_object on audit_event (tenant_id, object_id, seq desc) where object_id is not null;
create index audit_event_unsealed on audit_event (tenant_id, seq) where seal_number is null;
create table audit_seal (
  tenant_id int not null references tenant (id),
  seal_number bigint not null,
  event_count int not null,
  root text not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz(3) not null default now(),
  primary key (tenant_id, seal_number)
);

-- What is owed. The queue only rings; this row is the truth.
create table job_run (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null,
  payload jsonb not null,
  state text not null default 'owed' check (state in ('owed', 'running', 'done', 'failed', 'cancelled')),
  attempts int not null default 0,
  available_at timestamptz(3) not null default now(),
  rung_at timestamptz(3),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  progress_done int not null default 0,
  progress_total int,
  result jsonb,
  error_code text,
  error_detail text,
  requested_by uuid,
  requested_by_name text,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index job_run_owed on job_run (available_at) where state in ('owed', 'running');
create index job_run_recent on job_run (tenant_id, created_at desc, id desc);

create table idempotency_key (
  tenant_id int not null references tenant (id),
  account_id uuid not null,
  procedure text not null,
  key text not null,
  input_hash text not null,
  response jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, account_id, procedure, key)
);

create table todo (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null,
  title text not null,
  source text not null,
  link text not null,
  object_id uuid,
  permission text not null,
  assignee_account_id uuid,
  created_by uuid,
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'withdrawn')),
  done_at timestamptz(3),
  done_by uuid,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index todo_open on todo (tenant_id, state, due_on, id);
create unique index todo_once on todo (tenant_id, kind, object_id) where state = 'open' and object_id is not null;
create table notice (
  tenant_id int not null references tenant (id),
  id uuid not null,
  account_id uuid,
  kind text not null,
  title text not null,
  link text,
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  primary key (tenant_id, id)
);
create index notice_recent on notice (tenant_id, created_at desc, id desc);

-- Bytes live in the object store; this row says whose they are and what they must hash to.
create table stored_object (
  tenant_id int not null references tenant (id),
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text not null check (sm3 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  media_type text not null,
  file_name text not null,
  state text not null default 'stored' check (state in ('stored', 'quarantined')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create table dispatch_attachment (
  tenant_id int not null,
  dispatch_id uuid not null,
  object_id uuid not null,
  addressee_tenant_id int not null,
  dispatched_at timestamptz(3),
  file_name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  position int not null default 0,
  primary key (tenant_id, dispatch_id, object_id),
  foreign key (tenant_id, dispatch_id) references dispatch (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index dispatch_attachment_addressee on dispatch_attachment (addressee_tenant_id, dispatch_id);
`)
    .execute(db);
};
