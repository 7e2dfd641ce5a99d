import { type Kysely, sql } from 'kysely';

/** 竞赛轮次: who took part in which round, with how many points, and who went on. The last one gives ranks and awards. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table contest_round (
  tenant_id int not null references tenant (id),
  id uuid not null,
  contest_id uuid not null,
  number smallint not null check (number between 1 and 20),
  title text not null check (length(title) between 1 and 60),
  held_on date not null,
  -- How many go on; nobody does from the last round.
  advances int check (advances between 1 and 10000),
  state text not null default 'open' check (state in ('open', 'closed')),
  created_by uuid not null,
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, contest_id, number),
  foreign key (tenant_id, contest_id) references contest (tenant_id, id)
);
create unique index contest_round_open on contest_round (tenant_id, contest_id) where state = 'open';
call secure_tenant_table('contest_round');

create table contest_round_result (
  tenant_id int not null references tenant (id),
  round_id uuid not null,
  entry_id uuid not null,
  -- None: did not take part.
  score numeric(7, 1) check (score >= 0),
  -- 1, 2, 2, 4: who has as many points has the same rank.
  rank int check (rank > 0),
  advanced boolean not null default false,
  primary key (tenant_id, round_id, entry_id),
  foreign key (tenant_id, round_id) references contest_round (tenant_id, id),
  foreign key (tenant_id, entry_id) references contest_entry (tenant_id, id),
  check (not advanced or rank is not null)
);
call secure_tenant_table('contest_round_result');
`)
    .execute(db);
};
