import { type Kysely, sql } from 'kysely';

/** 档案服务外包: the unit's filing before the work starts, the bureau's standing of a provider, 外包服务检查 as a kind. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- The unit's own row; it reaches the bureau as a dispatch, and the bureau's word comes back as one.
create table outsourcing_filing (
  tenant_id int not null references tenant (id),
  id uuid not null,
  provider_name text not null check (length(provider_name) between 1 and 100),
  provider_code text not null check (provider_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  service_type text not null check (service_type in ('arrange', 'digitise', 'storage', 'system', 'destroy')),
  contract_number text not null,
  work_scope text not null,
  work_place text not null check (work_place in ('onsite', 'offsite')),
  site_address text not null,
  amount_yuan numeric(14, 2) check (amount_yuan >= 0),
  start_on date not null,
  end_on date not null check (end_on >= start_on),
  capability text not null,
  secrecy_terms text not null,
  media_return text not null,
  staff jsonb not null check (jsonb_typeof(staff) = 'array'),
  state text not null default 'draft' check (state in ('draft', 'submitted')),
  submission_id uuid,
  submitted_on date,
  bureau_name text,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((state = 'submitted') = (submission_id is not null and submitted_on is not null))
);
create index outsourcing_filing_recent on outsourcing_filing (tenant_id, start_on desc, id desc);
create table outsourcing_filing_file (
  tenant_id int not null,
  filing_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, filing_id, object_id),
  foreign key (tenant_id, filing_id) references outsourcing_filing (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
-- 服务企业名录: what a bureau says of a provider beside the contracts that name it.
create table outsourcing_provider (
  tenant_id int not null references tenant (id),
  code text not null check (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  standing text not null check (standing in ('listed', 'watched', 'barred')),
  reason text not null check (length(reason) between 1 and 500),
  set_by_name text not null,
  set_on date not null,
  row_version int not null default 1,
  primary key (tenant_id, code)
);
call secure_tenant_table('outsourcing_filing');
call secure_tenant_table('outsourcing_filing_file', commands => 'select, insert, update, delete');
call secure_tenant_table('outsourcing_provider');

alter table inspection_campaign drop constraint inspection_campaign_kind_check;
alter table inspection_campaign add constraint inspection_campaign_kind_check
  check (kind in ('administrative', 'enforcement', 'special', 'provider', 'revisit'));
alter table inspection_plan_line drop constraint inspection_plan_line_kind_check;
alter table inspection_plan_line add constraint inspection_plan_line_kind_check
  check (kind in ('administrative', 'enforcement', 'special', 'provider', 'revisit'));

do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['outsourcing_filing', 'outsourcing_decision', 'incident_report', 'incident_instruction'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create unique index dispatch_outsourcing_once on dispatch (tenant_id, in_reply_to) where kind = 'outsourcing_decision';
create index dispatch_outsourcing_received on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'outsourcing_filing';
create index dispatch_incident on dispatch (addressee_tenant_id, object_id, dispatched_at) where kind in ('incident_report', 'incident_instruction');
`)
    .execute(db);
};
