import { type Kysely, sql } from 'kysely';

/** 年度归档情况报送: what a unit hands up of a filing year. Reminders and collection checks as kinds of 往来. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- A frozen summary, a new row each time it is handed up; the newest counts. The supervisor opens no other table of the unit.
create table filing_year_release (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  unit_name text not null,
  filing_year smallint not null check (filing_year between 1900 and 2999),
  state text not null check (state in ('open', 'closed')),
  closed_on date,
  -- Open: the earliest day of what is missing. Closed: the last day of all that was planned.
  due_on date not null,
  -- As it was on the day of the release.
  days_late int not null check (days_late >= 0),
  expected_count int not null,
  accepted_count int not null,
  missing_count int not null,
  -- Records of the year under a final code.
  filed_count int not null,
  checked_on date,
  check_errors int,
  lines jsonb not null default '[]' check (jsonb_typeof(lines) = 'array'),
  note text,
  released_by uuid not null,
  released_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check (tenant_id <> addressee_tenant_id),
  check ((state = 'closed') = (closed_on is not null))
);
create index filing_year_release_seen on filing_year_release (addressee_tenant_id, filing_year, tenant_id, created_at desc, id desc);
create index filing_year_release_own on filing_year_release (tenant_id, filing_year, created_at desc, id desc);
call secure_tenant_table('filing_year_release', addressed => true, commands => 'select, insert');

-- A release goes upwards only.
create function check_released_upwards() returns trigger language plpgsql as $$
begin
  if not supervises(new.addressee_tenant_id, new.tenant_id) then
    raise exception 'ADDRESSEE_NOT_RELATED' using errcode = 'check_violation', constraint = 'addressee_related';
  end if;
  return new;
end $$;
grant execute on function check_released_upwards() to lantai_app, lantai_system;
create trigger addressee_related before insert or update of addressee_tenant_id on filing_year_release
  for each row execute function check_released_upwards();

do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['filing_reminder', 'collection_check', 'collection_answer', 'collection_verdict'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
-- One verdict on one answer.
create unique index dispatch_verdict_once on dispatch (tenant_id, kind, in_reply_to) where kind = 'collection_verdict';
create index dispatch_filing_out on dispatch (tenant_id, kind, addressee_tenant_id, dispatched_at desc) where kind in ('filing_reminder', 'collection_check');
create index dispatch_filing_in on dispatch (addressee_tenant_id, kind, dispatched_at desc) where kind in ('filing_reminder', 'collection_check');
`)
    .execute(db);
};
