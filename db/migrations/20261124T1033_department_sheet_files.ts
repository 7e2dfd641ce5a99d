import { type Kysely, sql } from 'kysely';

/** 自评佐证: files of a department behind what it says of itself. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table department_sheet_file (
  tenant_id int not null references tenant (id),
  sheet_id uuid not null,
  item_code text not null check (length(item_code) between 1 and 40),
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, sheet_id, item_code, object_id),
  foreign key (tenant_id, sheet_id) references department_sheet (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('department_sheet_file', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
