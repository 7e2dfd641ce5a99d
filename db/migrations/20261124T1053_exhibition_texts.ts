import { type Kysely, sql } from 'kysely';

/** 展陈文稿: drafted, checked by another, approved; every version and every step stays as it was. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table exhibition_text (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- The entry of the register 展览 to which it belongs; none while the exhibition has no entry yet.
  exhibition_id uuid,
  title text not null check (length(title) between 1 and 100),
  -- 展板, 单元: where it hangs.
  place text not null default '' check (length(place) <= 100),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'checked', 'approved', 'returned')),
  version int not null default 1 check (version >= 1),
  approved_version int check (approved_version between 1 and version),
  -- Who wrote the version: somebody else checks it.
  drafted_by uuid not null,
  drafted_by_name text not null,
  changed_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, exhibition_id) references register_entry (tenant_id, id),
  check (state <> 'approved' or approved_version = version)
);
create index exhibition_text_recent on exhibition_text (tenant_id, changed_at desc, id desc);
call secure_tenant_table('exhibition_text');

create table exhibition_text_step (
  tenant_id int not null,
  id uuid not null,
  text_id uuid not null,
  version int not null check (version >= 1),
  act text not null check (act in ('draft', 'submit', 'check', 'return', 'approve')),
  -- The whole wording with a draft, the opinion with a decision.
  words text not null default '' check (length(words) <= 20000),
  by_account_id uuid not null,
  by_name text not null,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, text_id) references exhibition_text (tenant_id, id),
  check (act not in ('draft', 'return') or words <> '')
);
create unique index exhibition_text_version on exhibition_text_step (tenant_id, text_id, version) where act = 'draft';
create index exhibition_text_step_of on exhibition_text_step (tenant_id, text_id, at, id);
call secure_tenant_table('exhibition_text_step', commands => 'select, insert');
`)
    .execute(db);
};
