import { type Kysely, sql } from 'kysely';

/** 统计年报: forms of a bureau's own, what a unit fills in, and what it hands up. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- The national forms stand in code. These are a bureau's own; units read them in the call that asks for them.
create table statistical_form (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null,
  definition jsonb not null,
  version int not null default 1,
  state text not null default 'draft' check (state in ('draft', 'issued', 'retired')),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
call secure_tenant_table('statistical_form');

-- form_key: the code of a national form, or the id of the bureau's own one. Computed cells are never kept here.
create table statistical_return (
  tenant_id int not null references tenant (id),
  id uuid not null,
  form_key text not null,
  year smallint not null,
  entered jsonb not null default '{}',
  explanations jsonb not null default '{}',
  row_version int not null default 1,
  updated_by uuid not null,
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, form_key, year)
);
call secure_tenant_table('statistical_return');

-- own: filled in from the unit's own records. rolled_up: the sum of what its units had handed up, with their parts.
create table statistical_submission (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3),
  form_key text not null,
  form jsonb not null,
  year smallint not null,
  as_of date not null,
  basis text not null default 'own' check (basis in ('own', 'rolled_up')),
  cells jsonb not null,
  problems jsonb not null default '[]',
  parts jsonb not null default '[]',
  state text not null default 'released' check (state in ('released', 'superseded')),
  unit_name text not null,
  submitted_by uuid not null,
  submitted_by_name text not null,
  submitted_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create unique index statistical_submission_current on statistical_submission (tenant_id, addressee_tenant_id, form_key, year, basis)
  where state <> 'superseded';
create index statistical_submission_addressee on statistical_submission (addressee_tenant_id, year, form_key);
call secure_tenant_table('statistical_submission', addressed => true);

do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['statistics_call', 'statistics_return', 'statistics_acceptance'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_statistics_sent on dispatch (tenant_id, (body ->> 'year'), dispatched_at)
  where kind in ('statistics_call', 'statistics_return', 'statistics_acceptance');
create index dispatch_statistics_received on dispatch (addressee_tenant_id, (body ->> 'year'), dispatched_at)
  where kind in ('statistics_call', 'statistics_return', 'statistics_acceptance');
`)
    .execute(db);
};
