import { type Kysely, sql } from 'kysely';

/** 接收登记, 移交进馆, 年度接收计划, 征集, 退休人员名册, 开放决定. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(REGISTER).execute(db);
  await sql.raw(TRANSFER).execute(db);
  await sql.raw(COLLECTION_AND_OPENING).execute(db);
  await sql.raw(OVER_THE_BORDER).execute(db);
};

const REGISTER = `
-- One delivery that was taken in, from whomever it came.
create table accession (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null,
  number int not null,
  accession_number text not null,
  source_kind text not null check (source_kind in ('department', 'unit', 'enterprise', 'donor')),
  -- Who delivers, in the words of the annual figures.
  transferor_kind text not null check (transferor_kind in ('internal', 'township', 'department', 'institution', 'enterprise', 'village', 'person', 'other')),
  transferor_ownership text check (transferor_ownership in ('central', 'province', 'city', 'district')),
  source_tenant_id int references tenant (id),
  source_name text not null,
  mode text not null check (mode in ('filing', 'transfer', 'gift', 'purchase', 'copy', 'deposit')),
  programme text check (programme in ('soe_retirees')),
  topics text[] not null default '{}',
  is_digital_copy boolean not null default false,
  received_on date not null,
  accepted_on date,
  state text not null default 'accepted' check (state in ('accepted', 'void')),
  fonds_id uuid,
  place text,
  handed_over_by text,
  handled_by text not null,
  remarks text,
  void_reason text,
  intake_id uuid,
  donation_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, year, number),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create index accession_recent on accession (tenant_id, received_on desc, id desc);
create index accession_accepted on accession (tenant_id, accepted_on) where state = 'accepted';
create unique index accession_intake on accession (tenant_id, intake_id) where intake_id is not null;
create unique index accession_donation on accession (tenant_id, donation_id) where donation_id is not null;
-- What it consists of: a category may be counted in several units.
create table accession_line (
  tenant_id int not null,
  accession_id uuid not null,
  position int not null,
  category_code text not null,
  unit text not null check (unit in ('volume', 'piece', 'sheet', 'box', 'book', 'gigabyte', 'person')),
  quantity numeric(14, 3) not null check (quantity > 0),
  year_from smallint,
  year_to smallint,
  primary key (tenant_id, accession_id, position),
  foreign key (tenant_id, accession_id) references accession (tenant_id, id),
  check (year_to >= year_from)
);
-- 退休人员名册. Identity numbers are masked before they are kept.
create table retiree (
  tenant_id int not null,
  id uuid not null,
  accession_id uuid not null,
  position int not null,
  person_name text not null,
  name_initials text not null,
  id_masked text,
  volume_count int not null check (volume_count between 0 and 100),
  file_number text,
  retired_on date,
  remarks text,
  primary key (tenant_id, id),
  unique (tenant_id, accession_id, position),
  foreign key (tenant_id, accession_id) references accession (tenant_id, id)
);
create index retiree_name on retiree (tenant_id, person_name, id);
create index retiree_initials on retiree (tenant_id, name_initials text_pattern_ops, id);
create unique index archive_item_origin on archive_item (tenant_id, origin_tenant_id, origin_item_id) where origin_item_id is not null;
`;

const TRANSFER = `
-- 移交批次, kept by the unit that transfers.
create table transfer_batch (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null,
  number int not null,
  batch_number text not null,
  title text not null,
  archives_tenant_id int not null references tenant (id),
  archives_name text not null,
  fonds_id uuid not null,
  basis text not null check (basis in ('due', 'early', 'closed_fonds', 'unsafe', 'other')),
  state text not null default 'draft' check (state in ('draft', 'checked', 'sending', 'submitted', 'returned', 'accepted', 'rejected', 'cancelled')),
  round int not null default 1,
  open_opinion text,
  disclosure_status text,
  secrecy_status text,
  four_property text,
  description text,
  checked_at timestamptz(3),
  signed_by uuid,
  signed_name text,
  signed_on date,
  dispatch_id uuid,
  plan_dispatch_id uuid,
  job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, year, number),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create index transfer_batch_recent on transfer_batch (tenant_id, created_at desc, id desc);
create table transfer_item (
  tenant_id int not null,
  batch_id uuid not null,
  item_id uuid not null,
  sort_key text collate "C" not null,
  state text not null default 'listed' check (state in ('listed', 'sent', 'accepted', 'returned')),
  problems jsonb not null default '[]',
  is_wrong boolean not null default false,
  round int not null default 1,
  reason text,
  archives_code text,
  primary key (tenant_id, batch_id, item_id),
  foreign key (tenant_id, batch_id) references transfer_batch (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index transfer_item_order on transfer_item (tenant_id, batch_id, sort_key, item_id);
-- A record is in one transfer at a time.
create unique index transfer_item_once on transfer_item (tenant_id, item_id);
-- The answers of the archives that were entered here: each once.
create table transfer_receipt (
  tenant_id int not null,
  batch_id uuid not null,
  answer_dispatch_id uuid not null,
  round int not null,
  accepted_count int not null,
  returned_count int not null,
  accepted_on date not null,
  received_by_name text not null,
  taken_by uuid not null,
  taken_at timestamptz(3) not null default now(),
  primary key (tenant_id, answer_dispatch_id),
  foreign key (tenant_id, batch_id) references transfer_batch (tenant_id, id)
);

-- 接收审核, kept by the archives: one delivery of one batch.
create table transfer_intake (
  tenant_id int not null references tenant (id),
  id uuid not null,
  sender_tenant_id int not null references tenant (id),
  sender_name text not null,
  sender_kind text not null,
  dispatch_id uuid not null,
  batch_id uuid not null,
  batch_number text not null,
  title text not null,
  round int not null,
  state text not null default 'checking' check (state in ('checking', 'pending_review', 'accepting', 'accepted', 'rejected', 'failed')),
  facts jsonb not null default '{}',
  item_count int not null default 0,
  box_count int not null default 0,
  fonds_id uuid,
  accession_id uuid,
  answer_dispatch_id uuid,
  place text,
  decided_by_name text,
  decided_on date,
  error_code text,
  job_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, dispatch_id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id),
  foreign key (tenant_id, accession_id) references accession (tenant_id, id)
);
create index transfer_intake_recent on transfer_intake (tenant_id, created_at desc, id desc);
create table transfer_intake_item (
  tenant_id int not null,
  intake_id uuid not null,
  origin_item_id uuid not null,
  sort_key text collate "C" not null,
  record jsonb not null,
  decision text not null default 'open' check (decision in ('open', 'accepted', 'returned')),
  problems jsonb not null default '[]',
  is_wrong boolean not null default false,
  reason text,
  item_id uuid,
  archives_code text,
  primary key (tenant_id, intake_id, origin_item_id),
  foreign key (tenant_id, intake_id) references transfer_intake (tenant_id, id)
);
create index transfer_intake_item_order on transfer_intake_item (tenant_id, intake_id, sort_key, origin_item_id);

-- 年度接收计划.
create table intake_plan (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null,
  title text not null,
  requirement text not null,
  state text not null default 'draft' check (state in ('draft', 'issued', 'closed')),
  issued_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create table intake_plan_unit (
  tenant_id int not null,
  plan_id uuid not null,
  unit_tenant_id int not null references tenant (id),
  unit_name text not null,
  unit_kind text not null,
  scope text not null,
  year_from smallint not null,
  year_to smallint not null check (year_to >= year_from),
  due_on date not null,
  dispatch_id uuid,
  primary key (tenant_id, plan_id, unit_tenant_id),
  foreign key (tenant_id, plan_id) references intake_plan (tenant_id, id)
);
create unique index intake_plan_unit_dispatch on intake_plan_unit (tenant_id, dispatch_id) where dispatch_id is not null;
`;

const COLLECTION_AND_OPENING = `
create table collection_appeal (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  notice text not null,
  published_on date not null,
  ends_on date,
  state text not null default 'open' check (state in ('open', 'closed')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
-- 征集: from the offer to the certificate.
create table donation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  year smallint not null,
  number int not null,
  donation_number text not null,
  appeal_id uuid,
  mode text not null check (mode in ('gift', 'purchase', 'copy', 'deposit')),
  donor_name text not null,
  donor_contact text,
  title text not null,
  description text,
  category_code text not null,
  unit text not null check (unit in ('volume', 'piece', 'sheet', 'box', 'book', 'gigabyte')),
  quantity numeric(14, 3) not null check (quantity > 0),
  topics text[] not null default '{}',
  story text,
  state text not null default 'offered' check (state in ('offered', 'valued', 'agreed', 'accepted', 'declined')),
  offered_on date not null,
  valuation text,
  valued_amount numeric(14, 2) check (valued_amount >= 0),
  valued_by text,
  valued_on date,
  decision_reason text,
  terms text,
  agreed_on date,
  certificate_number text,
  accession_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, year, number),
  foreign key (tenant_id, appeal_id) references collection_appeal (tenant_id, id),
  foreign key (tenant_id, accession_id) references accession (tenant_id, id)
);
create index donation_recent on donation (tenant_id, offered_on desc, id desc);

create table opening_decision (
  tenant_id int not null references tenant (id),
  id uuid not null,
  decision_number text not null,
  outcome text not null check (outcome in ('open', 'controlled', 'delayed')),
  reason_code text check (reason_code in ('STATE_SECURITY', 'PERSONAL_INFO', 'TRADE_SECRET', 'INVESTIGATION', 'SUBMITTER_ADVICE', 'OTHER')),
  reason text,
  delayed_until date,
  approved_by text,
  decided_on date not null,
  published_on date,
  selection jsonb not null,
  state text not null default 'applying' check (state in ('applying', 'done')),
  item_count int not null default 0,
  job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, decision_number),
  check (published_on is null or (outcome = 'open' and published_on >= decided_on)),
  check (outcome = 'open' or reason_code is not null)
);
create index opening_decision_recent on opening_decision (tenant_id, decided_on desc, id desc);
create table opening_decision_item (
  tenant_id int not null,
  decision_id uuid not null,
  item_id uuid not null,
  flag_before text not null,
  published_before date,
  primary key (tenant_id, decision_id, item_id),
  foreign key (tenant_id, decision_id) references opening_decision (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index opening_decision_item_history on opening_decision_item (tenant_id, item_id);
-- What still keeps a year of the holdings from being open.
create index archive_item_unopened on archive_item (tenant_id, filing_year, code_sort, id)
  where accessioned_on is not null and left_on is null and state = 'filed'
    and (open_flag = 'unreviewed' or (open_flag = 'open' and published_on is null));

call secure_tenant_table('accession');
call secure_tenant_table('accession_line', commands => 'select, insert');
call secure_tenant_table('retiree', commands => 'select, insert');
call secure_tenant_table('transfer_batch');
call secure_tenant_table('transfer_item', commands => 'select, insert, update, delete');
call secure_tenant_table('transfer_receipt', commands => 'select, insert');
call secure_tenant_table('transfer_intake');
call secure_tenant_table('transfer_intake_item');
call secure_tenant_table('intake_plan');
call secure_tenant_table('intake_plan_unit', commands => 'select, insert, update, delete');
call secure_tenant_table('collection_appeal');
call secure_tenant_table('donation');
call secure_tenant_table('opening_decision');
call secure_tenant_table('opening_decision_item', commands => 'select, insert');

-- What has left with its transfer is evidence: nothing of its description changes any more. Marks are the unit's own.
create function keep_left_item() returns trigger language plpgsql set search_path = public, pg_temp as $$
-- date_sort is generated: here it is not computed yet.
declare free text[] := array['search_text', 'search_tokens', 'search_initials', 'updated_at', 'row_version', 'box_id', 'box_number', 'topics', 'date_sort'];
begin
  if (to_jsonb(new) - free) <> (to_jsonb(old) - free) then
    raise exception 'ITEM_TRANSFERRED' using errcode = 'check_violation', constraint = 'archive_item_transferred';
  end if;
  return new;
end $$;
create trigger archive_item_left before update on archive_item for each row when (old.left_on is not null) execute function keep_left_item();
grant execute on function keep_left_item() to lantai_app, lantai_system;
`;

const OVER_THE_BORDER = `
-- The archives that take in a unit's records: those beside the nearest authority above it. Below a city it is ten years
-- until they are due, from a city on twenty (Implementing Regulations of the Archives Law, art. 20).
create function archives_of(p_tenant int) returns table (archives_tenant_id int, term_years int)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive live as (
    select s.supervisor_tenant_id, s.unit_tenant_id from supervision s, (select (now() at time zone 'Asia/Shanghai')::date as today) d
    where s.valid_from <= d.today and (s.valid_to is null or s.valid_to > d.today)
  ), up as (
    select p_tenant as id, 0 as depth
    union
    select l.supervisor_tenant_id, u.depth + 1 from up u join live l on l.unit_tenant_id = u.id where u.depth < 8
  ), found as (
    select r.id, u.id as authority, u.depth, min(u.depth) over () as nearest from up u join live l on l.supervisor_tenant_id = u.id
    join tenant r on r.id = l.unit_tenant_id and r.kind = 'repository' and r.id <> p_tenant and r.closed_on is null
  )
  select f.id, case when exists (select 1 from live l join tenant b on b.id = l.unit_tenant_id and b.kind = 'bureau' where l.supervisor_tenant_id = f.authority) then 20 else 10 end
  from found f where f.depth = f.nearest and not exists (select 1 from tenant t where t.id = p_tenant and t.kind in ('repository', 'vendor'))
$$;

-- Of the tenant of this transaction: the archives it transfers to, or the units that transfer to it.
create function transfer_partners()
returns table (tenant_id int, slug text, kind text, name text, is_archives boolean, term_years int)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive live as (
    select s.supervisor_tenant_id, s.unit_tenant_id from supervision s, (select (now() at time zone 'Asia/Shanghai')::date as today) d
    where s.valid_from <= d.today and (s.valid_to is null or s.valid_to > d.today)
  ), down as (
    select l.supervisor_tenant_id as id, 0 as depth from live l join tenant me on me.id = l.unit_tenant_id and me.kind = 'repository'
    where l.unit_tenant_id = app_tenant()
    union
    select l.unit_tenant_id, d.depth + 1 from down d join live l on l.supervisor_tenant_id = d.id
    where d.depth < 8 and not exists (select 1 from live n join tenant r on r.id = n.unit_tenant_id and r.kind = 'repository' and r.closed_on is null
      where n.supervisor_tenant_id = l.unit_tenant_id)
  )
  select t.id, t.slug, t.kind, tenant_name_on(t.id), true, a.term_years from archives_of(app_tenant()) a join tenant t on t.id = a.archives_tenant_id
  union
  select t.id, t.slug, t.kind, tenant_name_on(t.id), false, null from down d join tenant t on t.id = d.id
  where t.kind not in ('repository', 'vendor') and t.closed_on is null
$$;

-- A transfer also goes between a unit and its archives, which stand side by side below one authority.
create or replace function check_addressee() returns trigger language plpgsql as $$
declare down boolean := supervises(new.tenant_id, new.addressee_tenant_id);
        up boolean := supervises(new.addressee_tenant_id, new.tenant_id);
        beside boolean := false;
begin
  if tg_table_name = 'dispatch' and not down and not up then
    beside := new.kind in ('transfer', 'transfer_answer', 'intake_plan', 'receipt') and (
      exists (select 1 from archives_of(new.tenant_id) a where a.archives_tenant_id = new.addressee_tenant_id)
      or exists (select 1 from archives_of(new.addressee_tenant_id) a where a.archives_tenant_id = new.tenant_id));
  end if;
  if (tg_table_name = 'access_grant' and not down) or (tg_table_name = 'figure_release' and not up) or not (down or up or beside) then
    raise exception 'ADDRESSEE_NOT_RELATED' using errcode = 'check_violation', constraint = 'addressee_related';
  end if;
  return new;
end $$;

-- More kinds of 往来, beside those that stand there already.
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['transfer', 'transfer_answer', 'intake_plan'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
-- One answer on one delivery.
create unique index dispatch_transfer_once on dispatch (tenant_id, in_reply_to) where kind = 'transfer_answer';

grant create on schema public to lantai_definer;
alter function archives_of(int) owner to lantai_definer;
alter function transfer_partners() owner to lantai_definer;
revoke create on schema public from lantai_definer;
grant execute on function archives_of(int) to lantai_app, lantai_definer;
grant execute on function transfer_partners() to lantai_app;
`;
