import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 卷内备考表, kept with the record that is the volume. */

interface Note {
  situation: string | null;
  arranger: string | null;
  arrangedOn: string | null;
  checker: string | null;
  checkedOn: string | null;
}

/** The notes of volumes by their ids; a volume of which nothing was said is not among them. */
export const readFileNotes = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Map<string, Note>> => {
  const { rows } = await sql<{ id: string; note: Note }>`select id, file_note as note from archive_item
    where tenant_id = ${tenantId} and id = any (${itemIds as string[]}::uuid[]) and file_note is not null`.execute(tdb);
  return new Map(rows.map((row) => [row.id, row.note]));
};

/** False when somebody was quicker, or the volume is filed no longer. */
export const writeFileNote = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  note: Note,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('archiveItem')
    .set({
      fileNote: sql`${JSON.stringify(note)}::jsonb`,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'filed')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
