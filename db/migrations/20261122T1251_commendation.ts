import { type Kysely, sql } from 'kysely';

/** 表彰, 优秀案例, 问卷. Answers to a questionnaire cross the border by one function, which forgets whose they are. */

const COMMENDATION = `
create table honour (
  tenant_id int not null references tenant (id),
  id uuid not null,
  holder_kind text not null check (holder_kind in ('unit', 'person')),
  subject_tenant_id int references tenant (id),
  subject_name text not null check (length(subject_name) between 1 and 200),
  person_name text check (length(person_name) between 1 and 60),
  title text not null check (length(title) between 1 and 100),
  level text not null check (level in ('national', 'province', 'city', 'county', 'township', 'unit')),
  year smallint not null check (year between 1950 and 2999),
  awarder_name text not null check (length(awarder_name) between 1 and 100),
  awarded_on date,
  document_number text,
  document_id uuid,
  -- registered: given by somebody else and entered here; the others go through a decision of this office.
  state text not null check (state in ('registered', 'proposed', 'awarded', 'declined', 'revoked')),
  reason text not null default '' check (length(reason) <= 2000),
  -- What spoke for it when it was proposed: the results of the years, frozen.
  proof jsonb not null default '[]' check (jsonb_typeof(proof) = 'array'),
  decision_note text check (length(decision_note) <= 1000),
  decided_by_name text,
  decided_on date,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check ((holder_kind = 'person') = (person_name is not null)),
  check (state not in ('registered', 'awarded') or awarded_on is not null),
  check ((state in ('awarded', 'declined')) <= (decided_on is not null)),
  foreign key (tenant_id, document_id) references official_document (tenant_id, id)
);
create index honour_recent on honour (tenant_id, year desc, id desc);
call secure_tenant_table('honour');

-- 优秀案例 as it was submitted, and what came of it.
create table model_case (
  tenant_id int not null references tenant (id),
  id uuid not null,
  dispatch_id uuid not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  topic text not null check (topic in ('informatisation', 'resources', 'use', 'safety', 'grassroots', 'other')),
  title text not null check (length(title) between 1 and 100),
  summary text not null check (length(summary) between 1 and 5000),
  year smallint not null,
  points double precision not null check (points between 0 and 100),
  opinion text not null check (length(opinion) between 1 and 2000),
  result text not null check (result in ('excellent', 'good', 'none')),
  decided_on date not null,
  decided_by uuid not null,
  decided_by_name text not null,
  published_at timestamptz(3),
  published_by_name text,
  withdrawn_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, dispatch_id),
  check (published_at is null or result <> 'none'),
  check ((published_at is null) = (published_by_name is null)),
  check (withdrawn_at is null or published_at is not null)
);
create index model_case_recent on model_case (tenant_id, decided_on desc, id desc);
call secure_tenant_table('model_case');
-- What an office has put before the public, and nothing else of these rows.
create policy system_select on model_case for select to lantai_system using (published_at is not null and withdrawn_at is null);
grant select (tenant_id, id, topic, title, summary, subject_name, year, result, published_at, withdrawn_at) on model_case to lantai_system;
`;

