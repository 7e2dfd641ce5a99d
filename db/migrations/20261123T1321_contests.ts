import { type Kysely, sql } from 'kysely';

/** 竞赛: who entered, what came of it. One that is an exam here takes its entries from the papers handed in. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table contest (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  form text not null check (form in ('knowledge', 'skills', 'speech', 'essay', 'other')),
  level text not null check (level in ('own', 'district', 'city', 'province', 'national')),
  organiser text not null,
  held_on date not null,
  exam_id uuid,
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'settled')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, exam_id) references exam (tenant_id, id)
);
create index contest_newest on contest (tenant_id, held_on desc, id desc);
call secure_tenant_table('contest');

create table contest_entry (
  tenant_id int not null references tenant (id),
  id uuid not null,
  contest_id uuid not null,
  unit_name text not null,
  entrant_name text not null,
  score numeric(7, 1),
  rank int check (rank > 0),
  award text check (award in ('first', 'second', 'third', 'merit')),
  note text not null default '',
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, contest_id, unit_name, entrant_name),
  foreign key (tenant_id, contest_id) references contest (tenant_id, id)
);
create index contest_entry_rank on contest_entry (tenant_id, contest_id, rank, id);
call secure_tenant_table('contest_entry', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
