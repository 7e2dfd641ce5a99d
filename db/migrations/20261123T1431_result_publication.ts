import { type Kysely, sql } from 'kysely';

/** 公示 of assessment results and of levels given here; 现场考核 visits to the assessed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- What everybody may read: units, grades, ranks, levels. No name of a person is ever in it.
create table result_publication (
  tenant_id int not null references tenant (id),
  id uuid not null,
  round_id uuid,
  rating_id uuid,
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  published_at timestamptz(3) not null default now(),
  published_by uuid not null,
  published_by_name text not null,
  withdrawn_at timestamptz(3),
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 500),
  primary key (tenant_id, id),
  check ((round_id is null) <> (rating_id is null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  foreign key (tenant_id, round_id) references assessment_round (tenant_id, id),
  foreign key (tenant_id, rating_id) references rating (tenant_id, id)
);
create unique index result_publication_round on result_publication (tenant_id, round_id) where withdrawn_at is null and round_id is not null;
create unique index result_publication_rating on result_publication (tenant_id, rating_id) where withdrawn_at is null and rating_id is not null;
call secure_tenant_table('result_publication');
create policy system_select on result_publication for select to lantai_system using (withdrawn_at is null);
grant select (tenant_id, id, body, published_at, withdrawn_at) on result_publication to lantai_system;

create table assessment_visit (
  tenant_id int not null references tenant (id),
  id uuid not null,
  sheet_id uuid not null,
  visited_on date not null,
  team text not null check (length(team) between 1 and 200),
  received_by text not null default '' check (length(received_by) <= 100),
  notes text not null check (length(notes) between 1 and 4000),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, sheet_id) references assessment_sheet (tenant_id, id)
);
create index assessment_visit_sheet on assessment_visit (tenant_id, sheet_id, visited_on, id);
call secure_tenant_table('assessment_visit', commands => 'select, insert');
`)
    .execute(db);
};