const QUESTIONNAIRE = `
create table questionnaire (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 100),
  words text not null default '' check (length(words) <= 1000),
  questions jsonb not null check (jsonb_typeof(questions) = 'array'),
  is_anonymous boolean not null,
  inspection_campaign_id uuid,
  closes_on date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  asked int not null check (asked > 0),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, inspection_campaign_id) references inspection_campaign (tenant_id, id)
);
create index questionnaire_recent on questionnaire (tenant_id, created_at desc, id desc);
call secure_tenant_table('questionnaire');

-- Who has answered, without when: nothing here leads to what was answered.
create table questionnaire_receipt (
  tenant_id int not null,
  questionnaire_id uuid not null,
  subject_tenant_id int not null references tenant (id),
  primary key (tenant_id, questionnaire_id, subject_tenant_id),
  foreign key (tenant_id, questionnaire_id) references questionnaire (tenant_id, id)
);
call secure_tenant_table('questionnaire_receipt', commands => 'select');
-- What was answered, under a random id and with the day alone; whose it is only where the questionnaire said so.
create table questionnaire_return (
  tenant_id int not null,
  id uuid not null default gen_random_uuid(),
  questionnaire_id uuid not null,
  subject_tenant_id int references tenant (id),
  subject_name text,
  answers jsonb not null check (jsonb_typeof(answers) = 'array' and pg_column_size(answers) < 100000),
  returned_on date not null,
  primary key (tenant_id, id),
  check ((subject_tenant_id is null) = (subject_name is null)),
  foreign key (tenant_id, questionnaire_id) references questionnaire (tenant_id, id)
);
create index questionnaire_return_of on questionnaire_return (tenant_id, questionnaire_id, id);
call secure_tenant_table('questionnaire_return', commands => 'select');
-- The unit's own mark that it has answered.
create table questionnaire_reply (
  tenant_id int not null references tenant (id),
  dispatch_id uuid not null,
  replied_by uuid not null,
  replied_by_name text not null,
  replied_at timestamptz(3) not null default now(),
  primary key (tenant_id, dispatch_id)
);
call secure_tenant_table('questionnaire_reply', commands => 'select, insert');

create policy definer_select on questionnaire for select to lantai_definer using (true);
create policy definer_insert on questionnaire_receipt for insert to lantai_definer with check (true);
create policy definer_select on questionnaire_receipt for select to lantai_definer using (true);
create policy definer_insert on questionnaire_return for insert to lantai_definer with check (true);
grant select (tenant_id, id, state, closes_on, is_anonymous) on questionnaire to lantai_definer;
grant select, insert on questionnaire_receipt to lantai_definer;
grant insert (tenant_id, questionnaire_id, subject_tenant_id, subject_name, answers, returned_on) on questionnaire_return to lantai_definer;
create policy definer_select_questionnaire on dispatch for select to lantai_definer using (kind = 'questionnaire');
grant select (tenant_id, id, kind, object_id, addressee_tenant_id, addressee_name, dispatched_at) on dispatch to lantai_definer;

-- Hands in the answers of the tenant of this transaction to a questionnaire that was sent to it: once, while it is open.
create function return_questionnaire(p_dispatch uuid, p_answers jsonb) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare asked record; today date := (clock_timestamp() at time zone 'Asia/Shanghai')::date;
begin
  select q.tenant_id, q.id, q.state, q.closes_on, q.is_anonymous, d.addressee_name into asked
    from dispatch d join questionnaire q on q.tenant_id = d.tenant_id and q.id = d.object_id
    where d.id = p_dispatch and d.kind = 'questionnaire' and d.addressee_tenant_id = app_tenant() and d.dispatched_at is not null;
  if not found then return 'unknown'; end if;
  if asked.state <> 'open' or asked.closes_on < today then return 'closed'; end if;
  insert into questionnaire_receipt (tenant_id, questionnaire_id, subject_tenant_id)
    values (asked.tenant_id, asked.id, app_tenant()) on conflict do nothing;
  if not found then return 'answered'; end if;
  insert into questionnaire_return (tenant_id, questionnaire_id, subject_tenant_id, subject_name, answers, returned_on)
    values (asked.tenant_id, asked.id, case when asked.is_anonymous then null else app_tenant() end,
      case when asked.is_anonymous then null else asked.addressee_name end, p_answers, today);
  return 'kept';
end $$;
grant create on schema public to lantai_definer;
alter function return_questionnaire(uuid, jsonb) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function return_questionnaire(uuid, jsonb) from public;
grant execute on function return_questionnaire(uuid, jsonb) to lantai_app;

do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['case_submission', 'case_result', 'honour', 'questionnaire'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create index dispatch_case on dispatch (tenant_id, dispatched_at desc, id desc) where kind = 'case_submission';
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(`${COMMENDATION}${QUESTIONNAIRE}`).execute(db);
};
