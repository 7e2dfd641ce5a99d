import { type Kysely, sql } from 'kysely';

/** 作废 of a photo taken in error: who, when and why. The photo itself stays: what came in from a phone is not deleted. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table onsite_photo_withdrawal (
  tenant_id int not null,
  photo_id uuid not null,
  inspection_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  withdrawn_by uuid not null,
  withdrawn_by_name text not null,
  withdrawn_at timestamptz(3) not null default now(),
  primary key (tenant_id, photo_id),
  foreign key (tenant_id, photo_id) references onsite_photo (tenant_id, id),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id)
);
create index onsite_photo_withdrawal_inspection on onsite_photo_withdrawal (tenant_id, inspection_id);
call secure_tenant_table('onsite_photo_withdrawal', commands => 'select, insert');
`)
    .execute(db);
};
