import { type Kysely, sql } from 'kysely';

/**
 * Who may log in, who supervises whom, who works where, and the one way to read across a border under a grant.
 * Roles belong to the cluster, so creating them must survive a second database beside this one.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // In a schema of its own: the functions of public are closed to everybody below.
  await sql`create schema if not exists extensions`.execute(db);
  await sql`create extension if not exists btree_gin schema extensions`.execute(db);
  await sql
    .raw(`
do $$ begin
  if not exists (select from pg_roles where rolname = 'lantai_app') then create role lantai_app login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'lantai_reader') then create role lantai_reader login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'lantai_system') then create role lantai_system login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'lantai_definer') then create role lantai_definer nologin noinherit; end if;
exception when duplicate_object or unique_violation then null;
end $$;
revoke create on schema public from public;
grant usage on schema public to lantai_app, lantai_reader, lantai_system, lantai_definer;

-- The tenant that the transaction may write. An empty setting counts as none: a pooled connection keeps '' afterwards.
create function app_tenant() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::int $$;
create function app_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;

create table account (
  id uuid primary key,
  login_name text not null unique check (login_name = lower(login_name)),
  display_name text not null,
  password_hash text,
  state text not null default 'active' check (state in ('active', 'disabled')),
  password_changed_at timestamptz(3),
  created_at timestamptz(3) not null default now()
);
create table login_session (
  id text primary key,
  user_id uuid not null references account (id),
  expires_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  address text,
  user_agent text
);
create index login_session_user on login_session (user_id);
create table login_failure (
  key text primary key,
  failures int not null,
  first_at timestamptz(3) not null default now(),
  locked_until timestamptz(3)
);

create table tenant (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  kind text not null check (kind in ('bureau', 'repository', 'department', 'township', 'village', 'enterprise', 'institution', 'vendor')),
  name text not null,
  short_name text not null,
  region text,
  created_on date not null default ((now() at time zone 'Asia/Shanghai')::date),
  closed_on date,
  check (closed_on is null or closed_on >= created_on)
);
-- 立档单位演变: names on past dates, and what merged into or split from what.
create table tenant_name (
  tenant_id int not null references tenant (id),
  valid_from date not null,
  name text not null,
  decree_number text,
  primary key (tenant_id, valid_from)
);
create table tenant_change (
  id uuid primary key,
  kind text not null check (kind in ('create', 'move', 'rename', 'merge_new', 'merge_into', 'split_new', 'main_continue', 'restore', 'abolish')),
  effective_on date not null,
  source_tenant_ids int[] not null,
  target_tenant_ids int[] not null,
  decree_number text,
  note text,
  recorded_at timestamptz(3) not null default now(),
  recorded_by uuid,
  recorded_in int references tenant (id)
);
create table supervision (
  supervisor_tenant_id int not null references tenant (id),
  unit_tenant_id int not null references tenant (id),
  valid_from date not null,
  valid_to date,
  primary key (unit_tenant_id, supervisor_tenant_id, valid_from),
  check (valid_to is null or valid_to > valid_from),
  check (supervisor_tenant_id <> unit_tenant_id)
);
create index supervision_supervisor on supervision (supervisor_tenant_id, valid_from);

create table membership (
  tenant_id int not null references tenant (id),
  id uuid not null,
  account_id uuid not null references account (id),
  display_name text not null,
  position text,
  roles text[] not null check (cardinality(roles) > 0),
  -- pending: invited by the system administrator, not yet given its roles by the security administrator
  state text not null default 'active' check (state in ('pending', 'active', 'ended')),
  valid_to date,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, account_id)
);
create index membership_account on membership (account_id);
-- 三员: an account holds at most one officer's role in a tenant, and an officer holds nothing else there.
create function check_officer_roles() returns trigger language plpgsql as $$
declare officers int;
begin
  select count(*) into officers from unnest(new.roles) r where r in ('sys_admin', 'sec_admin', 'audit_admin');
  if officers > 1 or (officers = 1 and cardinality(new.roles) > 1) then
    raise exception 'OFFICER_ROLES_EXCLUSIVE' using errcode = 'check_violation', constraint = 'membership_officer_roles';
  end if;
  return new;
end $$;
create trigger membership_officer_roles before insert or update of roles on membership
  for each row execute function check_officer_roles();

create table invitation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  token_hash text not null,
  display_name text not null,
  login_name text not null,
  roles text[] not null,
  invited_by uuid not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (tenant_id, id)
);
create unique index invitation_token on invitation (token_hash);

-- 查阅授权. Owned by the bureau; the unit reads it, objects to it, and reads every look that it allowed.
create table access_grant (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  account_ids uuid[] not null check (cardinality(account_ids) > 0),
  -- Frozen, so that the unit reads who may look at it without a table of the bureau.
  account_names text[] not null default '{}',
  owner_name text not null default '',
  addressee_name text not null default '',
  record_classes text[] not null check (record_classes <@ array['archive', 'use', 'training'] and cardinality(record_classes) > 0),
  category_codes text[],
  year_from smallint,
  year_to smallint,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3) not null,
  reason text not null,
  inspection_id uuid,
  granted_by uuid not null,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3),
  revoked_by uuid,
  primary key (tenant_id, id),
  check (valid_to > valid_from),
  check (tenant_id <> addressee_tenant_id)
);
create index access_grant_addressee on access_grant (addressee_tenant_id, valid_to);
create table grant_objection (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  grant_id uuid not null,
  reason text not null,
  raised_by uuid not null,
  raised_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create unique index grant_objection_once on grant_objection (tenant_id, grant_id);
create index grant_objection_addressee on grant_objection (addressee_tenant_id);

-- 往来. The body is a frozen copy, so that the addressee needs no other table of the sender.
create table dispatch (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3),
  kind text not null check (kind in ('inspection_notice', 'finding', 'rectification', 'verification', 'training_invitation', 'grant_objection', 'objection_answer', 'question', 'answer', 'receipt', 'inspection_record')),
  document_number text,
  title text not null,
  sender_name text not null,
  addressee_name text not null,
  body jsonb not null default '{}',
  object_id uuid,
  in_reply_to uuid,
  due_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check (tenant_id <> addressee_tenant_id)
);
create index dispatch_addressee on dispatch (addressee_tenant_id, dispatched_at desc, id desc);
create index dispatch_sender on dispatch (tenant_id, dispatched_at desc, id desc);
create index dispatch_object on dispatch (tenant_id, object_id);
create index dispatch_reply on dispatch (tenant_id, in_reply_to) where in_reply_to is not null;
create index dispatch_reply_received on dispatch (addressee_tenant_id, in_reply_to) where in_reply_to is not null;
-- 签收 and 复查 once: a second one of the same document is refused.
create unique index dispatch_once on dispatch (tenant_id, kind, in_reply_to) where kind in ('receipt', 'verification');

-- 报送. A unit's own figures, released to its supervisor.
create table figure_release (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3),
  figure_code text not null,
  year smallint not null,
  as_of date not null,
  value numeric,
  state text not null default 'released' check (state in ('released', 'returned', 'accepted', 'superseded')),
  unit_name text not null,
  definition_version int not null,
  row_ids jsonb not null default '[]',
  released_by uuid not null,
  released_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create unique index figure_release_current on figure_release (tenant_id, addressee_tenant_id, figure_code, year) where state <> 'superseded';
create index figure_release_addressee on figure_release (addressee_tenant_id, year, figure_code);
`)
    .execute(db);
};
