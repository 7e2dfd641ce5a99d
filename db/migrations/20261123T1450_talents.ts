import { type Kysely, sql } from 'kysely';

/**
 * 人才推荐, 推选, 抽取专家. A nomination comes as a dispatch of the unit; the office's own row says what became of it. A
 * draw of experts is kept with everything that it followed from, and nothing changes it.
 */
const TABLES = `
create table talent_nomination (
  tenant_id int not null references tenant (id),
  id uuid not null,
  dispatch_id uuid not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  person_name text not null check (length(person_name) between 1 and 30),
  scheme text not null check (scheme in ('expert', 'craftsman', 'youth', 'model', 'other')),
  year smallint not null check (year between 1950 and 2999),
  -- The questionnaire in which the units vote on it, and its place among the candidates.
  questionnaire_id uuid,
  candidate text check (length(candidate) <= 60),
  result text check (result in ('selected', 'declined')),
  reason text check (length(reason) <= 1000),
  -- 聘期: an expert is appointed for a term.
  term_end date,
  decided_on date,
  decided_by uuid,
  decided_by_name text,
  primary key (tenant_id, id),
  unique (tenant_id, dispatch_id),
  foreign key (tenant_id, questionnaire_id) references questionnaire (tenant_id, id),
  check ((questionnaire_id is null) = (candidate is null)),
  check (questionnaire_id is not null or result is not null),
  check ((result is null) = (decided_on is null) and (result is null) = (decided_by_name is null) and (result is null) = (reason is null)),
  check (term_end is null or (scheme = 'expert' and result = 'selected' and term_end > decided_on))
);
create index talent_nomination_vote on talent_nomination (tenant_id, questionnaire_id) where questionnaire_id is not null;
call secure_tenant_table('talent_nomination');

create table expert_draw (
  tenant_id int not null references tenant (id),
  id uuid not null,
  purpose text not null check (length(purpose) between 1 and 200),
  -- 被评审单位: experts who work there are left out.
  unit_name text check (length(unit_name) between 1 and 100),
  field text,
  wanted smallint not null check (wanted between 1 and 50),
  pool jsonb not null check (jsonb_typeof(pool) = 'array'),
  recusals jsonb not null check (jsonb_typeof(recusals) = 'array'),
  seed_text text not null,
  drawn jsonb not null check (jsonb_typeof(drawn) = 'array'),
  drawn_at timestamptz(3) not null,
  drawn_by uuid not null,
  drawn_by_name text not null,
  primary key (tenant_id, id)
);
create index expert_draw_recent on expert_draw (tenant_id, drawn_at desc, id desc);
call secure_tenant_table('expert_draw', commands => 'select, insert');
create index dispatch_talent on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'talent_nomination';
`;

const KINDS = `
do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['talent_nomination', 'talent_decision'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [TABLES, KINDS]) await sql.raw(part).execute(db);
};
