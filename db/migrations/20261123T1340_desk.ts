import { type Kysely, sql } from 'kysely';

/**
 * 登记簿 at the desk: readers that are known again without their number being kept, what was brought out and copied for
 * a visit, 借阅 with approval and return, 利用效果, what was asked for in vain, and who may see what.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(READERS).execute(db);
  await sql.raw(LINES).execute(db);
  await sql.raw(LOANS).execute(db);
  await sql.raw(FENCES).execute(db);
};

const READERS = `
-- The number of a paper is never stored: a keyed fingerprint knows it again, the last signs are shown. Kept apart from
-- the visits, because those may be opened to an inspector.
create table reader (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  id_kind text check (id_kind in ('id_card', 'passport', 'permit', 'work_card', 'letter', 'other')),
  id_tail text check (length(id_tail) between 1 and 4),
  id_fingerprint text check (id_fingerprint ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('internal', 'unit', 'citizen')),
  unit text,
  age_group text check (age_group in ('under_18', 'from_18', 'from_35', 'from_60')),
  contact text,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, id_fingerprint),
  check ((id_fingerprint is null) = (id_tail is null) and (id_fingerprint is null) = (id_kind is null))
);

alter table reading_visit drop constraint reading_visit_channel_check;
alter table reading_visit add constraint reading_visit_channel_check
  check (channel in ('onsite', 'phone', 'letter', 'online', 'cross', 'agent'));
alter table reading_visit
  add reader_id uuid,
  add visitor_kind text check (visitor_kind in ('internal', 'unit', 'citizen')),
  add age_group text check (age_group in ('under_18', 'from_18', 'from_35', 'from_60')),
  -- 服务方式
  add services text[] not null default '{}' check (services <@ array['reading', 'lending', 'copying', 'certificate', 'answer']),
  add approved_by_name text,
  add approval_note text,
  -- What was looked for in vain, and whether those who collect take it up.
  add sought text,
  add sought_state text check (sought_state in ('open', 'collect', 'dismissed')),
  add sought_note text,
  -- When the reader is asked what came of it; null when there is nothing (more) to ask.
  add effect_ask_on date,
  add constraint reading_visit_sought check ((sought is null) = (sought_state is null)),
  add foreign key (tenant_id, reader_id) references reader (tenant_id, id);
create index reading_visit_reader on reading_visit (tenant_id, reader_id, visited_on desc) where reader_id is not null;
create index reading_visit_ask on reading_visit (tenant_id, effect_ask_on, id) where effect_ask_on is not null;
create index reading_visit_sought_in_vain on reading_visit (tenant_id, sought_state, sought) where sought is not null;`;

const LINES = `
-- 提供: one line is one volume, piece or other material for one visit.
create table retrieval (
  tenant_id int not null references tenant (id),
  id uuid not null,
  visit_id uuid not null,
  position int not null check (position >= 0),
  item_id uuid,
  reference_code text,
  title text not null,
  unit text not null check (unit in ('volume', 'piece', 'material')),
  -- By which rule it was given or refused.
  basis text not null check (basis in ('open_records', 'own_work', 'consent', 'listed_person', 'not_catalogued', 'closed_until', 'not_listed')),
  state text not null check (state in ('delivered', 'refused', 'void')),
  delivered_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references reading_visit (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  check ((state = 'refused') = (delivered_on is null) or state = 'void')
);
create index retrieval_of_visit on retrieval (tenant_id, visit_id, position, id);
create index retrieval_day on retrieval (tenant_id, delivered_on) where state = 'delivered';
create index retrieval_of_item on retrieval (tenant_id, item_id) where item_id is not null;

-- 复制: pages of one line, so many copies of them.
create table copy_request (
  tenant_id int not null references tenant (id),
  id uuid not null,
  visit_id uuid not null,
  retrieval_id uuid not null,
  pages int not null check (pages between 1 and 100000),
  copies int not null check (copies between 1 and 1000),
  state text not null check (state in ('delivered', 'refused', 'void')),
  delivered_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references reading_visit (tenant_id, id),
  foreign key (tenant_id, retrieval_id) references retrieval (tenant_id, id),
  check ((state = 'refused') = (delivered_on is null) or state = 'void')
);
create index copy_request_of_visit on copy_request (tenant_id, visit_id, id);
create index copy_request_day on copy_request (tenant_id, delivered_on) where state = 'delivered';

-- 限制知悉范围: only the named persons see the record, and nothing is copied without approval.
create table use_restriction (
  tenant_id int not null references tenant (id),
  id uuid not null,
  item_id uuid not null,
  persons text[] not null check (cardinality(persons) between 0 and 50),
  reason text not null,
  until_on date,
  state text not null default 'current' check (state in ('current', 'lifted')),
  set_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create unique index use_restriction_once on use_restriction (tenant_id, item_id) where state = 'current';
create index use_restriction_recent on use_restriction (tenant_id, created_at desc, id desc);

create table use_setting (
  tenant_id int primary key references tenant (id),
  loan_days int not null default 15 check (loan_days between 1 and 180),
  -- Who borrows only after somebody has approved it.
  approval_for text not null default 'outsiders' check (approval_for in ('all', 'outsiders')),
  effect_after_days int not null default 30 check (effect_after_days between 1 and 365)
);`;

const LOANS = `
create table borrowing (
  tenant_id int not null references tenant (id),
  id uuid not null,
  box_id uuid,
  item_id uuid,
  what text not null,
  title text not null,
  borrower_name text not null,
  borrower_unit text,
  borrower_kind text not null check (borrower_kind in ('internal', 'unit', 'citizen')),
  contact text,
  purpose text not null check (purpose in ('proof', 'work', 'research', 'compilation', 'other')),
  subject text not null,
  due_on date not null,
  state text not null check (state in ('requested', 'approved', 'refused', 'lent', 'returned', 'lost')),
  needs_approval boolean not null,
  approved_by_name text,
  approval_note text,
  lent_on date,
  out_id uuid,
  visit_id uuid,
  returned_on date,
  condition text check (condition in ('good', 'damaged', 'incomplete', 'lost')),
  return_note text,
  effect_id uuid,
  effect_ask_on date,
  reminded_on date,
  recalls int not null default 0,
  handler_name text not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, box_id) references box (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, out_id) references storage_out (tenant_id, id),
  foreign key (tenant_id, visit_id) references reading_visit (tenant_id, id),
  check ((box_id is null) <> (item_id is null)),
  check ((state in ('lent', 'returned', 'lost')) = (out_id is not null and visit_id is not null and lent_on is not null)),
  check (not needs_approval or state in ('requested', 'refused') or approved_by_name is not null),
  check ((state in ('returned', 'lost')) = (returned_on is not null and condition is not null)),
  -- 利用效果登记: a loan ends with what came of it, or with the day on which to ask again.
  check (state <> 'returned' or effect_id is not null or effect_ask_on is not null)
);
create unique index borrowing_out on borrowing (tenant_id, out_id) where out_id is not null;
create index borrowing_recent on borrowing (tenant_id, created_at desc, id desc);
create index borrowing_due on borrowing (tenant_id, due_on, id) where state = 'lent';
create index borrowing_ask on borrowing (tenant_id, effect_ask_on, id) where effect_ask_on is not null;

create table use_effect (
  tenant_id int not null references tenant (id),
  id uuid not null,
  visit_id uuid,
  borrowing_id uuid,
  noted_on date not null,
  user_name text not null,
  user_unit text,
  question text not null,
  kind text not null check (kind in ('evidence', 'saving', 'decision', 'rights', 'research', 'social')),
  description text not null,
  amount_yuan numeric(14, 2) check (amount_yuan >= 0),
  is_typical boolean not null default false,
  handler_name text not null,
  state text not null default 'current' check (state in ('current', 'void')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id) references reading_visit (tenant_id, id),
  foreign key (tenant_id, borrowing_id) references borrowing (tenant_id, id)
);
create index use_effect_recent on use_effect (tenant_id, noted_on desc, id desc);
alter table borrowing add foreign key (tenant_id, effect_id) references use_effect (tenant_id, id);

-- 保密承诺书: the wording by version. Who signed stands in the register of commitments, under the same version.
create table commitment_letter (
  tenant_id int not null references tenant (id),
  id uuid not null,
  version text not null check (length(version) between 1 and 40),
  title text not null,
  rules text[] not null check (cardinality(rules) between 1 and 60),
  heads text[] not null check (cardinality(heads) between 1 and 60),
  issued_on date not null,
  issued_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, version)
);
create index commitment_letter_recent on commitment_letter (tenant_id, issued_on desc, id desc);`;

const FENCES = `
call secure_tenant_table('reader');
call secure_tenant_table('retrieval');
call secure_tenant_table('copy_request');
call secure_tenant_table('use_restriction');
call secure_tenant_table('use_setting');
call secure_tenant_table('borrowing');
call secure_tenant_table('use_effect');
call secure_tenant_table('commitment_letter', commands => 'select, insert');
-- The schedule looks for tenants with something to remind of, by day and state alone.
create policy system_select on borrowing for select to lantai_system using (true);
grant select (tenant_id, state, due_on, effect_ask_on) on borrowing to lantai_system;
create policy system_select_ask on reading_visit for select to lantai_system using (effect_ask_on is not null);
grant select (tenant_id, effect_ask_on, state) on reading_visit to lantai_system;`;
