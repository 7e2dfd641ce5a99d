import { type Kysely, sql } from 'kysely';

/**
 * From a finding to its closure: official documents with their templates and their service, extensions, escalations,
 * look-backs, publication. A number is given by `number_counter`, so that a series has no gap.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table document_template (
  tenant_id int not null references tenant (id),
  id uuid not null,
  code text not null check (code ~ '^[A-Z_]+$'),
  version int not null check (version > 0),
  wording jsonb not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code, version)
);
create table official_document (
  tenant_id int not null references tenant (id),
  id uuid not null,
  code text not null check (code ~ '^[A-Z_]+$'),
  year smallint not null,
  sequence int not null check (sequence > 0),
  document_number text not null,
  title text not null,
  inspection_id uuid,
  subject_tenant_id int references tenant (id),
  subject_name text not null,
  issuer_name text not null,
  issued_on date not null,
  due_on date,
  demand_count int not null default 0,
  template_version int not null default 0,
  -- As issued: what is printed, word for word. Its digest is what the public page shows.
  content jsonb not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  verify_code text not null check (verify_code ~ '^[0-9a-f]{32}$'),
  object_id uuid not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code, year, sequence),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index official_document_recent on official_document (tenant_id, created_at desc, id desc);
create index official_document_inspection on official_document (tenant_id, inspection_id) where inspection_id is not null;
-- Whoever holds the paper asks by this code, before anybody knows the tenant.
create index official_document_code on official_document (verify_code);
create function keep_official_document() returns trigger language plpgsql as $$
begin
  raise exception 'OFFICIAL_DOCUMENT_IS_FINAL' using errcode = 'check_violation', constraint = 'official_document_final';
end $$;
create trigger official_document_final before update on official_document for each row execute function keep_official_document();

-- 送达回证: who handed it over, how, to whom.
create table document_service (
  tenant_id int not null,
  id uuid not null,
  document_id uuid not null,
  served_on date not null,
  method text not null check (method in ('electronic', 'direct', 'mail', 'left', 'notice')),
  server_name text not null,
  receiver_name text,
  receiver_post text,
  refused boolean not null default false,
  note text,
  recorded_by uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check (refused or method = 'electronic' or method = 'notice' or receiver_name is not null),
  foreign key (tenant_id, document_id) references official_document (tenant_id, id)
);
create index document_service_document on document_service (tenant_id, document_id, created_at);

alter table finding drop constraint finding_pinned_kind_check;
alter table finding add constraint finding_pinned_kind_check
  check (pinned_kind in ('archive_item', 'reading_visit', 'checklist_item', 'box', 'room', 'register_entry'));
-- What was seen where there is no record to copy: a box and what lay in it, a room, a line of a register.
alter table finding add pinned_facts jsonb;
-- As issued; due_on is the day in force after extensions.
alter table finding add first_due_on date;
alter table finding add document_id uuid;
alter table finding add reopens_finding_id uuid;
alter table finding add constraint finding_document foreign key (tenant_id, document_id) references official_document (tenant_id, id);
alter table finding add constraint finding_reopens foreign key (tenant_id, reopens_finding_id) references finding (tenant_id, id);
create index finding_open_due on finding (tenant_id, due_on) where state in ('issued', 'returned');

-- 督办: one line a level and deadline. NPC questions are put by a person, the others by the clock.
create table finding_escalation (
  tenant_id int not null,
  id uuid not null,
  finding_id uuid not null,
  level text not null check (level in ('inspector', 'leader', 'npc_question')),
  due_on date not null,
  reason text not null,
  answer text,
  answered_on date,
  escalated_by uuid,
  escalated_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, finding_id, level, due_on),
  check ((answer is null) = (answered_on is null)),
  foreign key (tenant_id, finding_id) references finding (tenant_id, id)
);
-- 回头看: the past findings that a campaign goes back to.
create table look_back_item (
  tenant_id int not null,
  campaign_id uuid not null,
  finding_id uuid not null,
  subject_tenant_id int not null references tenant (id),
  outcome text check (outcome in ('closed', 'reopened')),
  note text,
  new_finding_id uuid,
  decided_by uuid,
  decided_by_name text,
  decided_on date,
  primary key (tenant_id, campaign_id, finding_id),
  check ((outcome is null) = (decided_on is null)),
  check ((outcome = 'reopened') = (new_finding_id is not null) or outcome is null),
  foreign key (tenant_id, campaign_id) references inspection_campaign (tenant_id, id),
  foreign key (tenant_id, finding_id) references finding (tenant_id, id),
  foreign key (tenant_id, new_finding_id) references finding (tenant_id, id)
);
create index look_back_item_subject on look_back_item (tenant_id, campaign_id, subject_tenant_id);

-- 案卷: the volume of the bureau's own archives in which a closed inspection lies.
alter table inspection add case_item_id uuid;
alter table inspection add constraint inspection_case_item foreign key (tenant_id, case_item_id) references archive_item (tenant_id, id);

-- 公示: what everybody may read. No name of a person is ever in it.
create table publication (
  tenant_id int not null references tenant (id),
  id uuid not null,
  inspection_id uuid not null,
  body jsonb not null,
  published_at timestamptz(3) not null default now(),
  published_by uuid not null,
  published_by_name text not null,
  withdrawn_at timestamptz(3),
  withdrawn_reason text,
  primary key (tenant_id, id),
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id)
);
create unique index publication_current on publication (tenant_id, inspection_id) where withdrawn_at is null;

do $$
declare kinds text[];
        allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['extension_request', 'extension_answer', 'official_document'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;
create unique index dispatch_extension_once on dispatch (tenant_id, in_reply_to) where kind = 'extension_answer';
create index dispatch_extension on dispatch (addressee_tenant_id, object_id) where kind in ('extension_request', 'extension_answer');

call secure_tenant_table('document_template', commands => 'select, insert');
call secure_tenant_table('official_document', commands => 'select, insert');
call secure_tenant_table('document_service', commands => 'select, insert');
call secure_tenant_table('finding_escalation');
call secure_tenant_table('look_back_item');
call secure_tenant_table('publication');

-- The public pages: what stands on the paper, and what was published. Nothing else of these rows.
create policy system_select on official_document for select to lantai_system using (true);
grant select (tenant_id, verify_code, code, document_number, title, issuer_name, issued_on, digest) on official_document to lantai_system;
create policy system_select on publication for select to lantai_system using (withdrawn_at is null);
grant select (tenant_id, id, body, published_at, withdrawn_at) on publication to lantai_system;
-- Whose findings are late: the clock asks, and owes each of these tenants a job.
create policy system_select on finding for select to lantai_system using (true);
grant select (tenant_id, due_on, state) on finding to lantai_system;
`)
    .execute(db);
};
