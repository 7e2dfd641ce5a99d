import { type Kysely, sql } from 'kysely';

/** 示范村创建 and 现场观摩点: the site with its criteria, the steps that it took, the visits that were paid to it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table demonstration_site (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('model_village', 'observation')),
  name text not null check (length(name) between 1 and 100),
  -- null: a place without a workspace.
  unit_tenant_id int references tenant (id),
  township_name text not null check (length(township_name) between 1 and 100),
  stage text not null default 'applied' check (stage in
    ('applied', 'guided', 'town_reviewed', 'accepted', 'formed', 'revoked')),
  criteria jsonb not null default '[]' check (jsonb_typeof(criteria) = 'array'),
  formed_on date,
  review_on date,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((stage in ('formed', 'revoked')) >= (formed_on is not null)),
  check (stage <> 'formed' or formed_on is not null)
);
create index demonstration_site_recent on demonstration_site (tenant_id, created_at desc, id desc);
call secure_tenant_table('demonstration_site');

create table demonstration_step (
  tenant_id int not null,
  id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('stage', 'visit')),
  stage text check (stage in ('applied', 'guided', 'town_reviewed', 'accepted', 'formed', 'revoked')),
  happened_on date not null,
  note text not null default '' check (length(note) <= 1000),
  visitors text not null default '' check (length(visitors) <= 200),
  person_count int not null default 0 check (person_count between 0 and 100000),
  recorded_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references demonstration_site (tenant_id, id),
  check ((kind = 'stage') = (stage is not null))
);
create index demonstration_step_site on demonstration_step (tenant_id, site_id, happened_on, id);
call secure_tenant_table('demonstration_step', commands => 'select, insert');
`)
    .execute(db);
};
