import { type Kysely, sql } from 'kysely';

const WORK = `
-- 数字化批次: records that leave the store to be scanned, and come back.
create table digitisation_batch (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null check (year between 1949 and 2999),
  number int not null,
  batch_number text not null,
  name text not null,
  category_code text,
  filing_year smallint,
  planned_from date not null,
  planned_to date not null check (planned_to >= planned_from),
  estimated_pages int check (estimated_pages >= 0),
  place text not null default 'on_site' check (place in ('on_site', 'off_site')),
  vendor_name text,
  contract_number text,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  -- How often the sample was drawn; the next one has the next number.
  sample_round int not null default 0,
  accepted_on date,
  done_on date,
  check_job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, year, number),
  constraint digitisation_batch_done check ((state = 'done') = (done_on is not null))
);
create index digitisation_batch_recent on digitisation_batch (tenant_id, created_at desc, id desc);

-- Where each record of a batch is on its way: the step that was done last.
create table digitisation_item (
  tenant_id int not null,
  batch_id uuid not null,
  item_id uuid not null,
  sort_key text collate "C" not null,
  step text not null default 'listed' check (step in ('listed', 'out', 'prepared', 'scanned', 'processed', 'checked', 'linked', 'returned', 'withdrawn')),
  step_at timestamptz(3) not null default now(),
  -- False from its return on: then it may go into another batch.
  is_active boolean not null default true,
  box_id uuid,
  box_label text,
  out_id uuid,
  paper_pages int check (paper_pages >= 1),
  is_sent_back boolean not null default false,
  note text,
  primary key (tenant_id, batch_id, item_id),
  foreign key (tenant_id, batch_id) references digitisation_batch (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, box_id) references box (tenant_id, id),
  foreign key (tenant_id, out_id) references storage_out (tenant_id, id)
);
create unique index digitisation_item_once on digitisation_item (tenant_id, item_id) where is_active;
create index digitisation_item_order on digitisation_item (tenant_id, batch_id, sort_key, item_id);
create index digitisation_item_step on digitisation_item (tenant_id, batch_id, step, sort_key, item_id);

-- 谁、何时: one line for each step of each record.
create table digitisation_step (
  tenant_id int not null,
  id uuid not null,
  seq bigint generated always as identity,
  batch_id uuid not null,
  item_id uuid not null,
  step text not null check (step in ('out', 'prepared', 'scanned', 'processed', 'checked', 'linked', 'returned', 'withdrawn', 'sent_back')),
  done_at timestamptz(3) not null default now(),
  done_by uuid,
  done_by_name text not null,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, batch_id, item_id) references digitisation_item (tenant_id, batch_id, item_id)
);
create index digitisation_step_of on digitisation_step (tenant_id, batch_id, step, seq);
create index digitisation_step_item on digitisation_step (tenant_id, batch_id, item_id, seq);

-- 画幅: one image. A second scan of it takes its place in the row, so that it never counts twice.
create table scan_page (
  tenant_id int not null,
  id uuid not null,
  batch_id uuid not null,
  item_id uuid not null,
  file_id uuid not null,
  -- From 1: which page of the file.
  file_page int not null check (file_page >= 1),
  sequence int not null check (sequence >= 1),
  -- How many pages of paper it shows; 0: a doublet that is kept and not counted.
  pages_covered smallint not null default 1 check (pages_covered between 0 and 2),
  rescans int not null default 0,
  qc_state text not null default 'open' check (qc_state in ('open', 'passed', 'failed')),
  qc_passed_on date,
  link_state text not null default 'open' check (link_state in ('open', 'linked')),
  linked_on date,
  facts jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, item_id, sequence),
  foreign key (tenant_id, batch_id, item_id) references digitisation_item (tenant_id, batch_id, item_id),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id),
  constraint scan_page_passed check ((qc_state = 'passed') = (qc_passed_on is not null)),
  constraint scan_page_linked check ((link_state = 'linked') = (linked_on is not null)),
  constraint scan_page_order check (link_state = 'open' or qc_state = 'passed')
);
create index scan_page_batch on scan_page (tenant_id, batch_id, item_id, sequence, id);
create index scan_page_file on scan_page (tenant_id, file_id);
create index scan_page_linked_day on scan_page (tenant_id, linked_on, id) where link_state = 'linked';
create index scan_page_passed_day on scan_page (tenant_id, qc_passed_on, id) where qc_state = 'passed';

-- 扫描情况 of a record: done on a day, or left out by rule.
create table item_scan (
  tenant_id int not null,
  item_id uuid not null,
  done_on date,
  excluded_on date,
  exclusion text,
  primary key (tenant_id, item_id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  constraint item_scan_one check (num_nonnulls(done_on, excluded_on) = 1),
  constraint item_scan_reason check ((excluded_on is null) = (exclusion is null))
);
`;

