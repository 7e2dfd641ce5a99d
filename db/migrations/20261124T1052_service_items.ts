import { type Kysely, sql } from 'kysely';

/**
 * 政务服务事项: what a reading room offers, by which steps and within which time. What the public reads is what was put
 * before it, with the times as they were measured that day: nobody outside reads a case.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table service_item (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- 事项编码 of the government counter's list.
  code text not null check (length(code) between 1 and 40),
  name text not null check (length(name) between 1 and 100),
  basis text not null default '' check (length(basis) <= 500),
  audience text not null default '' check (length(audience) <= 200),
  documents text not null default '' check (length(documents) <= 1000),
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  -- 承诺时限, in working days from the day of asking; 0 is the same day.
  promised_days smallint not null check (promised_days between 0 and 60),
  -- 法定时限, where there is one.
  legal_days smallint check (legal_days between 1 and 180),
  place text not null default '' check (length(place) <= 200),
  phone text not null default '' check (length(phone) <= 60),
  state text not null default 'current' check (state in ('current', 'ended')),
  published_at timestamptz(3),
  published_by_name text,
  -- What the public reads: the item and its measured times, frozen.
  published jsonb check (jsonb_typeof(published) = 'object'),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((published_at is null) = (published_by_name is null) and (published_at is null) = (published is null))
);
create unique index service_item_code on service_item (tenant_id, code) where state = 'current';
call secure_tenant_table('service_item');
create policy system_select on service_item for select to lantai_system using (published_at is not null and state = 'current');
grant select (tenant_id, id, published, published_at, state) on service_item to lantai_system;

alter table reading_reservation
  add column service_id uuid,
  -- 网上受理编号: the case as the government counter calls it.
  add column portal_number text check (length(portal_number) between 1 and 60),
  add constraint reading_reservation_service foreign key (tenant_id, service_id) references service_item (tenant_id, id);
create index reading_reservation_service_of on reading_reservation (tenant_id, service_id, asked_at) where service_id is not null;
`)
    .execute(db);
};
