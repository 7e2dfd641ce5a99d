import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { isItemUnderTransfer } from '@/db/queries/disposition-transfer-item.queries';
import { readFileNotes, writeFileNote } from '@/db/queries/file-note.queries';
import { audit } from '@/server/audit/audit';
import {
  EMPTY_NOTE,
  FILE_NOTE_FIELDS,
  type FileNoteView,
  fileNote,
  fileNoteView,
  type SaveFileNoteInput,
} from '@/server/domain/archive/file-note';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const requireItem = async (tdb: TenantDb, scope: TenantScope, id: string) => {
  const row = await findItem(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `record ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

/** The note of a volume; empty fields where nothing was said yet. A piece has none. */
export const getFileNote = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<FileNoteView | null> => {
  const row = await requireItem(tdb, scope, input.id);
  if (row.level === 'piece') return null;
  const note = (await readFileNotes(tdb, scope.tenantId, [row.id])).get(row.id) ?? EMPTY_NOTE;
  return fileNoteView.parse({ ...note, rowVersion: row.rowVersion });
};

/** Writes 卷内备考表. The old words stay in the history of the volume. */
export const saveFileNote = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveFileNoteInput,
): Promise<FileNoteView> => {
  const { id, rowVersion, ...said } = input;
  refuseClassified(said.situation, said.arranger, said.checker);
  const row = await requireItem(tdb, scope, id);
  if (row.level === 'piece') throw new AppError('NOT_A_VOLUME', `record ${id} is a piece`);
  if (await isItemUnderTransfer(tdb, scope.tenantId, id)) throw new AppError('ITEM_TRANSFERRED', row.referenceCode);
  const before = fileNote.parse((await readFileNotes(tdb, scope.tenantId, [id])).get(id) ?? EMPTY_NOTE);
  const after = fileNote.parse(said);
  const changed = FILE_NOTE_FIELDS.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) throw new AppError('BAD_INPUT', 'nothing would change');
  if (!(await writeFileNote(tdb, { tenantId: scope.tenantId, id, rowVersion }, after)))
    throw new AppError('STALE_VERSION', `record ${id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'archive.saveFileNote',
    objectKind: 'archive_item',
    objectId: id,
    objectLabel: row.referenceCode,
    detail: {
      changes: Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }])),
      rowVersion: rowVersion + 1,
    },
  });
  return fileNoteView.parse({ ...after, rowVersion: rowVersion + 1 });
};
