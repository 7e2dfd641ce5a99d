import { type Kysely, sql } from 'kysely';

/** 沿革: what registers say of one record (or of the box it lay in) is found without reading the register. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create index digitisation_step_of_item on digitisation_step (tenant_id, item_id);
create index fixity_incident_of_item on fixity_incident (tenant_id, item_id);
create index stock_take_line_of_box on stock_take_line (tenant_id, box_id) where box_id is not null;
create index borrowing_of_visit on borrowing (tenant_id, visit_id) where visit_id is not null;
create index storage_out_of_box on storage_out (tenant_id, box_id) where box_id is not null;
`)
    .execute(db);
};