const QUALITY = `
-- 质检规则 of the unit, in versions; before the first the standard one holds.
create table digitisation_rule (
  tenant_id int not null references tenant (id),
  version int not null check (version >= 1),
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  source text not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, version)
);

-- 质检问题: found by the machine or by a person looking.
create table scan_finding (
  tenant_id int not null,
  id uuid not null,
  batch_id uuid not null,
  page_id uuid not null,
  -- The file in which it was found: a new scan is looked at afresh.
  file_id uuid not null,
  kind text not null check (kind in ('blank', 'blur', 'skew', 'resolution', 'colour', 'size', 'doubled', 'unreadable', 'missing', 'wrong_order', 'cut', 'stain', 'wrong_record', 'other')),
  origin text not null check (origin in ('machine', 'person')),
  measured numeric(14, 4),
  threshold numeric(14, 4),
  other_page_id uuid,
  rule_version text not null,
  state text not null default 'open' check (state in ('open', 'dismissed', 'fixed')),
  note text,
  found_at timestamptz(3) not null default now(),
  decided_by_name text,
  decided_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, page_id, file_id, kind),
  foreign key (tenant_id, batch_id) references digitisation_batch (tenant_id, id),
  foreign key (tenant_id, page_id) references scan_page (tenant_id, id),
  foreign key (tenant_id, other_page_id) references scan_page (tenant_id, id),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id),
  constraint scan_finding_decided check (state <> 'dismissed' or (note is not null and decided_by_name is not null))
);
create index scan_finding_list on scan_finding (tenant_id, batch_id, state, id);

-- 抽检: drawn from a seed over a frozen population, so that anybody can draw it again.
create table scan_sample (
  tenant_id int not null,
  id uuid not null,
  batch_id uuid not null,
  round int not null,
  seed text not null,
  population int not null check (population >= 1),
  size int not null check (size between 1 and population),
  rule_version text not null,
  settings jsonb not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'sent_back')),
  wrong_pages int,
  error_rate numeric(7, 4),
  drawn_by_name text not null,
  drawn_at timestamptz(3) not null default now(),
  decided_by_name text,
  decided_at timestamptz(3),
  opinion text,
  primary key (tenant_id, id),
  unique (tenant_id, batch_id, round),
  foreign key (tenant_id, batch_id) references digitisation_batch (tenant_id, id)
);
create unique index scan_sample_open on scan_sample (tenant_id, batch_id) where state = 'open';
create table scan_sample_page (
  tenant_id int not null,
  sample_id uuid not null,
  place int not null,
  page_id uuid not null,
  file_id uuid not null,
  outcome text check (outcome in ('right', 'wrong')),
  kinds text[] not null default '{}',
  note text,
  looked_by_name text,
  looked_at timestamptz(3),
  primary key (tenant_id, sample_id, place),
  unique (tenant_id, sample_id, page_id),
  foreign key (tenant_id, sample_id) references scan_sample (tenant_id, id),
  foreign key (tenant_id, page_id) references scan_page (tenant_id, id),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id)
);
`;

