import { type Kysely, sql } from 'kysely';

/** 全宗沿革, 门类与专题 of a unit, 编号方案的锁定, 自定档号模板, 重新编号 and what codes stood for before. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table fonds
  -- 暂用号: what the records were numbered with before the repository gave the official number.
  add provisional_number text,
  add class_name text,
  add location text,
  add relations text,
  add note text,
  add closed_reason text,
  add updated_at timestamptz(3) not null default now(),
  add row_version int not null default 1,
  add constraint fonds_dates check (closed_on is null or started_on is null or closed_on >= started_on);

-- 机构变动 (GB/T 13967-2026): what happened to whom, by which decree.
create table fonds_change (
  tenant_id int not null references tenant (id),
  id uuid not null,
  rule text not null check (rule in ('MERGE_NEW', 'MERGE_INTO', 'SPLIT_NEW', 'MAIN_CONTINUE', 'RESTORE', 'INTERNAL_MOVE', 'RENAME')),
  effective_on date not null,
  decree_number text,
  handover text,
  note text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);
create index fonds_change_recent on fonds_change (tenant_id, effective_on desc, id desc);
-- A party is a fonds of the unit, or one kept elsewhere, known by name only.
create table fonds_change_party (
  tenant_id int not null,
  change_id uuid not null,
  position smallint not null,
  side text not null check (side in ('source', 'target')),
  fonds_id uuid,
  name text not null,
  effect text not null check (effect in ('closed', 'created', 'continued', 'reopened', 'renamed', 'unchanged')),
  primary key (tenant_id, change_id, position),
  foreign key (tenant_id, change_id) references fonds_change (tenant_id, id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create index fonds_change_party_fonds on fonds_change_party (tenant_id, fonds_id) where fonds_id is not null;

-- What a unit says differently about the categories of the lists, and its own second levels.
create table tenant_category (
  tenant_id int not null references tenant (id),
  code text not null check (code ~ '^[A-Z]{2}(·[A-Z0-9]{1,6})?$'),
  name text not null,
  unit text not null check (unit in ('件', '卷', '盒', '册', '张', '组', '盘', '画幅', 'GB', '卷（人）', '卷（户）', '卷（对）')),
  is_active boolean not null default true,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, code)
);
create table archive_topic (
  tenant_id int not null references tenant (id),
  code text not null check (code ~ '^[A-Z0-9_]{1,20}$'),
  name text not null,
  topic_group text not null check (topic_group in ('two_kinds', 'red', 'four_major', 'own')),
  is_active boolean not null default true,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, code)
);

-- 自定档号模板.
create table code_template (
  tenant_id int not null references tenant (id),
  code text not null check (code ~ '^OWN_[A-Z0-9_]{1,16}$'),
  name text not null,
  pattern text not null,
  level text not null check (level in ('piece', 'volume')),
  is_active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, code)
);
alter table classification_scheme
  add path text not null default 'Y_R_O' check (path in ('Y_O_R', 'Y_R_O', 'Y_R')),
  -- Set when the first record was numbered by it; from then on only a scheme of a later year may differ.
  add locked_at timestamptz(3);

-- 重新编号: the table of old and new codes, made first and applied after somebody has looked at it.
create table renumbering (
  tenant_id int not null references tenant (id),
  id uuid not null,
  fonds_id uuid not null,
  mode text not null check (mode in ('order', 'gaps', 'template', 'official')),
  category_code text,
  filing_year smallint,
  retention_code text,
  org_code text,
  scope text not null default 'all' check (scope in ('all', 'provisional')),
  sort_by text not null default 'code' check (sort_by in ('code', 'date', 'document')),
  template_code text,
  official_number text,
  locks boolean not null default true,
  reason text not null,
  state text not null default 'planning' check (state in ('planning', 'planned', 'applying', 'applied', 'dropped', 'failed')),
  row_count int not null default 0,
  changed_count int not null default 0,
  problem_count int not null default 0,
  job_id uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  applied_at timestamptz(3),
  applied_by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create index renumbering_recent on renumbering (tenant_id, created_at desc, id desc);
create table renumbering_row (
  tenant_id int not null,
  renumbering_id uuid not null,
  position int not null,
  item_id uuid not null,
  title text not null,
  old_code text not null,
  new_code text,
  new_number int,
  -- The old code is retired: nobody gets it again.
  retires boolean not null default true,
  problem text check (problem in ('unreadable', 'part_missing', 'part_invalid', 'taken', 'parent_stays')),
  problem_part text,
  primary key (tenant_id, renumbering_id, position),
  foreign key (tenant_id, renumbering_id) references renumbering (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index renumbering_row_problem on renumbering_row (tenant_id, renumbering_id, position) where problem is not null;

-- Codes that records had and lost. A code stands here or in the catalogue, never in both, and never twice.
create table archive_code_history (
  tenant_id int not null references tenant (id),
  old_code text not null,
  old_sort text collate "C" not null,
  item_id uuid not null,
  new_code text not null,
  renumbering_id uuid,
  reason text not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz(3) not null default now(),
  primary key (tenant_id, old_code),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, renumbering_id) references renumbering (tenant_id, id)
);
create index archive_code_history_item on archive_code_history (tenant_id, item_id, changed_at);
create index archive_code_history_sort on archive_code_history (tenant_id, old_sort);

-- Deferrable, so that provisional codes can change places in one statement.
alter table archive_item add constraint archive_item_code unique using index archive_item_code deferrable initially immediate;

-- A retired code is given to nobody; the scheme that numbered a record is settled from then on.
create function check_new_codes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from new_rows n join archive_code_history h on h.tenant_id = n.tenant_id and h.old_code = n.reference_code) then
    raise unique_violation using constraint = 'archive_item_code', message = 'a retired reference code';
  end if;
  update classification_scheme s set locked_at = now()
  from (select c.tenant_id, c.id from classification_scheme c
    where c.locked_at is null and exists (select 1 from new_rows n where n.tenant_id = c.tenant_id and n.fonds_id = c.fonds_id
      and n.category_code = c.category_code and n.code_template = c.template_code and n.filing_year >= c.year_from)
    order by c.tenant_id, c.id for update) used
  where s.tenant_id = used.tenant_id and s.id = used.id;
  return null;
end $$;
create trigger archive_item_code_new after insert on archive_item referencing new table as new_rows
  for each statement execute function check_new_codes();

-- A locked code leaves a record only by way of the history; no code comes back from there.
create function check_changed_code() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from archive_code_history h where h.tenant_id = new.tenant_id and h.old_code = new.reference_code) then
    raise unique_violation using constraint = 'archive_item_code', message = 'a retired reference code';
  end if;
  if old.code_state = 'locked' and not exists (select 1 from archive_code_history h
    where h.tenant_id = old.tenant_id and h.old_code = old.reference_code and h.item_id = old.id) then
    raise check_violation using constraint = 'archive_code_kept', message = 'a locked reference code was changed without its history';
  end if;
  return null;
end $$;
create trigger archive_item_code_changed after update of reference_code on archive_item
  for each row when (old.reference_code is distinct from new.reference_code) execute function check_changed_code();

create function check_retired_code() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from archive_item i where i.tenant_id = new.tenant_id and i.reference_code = new.old_code) then
    raise check_violation using constraint = 'archive_code_kept', message = 'a retired code still stands in the catalogue';
  end if;
  return null;
end $$;
create constraint trigger archive_code_retired after insert on archive_code_history deferrable initially deferred
  for each row execute function check_retired_code();
grant execute on function check_new_codes(), check_changed_code(), check_retired_code() to lantai_app, lantai_system;

call secure_tenant_table('fonds_change', commands => 'select, insert');
call secure_tenant_table('fonds_change_party', commands => 'select, insert');
call secure_tenant_table('tenant_category');
call secure_tenant_table('archive_topic');
call secure_tenant_table('code_template');
call secure_tenant_table('renumbering');
call secure_tenant_table('renumbering_row', commands => 'select, insert, update, delete');
call secure_tenant_table('archive_code_history', commands => 'select, insert');
`)
    .execute(db);
};
