import { type Kysely, sql } from 'kysely';

/**
 * 现场检查: what inspectors write down on their phones. Ids are made there, so that what is sent twice is kept once;
 * nothing is overwritten, so that two people who answered the same item offline both find their words again.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table onsite_answer (
  tenant_id int not null,
  id uuid not null,
  inspection_id uuid not null,
  item_code text not null,
  verdict text check (verdict in ('met', 'mostly', 'partly', 'unmet', 'na')),
  -- A count, a score, or the faults of a sample of out_of.
  value double precision,
  out_of double precision,
  note text not null default '',
  -- Worth a finding, and how grave.
  severity text check (severity in ('INFO', 'MINOR', 'MAJOR', 'HAZARD', 'VIOLATION')),
  -- The answers that its author had before the eyes. Whatever nobody has built upon stands; two that stand are a conflict.
  based_on uuid[] not null default '{}',
  made_at timestamptz(3) not null,
  made_by uuid not null,
  made_by_name text not null,
  received_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id)
);
create index onsite_answer_item on onsite_answer (tenant_id, inspection_id, item_code, made_at, id);
create table onsite_photo (
  tenant_id int not null,
  id uuid not null,
  inspection_id uuid not null,
  item_code text not null,
  object_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  taken_at timestamptz(3) not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  accuracy_metres double precision check (accuracy_metres >= 0),
  -- The phone had made it smaller than the camera gave it.
  was_reduced boolean not null default false,
  made_by uuid not null,
  made_by_name text not null,
  received_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  -- The same picture of the same item is one photo, whichever phone sends it again.
  unique (tenant_id, inspection_id, item_code, sha256),
  check ((latitude is null) = (longitude is null)),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index onsite_photo_item on onsite_photo (tenant_id, inspection_id, item_code, taken_at, id);
create table onsite_signature (
  tenant_id int not null,
  id uuid not null,
  inspection_id uuid not null,
  kind text not null check (kind in ('signed', 'refused')),
  person_name text not null,
  person_post text not null,
  reason text,
  witness_name text,
  object_id uuid,
  -- What was on the screen when it was signed, frozen, and its digest.
  statement jsonb not null,
  statement_sha256 text not null check (statement_sha256 ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz(3) not null,
  made_by uuid not null,
  made_by_name text not null,
  received_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  check (case kind when 'signed' then object_id is not null and reason is null and witness_name is null
    else object_id is null and reason is not null and witness_name is not null end),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index onsite_signature_inspection on onsite_signature (tenant_id, inspection_id, signed_at, id);
call secure_tenant_table('onsite_answer', commands => 'select, insert');
call secure_tenant_table('onsite_photo', commands => 'select, insert');
call secure_tenant_table('onsite_signature', commands => 'select, insert');
`)
    .execute(db);
};