const VENDORS = `
-- 外包人员查阅: a named person of a vendor may look at the records of one batch until an instant.
create table digitisation_access (
  tenant_id int not null,
  id uuid not null,
  batch_id uuid not null,
  vendor_tenant_id int not null references tenant (id),
  vendor_name text not null,
  account_id uuid not null,
  person_name text not null,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3) not null check (valid_to > valid_from),
  reason text not null,
  revoked_at timestamptz(3),
  revoked_by_name text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, batch_id) references digitisation_batch (tenant_id, id)
);
create index digitisation_access_batch on digitisation_access (tenant_id, batch_id, created_at desc, id);
create index digitisation_access_account on digitisation_access (account_id, vendor_tenant_id) where revoked_at is null;

call secure_tenant_table('digitisation_batch');
call secure_tenant_table('digitisation_item');
call secure_tenant_table('digitisation_step', commands => 'select, insert');
call secure_tenant_table('scan_page');
call secure_tenant_table('item_scan', commands => 'select, insert, update, delete');
call secure_tenant_table('digitisation_rule', commands => 'select, insert');
call secure_tenant_table('scan_finding');
call secure_tenant_table('scan_sample');
call secure_tenant_table('scan_sample_page');
call secure_tenant_table('digitisation_access');

create policy definer_select on digitisation_access for select to lantai_definer using (true);
create policy definer_select on digitisation_batch for select to lantai_definer using (true);
grant select on digitisation_access, digitisation_batch to lantai_definer;
create policy definer_select on account for select to lantai_definer using (true);
grant select (id, login_name) on account to lantai_definer;

create function app_read_batch() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_batch', true), '')::uuid $$;

-- A person of a vendor is found by the vendor's address and the person's sign-in name, both of which must be known.
create function find_vendor_person(p_slug text, p_login text)
returns table (vendor_tenant_id int, vendor_name text, account_id uuid, person_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, tenant_name_on(t.id), a.id, m.display_name
  from tenant t join membership m on m.tenant_id = t.id join account a on a.id = m.account_id
  where t.slug = p_slug and t.kind = 'vendor' and t.closed_on is null and a.login_name = p_login and m.state = 'active' and 'vendor_staff' = any (m.roles)
    and (m.valid_to is null or m.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date)
$$;

-- What the person of this transaction may look at, by the database's clock, as long as they work for the vendor.
create function live_batch_accesses()
returns table (access_id uuid, unit_tenant_id int, unit_slug text, unit_name text, batch_id uuid, batch_number text, batch_name text, valid_to timestamptz, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id, x.tenant_id, t.slug, tenant_name_on(t.id), b.id, b.batch_number, b.name, x.valid_to, x.reason
  from digitisation_access x join digitisation_batch b on b.tenant_id = x.tenant_id and b.id = x.batch_id join tenant t on t.id = x.tenant_id
  where x.vendor_tenant_id = app_tenant() and x.account_id = app_account() and x.revoked_at is null and b.state = 'running'
    and x.valid_from <= clock_timestamp() and x.valid_to > clock_timestamp()
    and exists (select 1 from membership m where m.tenant_id = app_tenant() and m.account_id = app_account() and m.state = 'active'
      and (m.valid_to is null or m.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date))
$$;

create function enter_batch_access(p_access uuid) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare unit int; batch uuid;
begin
  select a.unit_tenant_id, a.batch_id into unit, batch from live_batch_accesses() a where a.access_id = p_access;
  perform set_config('app.read_tenants', case when unit is null then '' else array[unit]::text end, true),
    set_config('app.read_class', case when unit is null then '' else 'digitisation' end, true),
    set_config('app.read_batch', coalesce(batch::text, ''), true);
  return unit;
end $$;

-- No event, no look: written into the log of the unit whose records are seen.
create function audit_batch_look(p_access uuid, p_action text, p_object_kind text, p_object_id text, p_object_label text, p_detail jsonb, p_request_id text)
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int;
begin
  insert into audit_event (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, grant_id, request_id)
  select a.unit_tenant_id, gen_random_uuid(), app_account(), m.display_name, app_tenant(), tenant_name_on(app_tenant()), p_action, p_object_kind, p_object_id, p_object_label, p_detail, a.access_id, p_request_id
  from live_batch_accesses() a join membership m on m.tenant_id = app_tenant() and m.account_id = app_account()
  where a.access_id = p_access;
  get diagnostics n = row_count;
  if n <> 1 then
    raise exception 'GRANT_NOT_LIVE' using errcode = 'insufficient_privilege';
  end if;
  return n;
end $$;

create policy vendor_select on digitisation_item for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'digitisation' and batch_id = app_read_batch());
create policy vendor_select on scan_page for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'digitisation' and batch_id = app_read_batch());
create policy vendor_select on archive_item for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'digitisation' and state = 'filed'
  and exists (select 1 from digitisation_item d where d.tenant_id = archive_item.tenant_id and d.item_id = archive_item.id and d.batch_id = app_read_batch() and d.is_active));
create policy vendor_select on digital_file for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'digitisation' and state = 'stored'
  and exists (select 1 from scan_page p where p.tenant_id = digital_file.tenant_id and p.file_id = digital_file.id and p.batch_id = app_read_batch())
  and exists (select 1 from digitisation_item d where d.tenant_id = digital_file.tenant_id and d.item_id = digital_file.item_id and d.batch_id = app_read_batch() and d.is_active));
-- The fonds of those records, for its number: their own policy decides.
create policy vendor_select on fonds for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'digitisation'
  and exists (select 1 from archive_item i where i.tenant_id = fonds.tenant_id and i.fonds_id = fonds.id));
grant select on digitisation_item, scan_page to lantai_reader;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function find_vendor_person(text, text) owner to lantai_definer;
alter function live_batch_accesses() owner to lantai_definer;
alter function enter_batch_access(uuid) owner to lantai_definer;
alter function audit_batch_look(uuid, text, text, text, text, jsonb, text) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function app_read_batch(), find_vendor_person(text, text), live_batch_accesses(), enter_batch_access(uuid),
  audit_batch_look(uuid, text, text, text, text, jsonb, text) from public;
grant execute on function app_read_batch() to lantai_app, lantai_reader, lantai_system, lantai_definer;
grant execute on function find_vendor_person(text, text) to lantai_app;
grant execute on function live_batch_accesses() to lantai_reader, lantai_definer;
grant execute on function enter_batch_access(uuid), audit_batch_look(uuid, text, text, text, text, jsonb, text) to lantai_reader;
`;

/** 数字化批次: the seven steps, frames, quality, samples, and what a vendor's people may look at. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(`${WORK}${QUALITY}${VENDORS}`).execute(db);
};
