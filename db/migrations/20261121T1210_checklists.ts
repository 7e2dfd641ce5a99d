import { type Kysely, sql } from 'kysely';

/** 检查表版本与评分办法, 检查项答案, 自查, 自动核查, 抽样比对. A bureau's rows and a unit's rows each have one writer. */

const LIBRARY = `
alter table checklist
  add constraint checklist_code_form check (code ~ '^[a-z][a-z0-9_-]{2,62}$'),
  add column state text not null default 'published' check (state in ('draft', 'published', 'withdrawn')),
  add column sections jsonb not null default '[]' check (jsonb_typeof(sections) = 'array'),
  -- 评分办法; null in lists from before: scored by the default of their kind.
  add column profile jsonb check (jsonb_typeof(profile) = 'object'),
  add column subject_kinds text[] not null default '{}',
  add column published_at timestamptz(3),
  add column published_by_name text,
  add column created_by uuid,
  add column row_version int not null default 1;
create unique index checklist_one_draft on checklist (tenant_id, code) where state = 'draft';

-- What an inspection was held by stays as it was: a published version is changed by publishing the next one.
create function keep_published_checklist() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.items is distinct from old.items or new.sections is distinct from old.sections
    or new.profile is distinct from old.profile or new.code is distinct from old.code or new.version is distinct from old.version
    or new.name is distinct from old.name or new.state = 'draft') then
    raise exception 'CHECKLIST_IS_FINAL' using errcode = 'check_violation', constraint = 'checklist_final';
  end if;
  return new;
end $$;
create trigger checklist_final before update on checklist for each row execute function keep_published_checklist();
`;

const VERDICT = `check (verdict in ('met', 'mostly', 'partly', 'unmet', 'na'))`;
const ANSWER = `
  item_code text not null check (length(item_code) between 1 and 20),
  verdict text ${VERDICT},
  count_value double precision check (count_value >= 0),
  sample_size int check (sample_size between 1 and 100000),
  sample_faults int check (sample_faults >= 0 and sample_faults <= sample_size),
  points double precision check (points >= 0),
  note text not null default '' check (length(note) <= 2000),
  answered_by uuid not null,
  answered_by_name text not null,
  answered_at timestamptz(3) not null default now(),
  row_version int not null default 1,`;

const ANSWERS = `
create table checklist_answer (
  tenant_id int not null,
  inspection_id uuid not null,
  ${ANSWER}
  -- What the probes suggested when it was answered; another verdict needs its reason.
  suggestion text check (suggestion in ('met', 'mostly', 'partly', 'unmet')),
  overruled_reason text check (length(overruled_reason) between 1 and 500),
  primary key (tenant_id, inspection_id, item_code),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  constraint checklist_answer_overruled check (suggestion is null or verdict is null or suggestion = verdict or overruled_reason is not null)
);
call secure_tenant_table('checklist_answer');
create table checklist_answer_file (
  tenant_id int not null,
  inspection_id uuid not null,
  item_code text not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, inspection_id, item_code, object_id),
  foreign key (tenant_id, inspection_id, item_code) references checklist_answer (tenant_id, inspection_id, item_code),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('checklist_answer_file', commands => 'select, insert, update, delete');

-- 自动核查结果: never changed; run again it is another row.
create table probe_run (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- The bureau's, for one item of one inspection; null when a unit looks at itself.
  inspection_id uuid,
  item_code text,
  subject_tenant_id int not null references tenant (id),
  probe_code text not null,
  probe_version int not null,
  year_from smallint not null,
  year_to smallint not null,
  row_count int not null,
  fault_count int not null,
  amount double precision not null,
  suggestion text ${VERDICT.replaceAll('verdict', 'suggestion')},
  first_rows jsonb not null check (jsonb_typeof(first_rows) = 'array'),
  ran_by uuid not null,
  ran_by_name text not null,
  ran_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  check ((inspection_id is null) = (item_code is null)),
  check (inspection_id is not null or subject_tenant_id = tenant_id)
);
create index probe_run_newest on probe_run (tenant_id, inspection_id, item_code, probe_code, ran_at desc, id desc);
call secure_tenant_table('probe_run', commands => 'select, insert');

-- 抽样比对: the pool is kept with the draw, so that anybody can repeat it.
create table record_sample (
  tenant_id int not null,
  id uuid not null,
  inspection_id uuid not null,
  item_code text not null,
  category_code text,
  filing_year smallint,
  pool text[] not null,
  seed_text text not null,
  drawn jsonb not null check (jsonb_typeof(drawn) = 'array'),
  drawn_by uuid not null,
  drawn_by_name text not null,
  drawn_at timestamptz(3) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id)
);
create index record_sample_inspection on record_sample (tenant_id, inspection_id, item_code, drawn_at desc, id desc);
call secure_tenant_table('record_sample', commands => 'select, insert');
create table record_sample_look (
  tenant_id int not null,
  sample_id uuid not null,
  -- A record of another unit: named by what was drawn, not by a key.
  item_id uuid not null,
  verdict text not null check (verdict in ('fits', 'differs', 'absent')),
  note text not null default '' check (length(note) <= 500),
  looked_by uuid not null,
  looked_by_name text not null,
  looked_at timestamptz(3) not null default now(),
  primary key (tenant_id, sample_id, item_id),
  foreign key (tenant_id, sample_id) references record_sample (tenant_id, id)
);
call secure_tenant_table('record_sample_look');
`;

const SELF_CHECK = `
-- 自查: the unit's own row; it reaches the bureau as a dispatch.
create table self_check (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- The document that asked for it; null when the unit checks itself of its own will.
  request_dispatch_id uuid,
  asker_tenant_id int references tenant (id),
  asker_name text,
  title text not null,
  list jsonb not null check (jsonb_typeof(list) = 'object'),
  year_from smallint not null,
  year_to smallint not null,
  due_on date,
  state text not null default 'draft' check (state in ('draft', 'submitted')),
  submitted_at timestamptz(3),
  submitted_by_name text,
  answer_dispatch_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  check ((request_dispatch_id is null) = (asker_tenant_id is null))
);
create unique index self_check_request on self_check (tenant_id, request_dispatch_id) where request_dispatch_id is not null;
create index self_check_recent on self_check (tenant_id, created_at desc, id desc);
call secure_tenant_table('self_check');
create table self_check_answer (
  tenant_id int not null,
  self_check_id uuid not null,
  ${ANSWER}
  primary key (tenant_id, self_check_id, item_code),
  foreign key (tenant_id, self_check_id) references self_check (tenant_id, id)
);
call secure_tenant_table('self_check_answer');
create table self_check_file (
  tenant_id int not null,
  self_check_id uuid not null,
  item_code text not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, self_check_id, item_code, object_id),
  foreign key (tenant_id, self_check_id, item_code) references self_check_answer (tenant_id, self_check_id, item_code),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('self_check_file', commands => 'select, insert, update, delete');

-- One request an inspection; the answer may be sent again until the inspection ends, and the newest counts.
create unique index dispatch_self_check_once on dispatch (tenant_id, object_id) where kind = 'self_check_request';
do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['self_check_request', 'self_check'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [LIBRARY, ANSWERS, SELF_CHECK]) await sql.raw(part).execute(db);
};
