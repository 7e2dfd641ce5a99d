import { type Kysely, sql } from 'kysely';

/**
 * 咨询答复 and 知识库. Questions and answers are dispatches that share the question's number; the office keeps which
 * official reply it gave. An entry of the knowledge base goes to every unit as a frozen copy without the asking unit's
 * name, and a unit's word on whether it was of use goes back.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table guidance_reply (
  tenant_id int not null references tenant (id),
  id uuid not null,
  question_id uuid not null,
  dispatch_id uuid not null,
  reply_number text not null,
  subject_tenant_id int not null references tenant (id),
  subject_name text not null,
  title text not null,
  replied_on date not null,
  replied_by uuid not null,
  replied_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, reply_number),
  unique (tenant_id, dispatch_id)
);
create index guidance_reply_question on guidance_reply (tenant_id, question_id);
call secure_tenant_table('guidance_reply', commands => 'select, insert');

create table knowledge_entry (
  tenant_id int not null references tenant (id),
  id uuid not null,
  reply_id uuid,
  about text not null check (about in
    ('general', 'retention_schedule', 'finding', 'digitisation_batch', 'archive_item', 'transfer_batch', 'record_type')),
  title text not null check (length(title) between 1 and 100),
  question text not null check (length(question) between 1 and 2000),
  answer text not null check (length(answer) between 1 and 8000),
  state text not null default 'published' check (state in ('published', 'withdrawn')),
  published_on date not null,
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, reply_id) references guidance_reply (tenant_id, id)
);
create index knowledge_entry_recent on knowledge_entry (tenant_id, published_on desc, id desc);
create unique index knowledge_entry_reply on knowledge_entry (tenant_id, reply_id) where reply_id is not null;
call secure_tenant_table('knowledge_entry');

create table knowledge_copy (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  entry_id uuid not null,
  sender_name text not null,
  about text not null check (about in
    ('general', 'retention_schedule', 'finding', 'digitisation_batch', 'archive_item', 'transfer_batch', 'record_type')),
  title text not null,
  question text not null,
  answer text not null,
  published_on date not null,
  state text not null default 'current' check (state in ('current', 'withdrawn')),
  primary key (tenant_id, id),
  unique (tenant_id, entry_id, addressee_tenant_id),
  foreign key (tenant_id, entry_id) references knowledge_entry (tenant_id, id),
  constraint knowledge_copy_border check (tenant_id <> addressee_tenant_id)
);
create index knowledge_copy_received on knowledge_copy (addressee_tenant_id, published_on desc, id desc);
call secure_tenant_table('knowledge_copy', addressed => true);
create trigger addressee_related before insert or update of addressee_tenant_id on knowledge_copy
  for each row execute function check_addressee();

create table knowledge_vote (
  tenant_id int not null references tenant (id),
  id uuid not null,
  addressee_tenant_id int not null references tenant (id),
  dispatched_at timestamptz(3) default now(),
  copy_id uuid not null,
  entry_id uuid not null,
  is_useful boolean not null,
  voted_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, copy_id),
  constraint knowledge_vote_border check (tenant_id <> addressee_tenant_id)
);
create index knowledge_vote_entry on knowledge_vote (addressee_tenant_id, entry_id);
call secure_tenant_table('knowledge_vote', addressed => true);
create trigger addressee_related before insert or update of addressee_tenant_id on knowledge_vote
  for each row execute function check_addressee();

create index dispatch_question_thread on dispatch (object_id, dispatched_at, id) where kind in ('question', 'answer', 'receipt');
create index dispatch_question_received on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'question';
`)
    .execute(db);
};
