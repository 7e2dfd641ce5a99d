import { type Kysely, sql } from 'kysely';

/** 指导安排: a visit that is planned for a day. What was done of it is an act of guidance like any other. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table guidance_visit (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- Null for one that has no workspace.
  unit_tenant_id int references tenant (id),
  unit_name text not null check (length(unit_name) between 1 and 100),
  mode text not null check (mode in ('onsite', 'phone', 'oral', 'online', 'visit', 'model')),
  topic text not null check (length(topic) between 1 and 200),
  planned_on date not null,
  guides text[] not null default '{}' check (cardinality(guides) <= 10),
  state text not null default 'planned' check (state in ('planned', 'done', 'cancelled')),
  -- The act that came of it.
  event_id uuid,
  reason text check (length(reason) <= 200),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, event_id) references guidance_event (tenant_id, id),
  check ((state = 'done') = (event_id is not null)),
  check ((state = 'cancelled') = (reason is not null))
);
create index guidance_visit_day on guidance_visit (tenant_id, planned_on, id);
call secure_tenant_table('guidance_visit');
`)
    .execute(db);
};
